"""Understanding a question: its words, its syntax, what it may be instead; and that no text breaks anything."""

import re
from itertools import pairwise
from pathlib import Path

import opencc
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from service.errors import BadInput
from service.jobs.ask import ask
from service.model import Answer, Question
from service.search.engine import Plan
from service.search.lexicon import Lexicon
from service.search.query import LONGEST, MOST_GROUPS
from service.search.shelf import Opened, Shelf
from service.text.normalise import fold
from tests.search import builds

WIDE = {**{code: code + 0xFEE0 for code in range(0x21, 0x7F)}, 0x20: 0x3000}
TRADITIONAL = opencc.OpenCC("s2t")
PAGES = [
    ("怎么充值", "把卡号、密码报给店员，就完了。用 SIM 卡。"),
    ("怎么查余额", "打 *100# 查询余额。余额、卡号，密码。"),
    ("Wi-Fi 和 5G/4G", "Tele 2 与 Tele2 是一家；500坚戈。"),
    ("哈萨克斯坦怎么登记", "登记要护照。"),
    ("怎么续费", "续费就是充值。自动续费。"),
]


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return builds.texts(tmp_path_factory.mktemp("query"), PAGES)


# Any text ------------------------------------------------------------------------------------------

SIGNS = [*'"“”「』-－*#:()^~\\㍿ﷺßİ𠮷的\x00\u0301\u200b\u202e\ufeff\u3000\ud800']
WORDS = ["*100#", "[TO]", " AND ", "OR", "NOT ", " -", "充值", "sim卡", "kcell", "shoujika", "sjk", "手机咔", "怎么"]
MORE = ["哈萨克斯坦", "+997", "1.5", "500坚戈", "a.b.c", "tele2", "🇰🇿", "0" * 60]
HOSTILE = st.sampled_from([*SIGNS, *WORDS, *MORE])
TEXT = st.one_of(
    st.text(max_size=LONGEST),
    st.lists(st.one_of(HOSTILE, st.text(max_size=8)), max_size=60).map("".join).map(lambda text: text[:LONGEST]),
)


@given(TEXT)
@example('"充值')
@example("-" * LONGEST)
@example("㍿" * LONGEST)
@example(" ".join(chr(0x4E00 + n) for n in range(250)))
@example(" ".join(f"zz{n}" for n in range(100)))
@settings(deadline=None, max_examples=250)
def test_any_text_is_answered_or_refused_in_words(shipped: Opened, text: str) -> None:
    try:
        answer = ask(shipped, text, limit=50)
    except BadInput:
        return

    assert len(answer.hits) <= len(shipped.articles)
    assert len({hit.article for hit in answer.hits}) == len(answer.hits) == min(answer.total, 50)
    assert (answer.answer == "none") == (not answer.hits)
    assert_highlights_are_pieces(answer)


def assert_highlights_are_pieces(answer: Answer) -> None:
    for hit in answer.hits:
        assert all(0 <= mark.start < mark.end <= len(hit.snippet) for mark in hit.marks)
        assert all(left.end <= right.start for left, right in pairwise(hit.marks))


@given(st.text(min_size=LONGEST + 1, max_size=LONGEST + 40))
@settings(deadline=None, max_examples=20)
def test_more_than_500_characters_are_refused_with_the_limit(shipped: Opened, text: str) -> None:
    with pytest.raises(BadInput, match=str(LONGEST)):
        ask(shipped, text)


@pytest.mark.parametrize("text", ["", " ", "\n\t\u3000"])
def test_an_empty_question_is_refused(build: Opened, text: str) -> None:
    with pytest.raises(BadInput, match="empty"):
        ask(build, text)


def test_a_question_in_another_encoding_is_refused_with_the_reason(build: Opened) -> None:
    """What a GBK terminal types into a UTF-8 one reaches Python as lone surrogates."""
    with pytest.raises(BadInput, match="UTF-8"):
        ask(build, "充值".encode("gbk").decode("utf-8", "surrogateescape"))


