"""What articles say of duties (papers, face checks, limits, phones), against what facts say: caught or left alone."""

from collections.abc import Callable
from datetime import date

import pytest
from _pytest.mark import ParameterSet

from service.lint import run
from service.lint.rule import Desk
from service.model import Article, Finding

Lint = Callable[..., list[Finding]]
Read = Callable[[str], Article]

WRONG = {
    "papers-denied": [
        "# 哈萨克斯坦办卡\n\n买预付费卡⟦无需实名⟧。",
        "# 哈萨克斯坦办卡\n\n当地的 SIM 卡⟦不需要出示护照⟧。",
        "# 哈萨克斯坦办卡\n\n在阿拉木图，⟦没有护照也能⟧买卡。",
        "# 莫斯科买卡\n\n机场的电话卡⟦不用登记身份⟧。",
        "# 清迈买卡\n\n路边的电话卡⟦免登记⟧。",
        "# 布达佩斯上网\n\n如果你只是短期旅行，预付费卡⟦不要求提供身份证明⟧。",
        "# 万象买卡\n\n老挝的手机卡⟦没有实名要求⟧。",
        "# 约翰内斯堡\n\n南非买卡⟦无需任何证件⟧，付现金就行。",
        "去墨尔本之前：澳大利亚的预付费卡⟦不查证件⟧，超市就有。",
        "# 斯里兰卡买卡\n\n当地的卡⟦免实名⟧，便利店就能买。",
        "# 金边攻略\n\n柬埔寨的电话卡⟦不用护照也能买到⟧。",
    ],
    "face-check-denied": [
        "# 吉隆坡买卡\n\n买本地卡⟦不用刷脸⟧，很快。",
        "# 雅加达\n\n办新卡⟦无需人脸识别⟧。",
        "在曼谷办电话卡⟦不需要做活体检测⟧。",
    ],
    "wrong-sim-limit": [
        "# 香港电话卡\n\n⟦每人最多可登记 3 张储值卡⟧。",
        "# 新加坡电话卡\n\n⟦一本护照最多登记五张预付费 SIM 卡⟧。",
        "# 印度买卡\n\n⟦游客的电话卡最长可以用半年⟧。",
    ],
    "wrong-visitor-papers": [
        "# 海参崴买卡\n\n⟦只要带护照，营业厅就能办⟧卡。",
        "# 阿拉木图电话卡\n\n外国人⟦要先申请 SNILS⟧ 才能办卡。",
    ],
    "foreign-card-blocked": ["# 圣彼得堡\n\n旅行 eSIM ⟦一到就能直接用⟧流量。"],
    "wrong-visa-days": ["# 阿斯塔纳\n\n现在去哈萨克斯坦⟦免签可以停留两个月⟧。"],
    "device-duty-denied": [
        "# 塔什干\n\n带去的⟦手机无需登记⟧，插当地卡就行。",
        "# 伊斯坦布尔长住\n\n⟦不用登记 IMEI⟧，换土耳其卡一直能用。",
    ],
    "wrong-device-deadline": [
        "# 撒马尔罕\n\n没登记的外国手机⟦30 天后就断网⟧。",
        "# 加德满都\n\n外国人的手机⟦60 天内要在 MDMS 登记⟧。",
        "# 卡拉干达\n\n没有验证的手机⟦可以使用两周⟧，之后断网。",
    ],
    "roaming-device": ["# 开罗\n\n⟦漫游的外国手机也要登记⟧ IMEI 并缴税。"],
}

