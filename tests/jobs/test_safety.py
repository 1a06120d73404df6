"""Dangerous questions are recognised in any wording, and harmless ones left alone."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.jobs import safety as safety_job
from service.jobs.ask import ask
from service.jobs.safety import danger_of, safety
from service.search.shelf import Opened, Shelf
from tests.search import builds

DANGEROUS = {
    "evade-registration": [
        *(
            "买免实名卡",
            "免实名的哈萨克斯坦卡哪里买",
            "買免實名卡",
            "ｔｇ免实名卡",
            "mian shi ming ka",
            "mianshimingka nali mai",
        ),
        *(
            "怎么绕过人脸识别",
            "怎麼跳過實名登記",
            "有没有不用实名的电话卡卖",
            "求不用护照的日本手机卡",
            "哪里有已实名的卡",
            "匿名sim卡",
        ),
        *("where to buy a sim card without registration", "anonymous esim", "bypass face recognition kazakhstan sim"),
        *("免 实 名 卡", "免-实-名电话卡推荐", "no KYC sim cards"),
        *("不用登记的日本卡", "不需要护照的泰国流量卡", "白卡 免认证", "免认证的物联网卡", "卖实名好的卡"),
        *("已经激活的土耳其卡哪里买", "預激活的SIM卡哪裡有", "求购激活好的俄罗斯卡", "俄罗斯已激活的手机卡能买吗"),
        *("不想刷脸怎么办哈萨克卡", "不愿意登记护照怎么买卡", "buy SIM without passport Vietnam"),
    ],
    "proxy-face": [
        *(
            "代刷脸",
            "代刷臉",
            "dai shua lian",
            "daishualian",
            "代人脸识别多少钱",
            "找人代实名",
            "找人刷脸激活",
            "替别人刷脸有钱吗",
        ),
        *("可以让朋友帮我刷脸吗", "刷脸兼职", "can someone else do the face scan for me", "代过人脸"),
        *(
            "有人俾錢我用我身份證登記電話卡 得唔得",
            "用我身份證登記張SIM卡佢俾我五百蚊",
            "有人给我钱用我的护照办卡",
            "拿我护照办几张卡给我两百块可以吗",
            "开卡兼职 日结",
            "代办俄罗斯SIM卡不用本人",
            "代开手机卡 无需本人护照",
            "不用本人到场代办电话卡",
            "someone will pay me to register a sim with my id",
        ),
    ],
    "chat-seller": [
        *(
            "telegram 买卡",
            "telegram買卡",
            "电报群买哈萨克斯坦卡",
            "tg 买卡",
            "Telegram 上卖的卡能买吗",
            "telegram mai ka",
            "微信群里卖的SIM卡",
        ),
        *("buy sim on telegram", "telegram sim seller", "飞机群卖卡的靠谱吗", "WhatsApp 群里代购 esim"),
    ],
    "fake-papers": [
        *(
            "假护照办卡",
            "用别人的护照办卡可以吗",
            "假證件開卡",
            "fake passport sim registration",
            "借朋友身份证实名",
            "jia huzhao",
        ),
        *(
            "店员说用他的证件帮我注册",
            "朋友用他的名字帮我开卡行不行",
            "用人哋嘅身份證登記太空卡得唔得",
            "房东的名字注册 sim 卡行吗",
            "hotel staff wants to use his id to register my sim",
        ),
    ],
    "changed-imei": [
        *("怎么改imei", "手機串號可以改嗎", "改串号能躲登记吗", "刷IMEI免登记", "gai imei", "點樣改IMEI"),
        *(
            "bypass IMEI registration Turkey",
            "怎么绕过土耳其的手机登记",
            "IMEI登记能规避吗",
            "how to evade the phone tax",
        ),
        *("change imei to unlock phone", "imei修改器", "把手机 IMEI 改成登记过的"),
    ],
    "code-platform": [
        *("接码平台", "接碼平台", "jie ma ping tai", "海外接码网站推荐", "接码软件哪个好用", "代收验证码多少钱"),
        *("receive sms online site", "disposable number for whatsapp verification", "sms activation service"),
    ],
    "lent-number": [
        *("用过的电话卡能卖吗", "不用的泰国卡可以转让给别人吗", "用完嘅sim卡可唔可以賣畀人", "二手手机卡回收"),
        *("有人高价收我用完的旅游卡", "can i sell my used sim card"),
        *("高价收电话卡", "回收手机卡 高价", "收购sim卡 上门 现结"),
        "出租手机卡赚钱",
        "rent out my number",
        "把自己的号码租给别人",
    ],
}
#: Asks about a ticket and says what it was offered: the answer and the warning belong together.
ALTERED = "改串号 土耳其 哪里有店可以弄 不想交那个税"
OFFERED = "在韩国买演唱会票要韩国手机号认证，有人说可以代认证，靠谱吗"
HARMLESS = [
    *(
        "怎么实名",
        "代充值安全吗",
        "怎么识别免实名骗局",
        "怎麼識別免實名騙局",
        "代刷脸违法吗",
        "telegram买卡被骗怎么办",
        "遇到让我代刷脸的怎么办",
    ),
    *(
        "哈萨克斯坦买卡要实名吗",
        "不实名能用吗",
        "哪些国家买卡不用实名",
        "人脸识别怎么做",
        "人脸识别失败怎么办",
        "刷脸失败",
        "护照丢了怎么补卡",
    ),
    *(
        "telegram收不到验证码",
        "哪国的卡能注册telegram",
        "telegram 能用的卡怎么买",
        "买卡后telegram打不开",
        "买卡要带护照实名登记吗",
    ),
    *(
        "手机IMEI免登记多久",
        "和朋友一起去护照都要登记吗",
        "店家要我刷脸正常吗",
        "帮我看看实名登记要什么",
        "已实名的卡怎么过户",
    ),
    *(
        "卡登记在别人名下怎么办",
        "how to register a sim card",
        "face id does not work",
        "avoid sim card scams",
        "sim that works with telegram",
    ),
    *(
        "my passport was stolen how do I replace my sim",
        "zenme shiming",
        "怎么给家人充值",
        "代充值",
        "代办宽带",
        "出国卡推荐",
        "买esim",
        "卖场里哪家店卖卡",
    ),
    *(
        "微信群里的消息说kcell停机",
        "免费实名登记在哪",
        "实名登记费多少钱",
        "卡过期被回收了号码能找回吗",
        "开通国际漫游",
        "whatsapp能用吗",
    ),
    *(
        "我可以用自己的护照给孩子办卡吗",
        "给父母办卡可以用我的护照吗",
        "店员拿我的护照去登记要多久",
        "导游帮我们登记要给他护照吗",
        "酒店的名字怎么填 登记",
        "can my friend buy a sim for me with my passport",
        "登记用我名字还是酒店",
    ),
    *(
        "身份证登记的卡能不能过户给家人",
        "办卡送红包吗",
        "我用我的身份证登记要钱吗",
        "用完的卡能退钱吗",
        "旧卡不用了怎么注销",
        "清迈卖二手手机的地方 卡",
        "how much to pay to register imei",
    ),
    *(
        *("接码平台违法吗", "接码平台的号码被人拿去诈骗会怎么样 会坐牢吗", "有人让我去接码平台挂号码"),
        *(
            "收不到验证码怎么办",
            "换了号码验证码收到哪里",
            "does my sim receive sms abroad",
            "can I receive bank codes while roaming",
        ),
        *("不用登记的卡合法吗", "哪些国家有不用登记的卡", "不想刷脸可以去营业厅办卡吗", "刷脸过不了怎么办哈萨克卡"),
        *("买到已经激活的卡怎么办", "路边买的已激活的卡能用吗", "已经激活的eSIM能退款吗", "卡激活了在哪里买套餐"),
        *("补卡可以代办吗 本人在国外", "家人代办补卡要带什么", "注销号码要本人去吗"),
        *("手机卡注销后号码多久回收", "回收站里的短信能恢复吗", "is it legal to use a phone without IMEI registration"),
        *("how to register IMEI in Turkey", "土耳其手机税多少钱", "免登记期过了IMEI怎么登记", "学生认证 免费流量卡"),
    ),
    *(
        "换手机要重新登记IMEI吗",
        "imei填错了怎么改",
        "买二手手机怎么看imei有没有被改过",
        "iphone换主板imei变了",
        "登记imei后改号码",
    ),
]


@pytest.mark.parametrize(("kind", "question"), [(kind, q) for kind, asked in DANGEROUS.items() for q in asked])
def test_a_dangerous_question_is_recognised(kind: str, question: str) -> None:
    found = danger_of(builds.desks().words, question)

    assert found is not None
    assert found.id == kind


@pytest.mark.parametrize("question", HARMLESS)
def test_a_harmless_question_is_left_alone(question: str) -> None:
    assert danger_of(builds.desks().words, question) is None


def test_no_judged_question_but_those_about_dangers_is_taken_for_one() -> None:
    taken = {q.text: q for q in builds.desks().questions() if danger_of(builds.desks().words, q.text)}

    about = {article.id for article in builds.desks().read()[0] if {"fraud", "registration"} & set(article.topics)}

    assert {text for text, q in taken.items() if q.article not in about} == {OFFERED, ALTERED}


def judged() -> list[str]:
    return [question.text for question in builds.desks().questions()]


def spelt() -> list[str]:
    from pypinyin import lazy_pinyin

    return [" ".join(lazy_pinyin(question)) for questions in DANGEROUS.values() for question in questions]


@pytest.mark.parametrize(
    "questions", [judged, spelt, lambda: HARMLESS, lambda: [q for qs in DANGEROUS.values() for q in qs]]
)
def test_wordings_that_are_not_searched_for_could_not_be_found(
    questions: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = builds.desks().words
    found = [danger_of(words, question) for question in questions()]
    monkeypatch.setattr(safety_job, "_needed", lambda wordings, _: [(wording, []) for wording in wordings])

    assert found == [danger_of(words, question) for question in questions()]


def loads_pypinyin(question: str, cache: Path) -> bool:
    """Whether a process of its own needs the tables of pinyin; it has to know the danger in any case."""
    script = (
        "import sys; from service.jobs.desks import Desks; from service.jobs.safety import danger_of;"
        "assert danger_of(Desks().words, sys.argv[1]); print('pypinyin' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, question],
        cwd=builds.ROOT,
        env={**os.environ, "XDG_CACHE_HOME": str(cache)},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip() == "True"


linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="XDG_CACHE_HOME is Linux's")


@linux
def test_how_wordings_sound_is_worked_out_once(tmp_path: Path) -> None:
    assert loads_pypinyin("mianshimingka nali mai", tmp_path)
    assert not loads_pypinyin("mianshimingka nali mai", tmp_path)


@linux
def test_a_table_of_sounds_that_was_damaged_is_made_anew(tmp_path: Path) -> None:
    loads_pypinyin("dai shua lian", tmp_path)
    (table,) = (tmp_path / "kawen" / "sounds").iterdir()
    table.write_bytes(table.read_bytes().replace(b"mian", b"main"))

    assert loads_pypinyin("mian shi ming ka", tmp_path)
    assert not loads_pypinyin("mian shi ming ka", tmp_path)


@linux
def test_without_a_cache_pinyin_is_understood_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "kawen").write_text("a file where the folder would be")

    assert loads_pypinyin("mian shi ming ka", tmp_path)


@given(st.text(max_size=500))
def test_any_text_can_be_asked(question: str) -> None:
    danger_of(builds.desks().words, question)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return Shelf(builds.shipped(tmp_path_factory)).get()


@pytest.mark.parametrize(("kind", "asked"), DANGEROUS.items())
def test_the_answer_comes_from_an_article_on_fraud_without_errors(kind: str, asked: list[str], shipped: Opened) -> None:
    found = safety(shipped, builds.desks().words, asked[0], ask(shipped, asked[0]).countries)

    assert found is not None
    assert found.danger.id == kind
    assert found.hit is not None
    assert found.hit.verdict.errors == 0
    assert "fraud" in shipped.articles[found.hit.article]["topics"]


def test_without_an_article_on_fraud_the_warning_stands_alone(tmp_path: Path) -> None:
    build = builds.texts(tmp_path, [("怎么充值", "去营业厅。")])
    found = safety(build, builds.desks().words, "代刷脸", ())

    assert found is not None
    assert found.hit is None


def test_what_is_answered_is_of_the_country_asked_about_or_of_none(shipped: Opened) -> None:
    words = builds.desks().words
    for danger in words.dangers:
        for countries in ([], ["VN"], ["KZ"], ["TH", "JP"]):
            warning = safety(shipped, words, danger.wordings[0].split("…")[0].split("|")[0], countries)
            if warning is not None and warning.hit is not None:
                about = shipped.articles[warning.hit.article]["countries"]
                assert not about or set(about) & set(countries)


def test_every_danger_has_an_answer_that_holds_everywhere(shipped: Opened) -> None:
    words = builds.desks().words
    for kind, asked in DANGEROUS.items():
        warning = safety(shipped, words, asked[0], [])
        assert warning is not None
        assert warning.hit is not None, kind
        assert not shipped.articles[warning.hit.article]["countries"]


@pytest.mark.parametrize("question", ["kcell充值", "esim 5g", "SIM", "whatsapp", "IMEI 被锁"])
def test_a_question_without_pinyin_loads_no_table_of_pinyin(question: str) -> None:
    script = (
        "import sys; from service.jobs.desks import Desks; from service.jobs.safety import danger_of;"
        "danger_of(Desks().words, sys.argv[1]); sys.exit('pypinyin' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script, question], cwd=builds.ROOT, check=False).returncode == 0