def test_exactly_500_characters_are_a_question(build: Opened) -> None:
    assert ask(build, "充值" * (LONGEST // 2)).answer in ("found", "nearest")


def test_words_beyond_the_first_32_are_not_looked_at(build: Opened) -> None:
    words = [f"k{n}" for n in range(60)]

    assert len(ask(build, " ".join(words)).terms) <= MOST_GROUPS


# Spellings -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("question", builds.desks().questions(), ids=lambda question: question.text)
def test_width_case_script_and_spaces_make_no_difference(shipped: Opened, question: Question) -> None:
    text = question.text
    traditional: str = TRADITIONAL.convert(text)
    wanted = shown(ask(shipped, text))
    spaced = f" \u3000{text.replace(' ', '   ')}\n"

    for variant in (text.translate(WIDE), text.upper(), text.lower(), traditional, traditional.translate(WIDE), spaced):
        assert shown(ask(shipped, variant)) == wanted, variant


def shown(answer: Answer) -> list[tuple[object, ...]]:
    return [(hit.article, hit.anchor, hit.score, hit.match, hit.snippet, hit.marks) for hit in answer.hits]


@pytest.mark.parametrize("spelt", ["wifi", "wi-fi", "Wi-Fi", "WIFI", "ＷｉＦｉ", "wi fi"])
def test_hyphens_and_spaces_inside_a_latin_word_make_no_difference(build: Opened, spelt: str) -> None:
    assert builds.found(build, spelt) == ["a3"]


@pytest.mark.parametrize("spelt", ["tele2", "Tele 2", "TELE2", "ｔｅｌｅ２"])
def test_a_brand_split_by_a_space_is_the_brand(build: Opened, spelt: str) -> None:
    answer = ask(build, spelt)

    assert builds.names(answer) == ["a3"]
    assert builds.marked(answer)[0] == "Tele 2"


@pytest.mark.parametrize(("spelt", "country"), [("megacom", ("KG",)), ("MegaCom", ("KG",)), ("etisalat", ())])
def test_an_operator_is_known_by_the_name_it_had(shipped: Opened, spelt: str, country: tuple[str, ...]) -> None:
    answer = ask(shipped, f"{spelt}查余额")

    assert answer.countries == country  # Etisalat is still the name of another one, in Egypt
    assert {"megacom": "kg-topup", "etisalat": "ae-topup"}[spelt.lower()] == answer.hits[0].article


def test_an_old_name_from_where_no_article_is_keeps_nothing_out(shipped: Opened) -> None:
    answer = ask(shipped, "Astelit 是哪家运营商")

    assert answer.countries == ()
    assert answer.hits[0].article == "kz-operators"


def test_a_word_of_latin_and_han_is_marked_however_it_is_spaced(build: Opened) -> None:
    (hit,) = [hit for hit in ask(build, "sim卡").hits if hit.article == "a1"]

    assert [hit.snippet[mark.start : mark.end] for mark in hit.marks] == ["SIM 卡"]


@pytest.mark.parametrize("spelt", ["imei 注册", "注册 imei", "IMEI　注册"])
def test_a_synonym_of_latin_and_han_is_known_however_it_is_spaced(shipped: Opened, spelt: str) -> None:
    answer = ask(shipped, f"印尼 {spelt}")

    assert answer.terms == ("印尼", fold(spelt).replace(" ", ""))
    assert answer.hits[0].article == "id-imei"


# Syntax --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "finds"),
    [
        ('"卡号、密码"', ["a1"]),
        ("“卡号、密码报给店员，就完了”", ["a1"]),
        ("「卡号、密码」", ["a1"]),
        ("『卡号、密码』", ["a1"]),
        ("＂卡号、密码＂", ["a1"]),
        ('"卡号，密码"', ["a2"]),
        ('"5G/4G"', ["a3"]),
        ('"sim卡"', ["a1"]),
        ('"*100# 查询余额"', ["a2"]),
        ('"密码卡号"', []),
    ],
)
def test_a_quoted_phrase_is_found_as_it_stands_in_the_text(build: Opened, question: str, finds: list[str]) -> None:
    assert builds.found(build, question) == finds


def test_a_quoted_phrase_is_marked_whole(build: Opened) -> None:
    assert builds.marked(ask(build, '"卡号、密码"')) == ["卡号、密码"]


def test_words_beside_a_phrase_order_but_the_phrase_decides(build: Opened) -> None:
    answer = ask(build, '余额 "卡号、密码"')

    assert builds.names(answer) == ["a1"]
    assert answer.missing == ("余额",)


@pytest.mark.parametrize(
    "question",
    [
        "卡号 -余额",
        "-余额 卡号",
        "卡号 －余额",
        "卡号\u3000-余额",
        '卡号 -"查询余额"',
        "卡号 -“查询余额”",
        "卡号 -「*100#」",
    ],
)
def test_a_minus_before_a_word_or_phrase_excludes_it(build: Opened, question: str) -> None:
    answer = ask(build, question)

    assert builds.names(answer) == ["a1"]
    assert answer.terms == ("卡号",)


@pytest.mark.parametrize("question", ["卡号-密码", "卡号 - 密码", "卡号 --密码", "卡号 -"])
def test_a_minus_anywhere_else_excludes_nothing(build: Opened, question: str) -> None:
    assert builds.names(ask(build, question)) in (["a1", "a2"], ["a2", "a1"])


@pytest.mark.parametrize("question", ["-卡号", '-"卡号"', "-卡号 -密码"])
def test_only_exclusions_find_nothing_rather_than_all_the_rest(build: Opened, question: str) -> None:
    assert ask(build, question).answer == "none"


@pytest.mark.parametrize(
    "question",
    ["卡号 AND 密码", "卡号 OR 密码", "NOT 卡号 密码", "卡号 ＡＮＤ 密码", "(卡号 密码", '"卡号 密码', "卡号* 密码?"],
)
def test_operators_brackets_and_dangling_quotes_are_no_words(build: Opened, question: str) -> None:
    assert ask(build, question).terms == ("卡号", "密码")


# Words ---------------------------------------------------------------------------------------------


def test_helper_words_need_not_be_met_unless_they_are_all_there_is(build: Opened) -> None:
    assert ask(build, "请问我的续费是怎么一回事呢").terms[0] == "续费"
    assert "怎么" not in ask(build, "怎么续费").terms
    assert builds.found(build, "怎么")


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("哈薩克電話卡要登記嗎 我台灣護照可以嗎", ("KZ",)),
        ("香港人去日本用什么卡", ("JP",)),
        ("拿韩国护照在泰国办卡", ("TH",)),
        ("香港的卡在澳门能用吗", ("HK", "MO")),
        ("香港身份证能办电话卡吗", ("HK",)),
        ("台湾护照能办台湾电话卡吗", ("TW",)),
    ],
)
def test_whose_passport_it_is_does_not_say_where_the_card_is_for(
    shipped: Opened, text: str, countries: tuple[str, ...]
) -> None:
    assert ask(shipped, text).countries == countries