FINE = {
    "papers-denied": [
        "# 曼谷充值\n\n给预付费卡充值不需要护照，报手机号码就行。",
        "# 曼谷充值\n\n凭手机号和金额即可充值，不必出示护照；办新卡才需要护照和人脸识别。",
        "# 曼谷上网\n\n出发前买的旅行 eSIM 不用实名，扫码就能装。",
        "# 泰国旅行 eSIM 怎么选\n\n网上下单，扫码安装。\n\n不用实名，不用寄送。",
        "# 泰国上网\n\n## eSIM\n\n买来就能装，无需登记身份。",
        "# 曼谷上网\n\n在国内开通漫游，到泰国不用登记身份。",
        "# 曼谷买卡\n\n说买卡不需要护照的都是骗子。",
        "# 曼谷买卡\n\n买卡不需要护照？早就不行了。",
        "# 曼谷买卡\n\n这并不意味着买卡不需要护照。",
        "# 曼谷买卡\n\n以前在便利店买卡不用证件。",
        "# 曼谷买卡\n\n网上不少旧攻略说买卡不需要证件。",
        "# 曼谷买卡\n\n补卡的时候不用再登记身份。",
        "# 曼谷买卡\n\n泰国要护照，英国的预付费卡不需要证件。",
        "# 伦敦买卡\n\n超市里的卡不需要证件，付钱就行。",
        "# 奥斯陆买卡\n\n当地的卡不用护照。",
        "# 曼谷的酒店\n\n退房不需要出示护照。",
        "# 曼谷买卡\n\n未成年人不能凭自己的护照办卡。",
    ],
    "face-check-denied": [
        "# 吉隆坡买卡\n\n充值不用刷脸。",
        "# 吉隆坡买卡\n\n用支付宝付款不需要刷脸。",
        "# 雅加达\n\n2026 年 6 月以前，办新卡无需人脸识别。",
        "# 雅加达\n\n办新卡要做人脸识别。",
        "# 柏林\n\n办卡不用刷脸，用邮局核验身份。",
        "在曼谷办电话卡要不要做活体检测？",
    ],
    "wrong-sim-limit": [
        "# 香港电话卡\n\n每人在每家运营商最多登记 10 张储值卡。",
        "# 香港电话卡\n\n企业名下最多登记 25 张卡。",
        "# 香港电话卡\n\n优惠活动每人限购 2 张卡。",
        "# 新加坡电话卡\n\n后付费卡每人最多办 10 张卡，预付费每人最多 3 张卡。",
        "# 印度买卡\n\n游客的电话卡可以用 28 天。",
        "# 伦敦买卡\n\n每人最多登记 3 张 SIM 卡。",
        "# 手机设置\n\n一部手机最多存 8 张 eSIM。",
    ],
    "wrong-visitor-papers": [
        "# 海参崴买卡\n\n以前只要带护照，营业厅就能办卡。",
        "# 海参崴买卡\n\n凭护照就能办卡的说法已经过时，现在还要 SNILS 和 Gosuslugi 账户。",
        "# 阿拉木图电话卡\n\n俄罗斯才要 SNILS，哈萨克斯坦办卡不用。",
        "# 新加坡买卡\n\n只要带护照，营业厅就能办卡。",
    ],
    "foreign-card-blocked": [
        "# 圣彼得堡\n\n旅行 eSIM 头 24 小时没有流量，第二天就能用。",
        "# 圣彼得堡\n\n外国卡一到就能打电话。",
        "# 东京\n\n旅行 eSIM 一到就能直接用流量。",
    ],
    "wrong-visa-days": [
        "# 阿斯塔纳\n\n免签每次停留 30 天，180 天内累计 90 天。",
        "# 阿斯塔纳\n\n俄罗斯公民免签停留 90 天。",
        "# 曼谷\n\n免签停留 60 天。",
    ],
    "device-duty-denied": [
        "# 塔什干\n\n漫游的手机无需登记。",
        "# 塔什干\n\n停留不到 60 天，手机不用登记。",
        "# 塔什干\n\n手机不登记会怎样？",
        "# 塔什干\n\n不要以为手机不用登记。",
        "# 东京\n\n带去的手机无需登记。",
        "# 塔什干\n\n在当地买的手机不用登记。",
        "# 塔什干\n\n充值时不用注册手机号。",
    ],
    "wrong-device-deadline": [
        "# 撒马尔罕\n\n外国手机要在 60 天内登记 IMEI。",
        "# 撒马尔罕\n\n本国居民的手机 30 天内登记。",
        "# 撒马尔罕\n\n提交后 3 天内验证手机。",
        "# 撒马尔罕\n\n手机套餐可以使用 30 天。",
        "# 撒马尔罕\n\n手机的登记期限以前是 30 天，现在是 60 天。",
        "# 伦敦\n\n手机 30 天内要登记吗？不用。",
        "# 阿拉木图\n\n没有登记的手机超过一个月就断网。",
    ],
    "roaming-device": [
        "# 开罗\n\n漫游的手机不用登记 IMEI。",
        "# 开罗\n\n漫游不受影响，换当地的卡要登记手机。",
        "# 开罗\n\n漫游要先打客服电话登记开通。",
    ],
}