def test_a_country_is_recognised_by_its_names_and_its_operators(shipped: Opened) -> None:
    for text in ("哈萨克斯坦充值", "哈國充值", "Kazakhstan top up"):
        assert ask(shipped, text).countries == ("KZ",), text
    answer = ask(shipped, "kcell充值")
    assert (answer.countries, answer.operators) == (("KZ",), ("kcell",))
    assert ask(shipped, "充值").countries == ()


@pytest.mark.parametrize(("question", "order"), [("充值", ["a1", "a2"]), ("续费", ["a2", "a1"])])
def test_topping_up_is_not_renewing(shipped: Opened, question: str, order: list[str], tmp_path: Path) -> None:
    """The exact word comes first, whichever was asked for; where the other is found too, a label says so."""
    answer = ask(builds.texts(tmp_path, [("怎么充值", "用 App 充值。"), ("怎么续费", "用 App 续费。")]), question)

    assert builds.names(answer) == order[: len(answer.hits)]
    assert answer.hits[0].match == "exact"
    assert all(hit.match == "synonym" and hit.why for hit in answer.hits[1:])


def test_a_synonym_is_labelled_with_what_was_put_for_what(tmp_path: Path) -> None:
    answer = ask(builds.texts(tmp_path, [("护照丢了", "去补办。"), ("手机", "买手机。")]), "passport丢了")

    assert builds.names(answer) == ["a1"]
    assert (answer.hits[0].match, answer.hits[0].why) == ("synonym", ("同义词：passport→护照",))


def test_a_name_is_not_found_inside_a_longer_name(build: Opened) -> None:
    assert builds.found(build, "萨克斯") == []
    assert builds.found(build, "哈萨克斯坦") == ["a4"]


def test_the_word_inside_a_name_of_the_opposite_adds_nothing(tmp_path: Path) -> None:
    files = {
        "no.md": "# 骗局\n\n## 「代刷脸」能信吗？\n\n不要信，自己刷脸。\n",
        "yes.md": "# 登记\n\n## 怎么刷脸？\n\n在应用里做。\n",
    }
    builds.shelve(tmp_path / "index", files)
    build = Shelf(tmp_path / "index").get()

    assert builds.names(ask(build, "刷脸"))[0] == "yes"
    assert builds.names(ask(build, "代刷脸")) == ["no"]
    assert builds.names(ask(build, '"代刷脸"')) == ["no"]


def test_a_word_nobody_has_is_named_as_missing(build: Opened) -> None:
    answer = ask(build, "护照 登记 火箭")

    assert (builds.names(answer), answer.missing) == (["a4"], ("火箭",))


def test_any_sentence_of_an_article_in_quotes_finds_that_article(shipped: Opened) -> None:
    """What a reader copies out of a page is found again, with its punctuation, prices, codes and names."""
    lost, asked = list[str](), 0
    for scored in shipped.engine.ask(Plan(())):
        for sentence in re.findall(r"[^。！？；\n]+[。！？；]?", scored.entry.body):
            if len(sentence) <= 100 and not re.search(r'["“”「」『』|]', sentence):
                asked += 1
                answer = ask(shipped, f'"{sentence.strip()}"', limit=50)
                shown = scored.entry.article in builds.names(answer) or answer.total > 50  # 「要。」 stands in 200
                if not shown or answer.answer != "found":
                    lost.append(sentence)

    assert lost == []
    assert asked > 100


def test_a_price_is_found_with_and_without_its_thousands_separator(tmp_path: Path) -> None:
    build = builds.texts(tmp_path, [("套餐", "每月 3,000 坚戈。"), ("押金", "押金 12000坚戈。")])

    assert builds.found(build, "3000坚戈") == builds.found(build, "3,000 坚戈") == ["a1"]
    assert builds.found(build, "12,000坚戈") == ["a2"]


def test_a_passage_without_the_number_that_was_asked_for_is_about_another_one(tmp_path: Path) -> None:
    build = builds.texts(tmp_path, [("号段查询", "707 开头是甲公司。"), ("701 开头是哪家运营商", "701 开头是乙公司。")])

    assert builds.names(ask(build, "707开头是哪家运营商"))[0] == "a1"
    assert ask(build, "999开头是哪家运营商").answer == "nearest"


def test_the_snippet_shows_the_number_that_was_asked_for(tmp_path: Path) -> None:
    long = "先看卡是哪家运营商的。" + "再看套餐和资费说明，问清楚有效期。" * 12 + "号段 707 是甲公司。"
    build = builds.texts(tmp_path, [("号段", long)])

    assert "707" in ask(build, "707是哪家运营商").hits[0].snippet


# Other languages and wordings ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "article", "section"),
    [
        ("chong zhi", "kz-topup", "哈萨克斯坦 SIM 卡怎么充值？"),
        ("zen me chong zhi", "kz-topup", "哈萨克斯坦 SIM 卡怎么充值？"),
        ("ha sa ke si tan chong zhi", "kz-topup", "哈萨克斯坦 SIM 卡怎么充值？"),
        ("renlianshibie", "kz-registration", "人脸识别怎么做？"),
        ("ren lian shi bie", "kz-registration", "人脸识别怎么做？"),
        ("where to buy a sim card", "kz-registration", "在哪里买卡？"),
        ("can I pay with alipay", "kz-topup", "能用支付宝、微信支付或 PayPal 充值吗？"),
        ("is my phone blocked after 30 days", "kz-imei", "30 天后手机会被锁吗？"),
        ("can I keep my number when changing operators", "kz-registration", "换运营商能保留号码吗？"),
        ("I was scammed, what should I do", "kz-scams", "已经上当了怎么办？"),
        ("which operators are there in Kazakhstan", "kz-registration", "哈萨克斯坦有哪些运营商？"),
        ("喺哈薩克邊度買電話咭", "kz-registration", "在哪里买卡？"),
        ("被騙錢點算", "kz-scams", "已经上当了怎么办？"),
        ("攜碼可以嗎", "kz-registration", "换运营商能保留号码吗？"),
        ("买卡被骗了怎么办", "kz-scams", "已经上当了怎么办？"),
        ("怎么查手机在不在灰名单", "kz-imei", "怎么查手机在哪个名单？"),
        ("充值", "kz-topup", "哈萨克斯坦 SIM 卡怎么充值？"),
        ("beelin 充值", "kz-topup", "哈萨克斯坦 Beeline 怎么充值？"),
    ],
)
def test_a_traveller_may_ask_in_english_cantonese_or_loose_pinyin(
    shipped: Opened, question: str, article: str, section: str
) -> None:
    answer = ask(shipped, question, filters=[("country", "KZ")], limit=1)

    assert (answer.answer, answer.hits[0].article, answer.hits[0].section) == ("found", article, section)


def test_a_question_about_an_operator_is_one_about_its_country(tmp_path: Path) -> None:
    """An article about another country may mention Kcell; it is no answer."""
    body = "Kcell 充值，Kcell 充值。"
    build = builds.small(
        tmp_path,
        [
            builds.entry("there", "Kcell 充值", body, countries=("KG",)),
            builds.entry("here", "卡", "Kcell 也能充值。", countries=("KZ",)),
        ],
    )
    answer = ask(build, "kcell充值")

    assert answer.countries == ("KZ",)
    assert builds.names(answer) == ["here"]