def _cases(table: dict[str, list[str]]) -> list[ParameterSet]:
    return [pytest.param(slug, text, id=f"{slug}-{n}") for slug, texts in table.items() for n, text in enumerate(texts)]


@pytest.mark.parametrize(("slug", "text"), _cases(WRONG))
def test_a_wrong_statement_of_a_duty_is_found_where_it_is_marked(slug: str, text: str, lint: Lint) -> None:
    plain, spans = run.marked(text)
    found = lint(plain, run.named(slug))

    assert [f.quote for f in found] == [plain[s.start : s.end] for s in spans]
    assert all(f.facts for f in found)


@pytest.mark.parametrize(("slug", "text"), _cases(FINE))
def test_what_is_true_asked_past_or_of_something_else_is_left_alone(slug: str, text: str, lint: Lint) -> None:
    assert [f.quote for f in lint(text, run.named(slug))] == []


def test_what_held_once_is_told_with_the_day_it_ended(lint: Lint) -> None:
    found = lint("# 香港电话卡\n\n储值卡不用实名登记。", run.named("papers-denied"))

    assert [(f.severity, "2023-02-24" in f.message) for f in found] == [("error", True)]
    assert {fact.id for fact in found[0].facts} >= {"hk.registration.before", "hk.registration.real-name"}


def test_a_face_check_is_demanded_only_from_its_first_day(read: Read, desk: Desk) -> None:
    article, rule = read("# 河内买卡\n\n越南办卡不用刷脸。"), run.named("face-check-denied")
    before = Desk(date(2026, 4, 14), desk.facts, desk.words)

    assert run.lint(article, before, [rule]) == []
    assert len(run.lint(article, desk, [rule])) == 1


def test_facts_of_one_newspaper_make_no_error(lint: Lint) -> None:
    found = lint("# 安曼买卡\n\n约旦的预付费卡不需要证件。", run.named("papers-denied"))

    assert [f.severity for f in found] == ["warning"]


@pytest.mark.parametrize("name", ["约旦", "比利时", "香港", "印度", "波兰"])
def test_a_card_said_to_work_at_once_leaves_the_duty_out(lint: Lint, name: str) -> None:
    found = lint(f"# {name}上网\n\n数据卡插入手机后就能立即使用。", run.named("missing-registration-notice"))

    assert [f.level for f in found] == ["article", "span"]


def test_a_top_up_voucher_that_works_at_once_leaves_nothing_out(lint: Lint) -> None:
    text = "# 香港充值\n\n便利店有充值券。买到后即可使用，输入密码就到账。"

    assert lint(text, run.named("missing-registration-notice")) == []


def test_where_no_card_is_to_be_got_no_duty_is_missed(lint: Lint) -> None:
    text = "# 比利时充值\n\n在官网输入手机号码和金额，付款后到账。"

    assert lint(text, run.named("missing-registration-notice")) == []


@pytest.mark.parametrize("title", ["泰国 eSIM 推荐", "香港旅行 eSIM"])
def test_a_travel_esim_that_works_on_arrival_leaves_nothing_out(lint: Lint, title: str) -> None:
    text = f"# {title}\n\n下单后邮箱收到二维码。落地开机就能用。"

    assert lint(text, run.named("missing-registration-notice")) == []