def test_operators_named_together_are_those_of_the_country_that_has_them_all(shipped: Opened) -> None:
    assert ask(shipped, "beeline kcell 哪个好").countries == ("KZ",)
    assert ask(shipped, "kcell turkcell 哪个好").countries == ()


@pytest.mark.parametrize(
    ("question", "countries"),
    [
        ("没有 gcash 怎么充值", ("PH",)),
        ("冇八達通點增值", ("HK",)),
        ("新加坡能用 gcash 吗", ("SG",)),
        ("uzimei 和 emirates id", ()),
    ],
)
def test_a_service_of_one_country_says_where_unless_the_question_does(
    shipped: Opened, question: str, countries: tuple[str, ...]
) -> None:
    assert ask(shipped, question).countries == countries


@pytest.mark.parametrize(
    ("question", "countries"), [("办个电话卡", ()), ("外蒙 清邁 電話卡", ("MN", "TH")), ("NRT 買卡", ("JP",))]
)
def test_a_place_is_known_by_what_travellers_call_it_not_by_what_sounds_like_it(
    shipped: Opened, question: str, countries: tuple[str, ...]
) -> None:
    assert ask(shipped, question).countries == countries


def test_what_holds_everywhere_answers_a_question_about_a_country_after_what_is_said_of_it(tmp_path: Path) -> None:
    build = builds.small(
        tmp_path,
        [
            builds.entry("general", "充值失败没有到账", "先看订单。"),
            builds.entry("here", "充值失败", "先看订单。", countries=("KZ",)),
        ],
    )

    assert builds.names(ask(build, "哈萨克斯坦充值失败没有到账")) == ["here", "general"]


def test_a_question_about_two_places_is_answered_where_both_are_named(shipped: Opened) -> None:
    answer = ask(shipped, "澳门可以用香港的电话卡吗", limit=1)

    assert (answer.hits[0].article, answer.hits[0].section) == ("mo-cards", "香港电话卡在澳门能用吗？")


def test_a_question_about_no_country_is_answered_by_what_holds_everywhere(tmp_path: Path) -> None:
    build = builds.small(
        tmp_path,
        [
            builds.entry("here", "充值失败", "充值失败看订单。", countries=("KZ",)),
            builds.entry("general", "充值失败", "充值失败先看订单，还没有到账再问客服。"),
        ],
    )

    assert builds.names(ask(build, "充值失败")) == ["general", "here"]


def test_a_chinese_number_or_passport_does_not_ask_about_china(shipped: Opened) -> None:
    answer = ask(shipped, "用中国号码漫游需要登记手机吗")

    assert (answer.answer, answer.countries) == ("found", ())
    assert "CN" not in shipped.articles[answer.hits[0].article]["countries"]


def test_a_brand_filters_by_all_its_operators(tmp_path: Path) -> None:
    build = builds.small(
        tmp_path,
        [
            builds.entry("kz", "充值", "用应用充值。", operators=("beeline-kz",)),
            builds.entry("ru", "充值", "充值。", operators=("beeline-ru",)),
            builds.entry("other", "充值", "去门店充值。", operators=("kcell",)),
        ],
    )

    assert set(builds.names(ask(build, "充值", filters=[("operator", "Beeline")]))) == {"kz", "ru"}
    assert builds.names(ask(build, "充值", filters=[("operator", "beeline-ru")])) == ["ru"]


def test_an_english_word_is_labelled_with_the_chinese_one_that_was_found(tmp_path: Path) -> None:
    answer = ask(builds.texts(tmp_path, [("机场买卡", "在柜台买。"), ("别的", "别的事。")]), "airports")

    assert (answer.answer, builds.names(answer)) == ("found", ["a1"])
    assert (answer.hits[0].match, answer.hits[0].why) == ("synonym", ("同义词：airports→机场",))


@given(st.data())
def test_the_units_of_one_text_are_those_of_the_whole_pattern(shipped: Opened, data: st.DataObject) -> None:
    units = shipped.lexicon.units
    pieces = st.one_of(
        st.sampled_from(units), st.sampled_from([" ", "  ", "卡", "a", "1", ".", "-"]), st.text(max_size=3)
    )
    text = "".join(data.draw(st.lists(pieces, max_size=8)))
    whole = shipped.lexicon.unit_pattern
    cold = Lexicon(**shipped.lexicon.as_json())
    few = cold.units_in(text)

    assert whole is not None
    found = [unit.span() for unit in whole.finditer(text)]
    assert "unit_pattern" not in vars(cold)
    assert found == ([unit.span() for unit in few.finditer(text)] if few else [])
