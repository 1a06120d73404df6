"""What is read of numbers and whose they are said to be, and how facts judge them."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from service import corpus
from service.claims.page import Page
from service.claims.read import claims
from service.corpus import facts, words
from service.corpus.articles import Reader
from service.model import Desk, Judged
from service.text import money
from service.text.normalise import fold

Read = Callable[..., list[Judged]]


@pytest.fixture(scope="module")
def desk() -> Desk:
    root = corpus.root()
    return Desk(date(2026, 11, 20), facts.load(root), words.load(root))


@pytest.fixture(scope="module")
def read(desk: Desk) -> Read:
    reader = Reader(desk.facts, desk.words)
    return lambda text, *names: list(claims(Page.of(reader.parse(text, "a.md")), desk, *names))


def test_a_code_in_inline_code_is_read_with_its_exact_place(read: Read) -> None:
    text = "# 哈萨克斯坦\n\n## Beeline\n\n拨打 `*106#` 查流量。"
    (judged,) = read(text, "dial-code")

    assert text[judged.claim.span.start : judged.claim.span.end] == "*106#"
    assert (judged.claim.about, judged.verdict) == (("beeline-kz",), "supported")


def test_a_brand_of_several_countries_is_the_one_of_the_country_spoken_of(read: Read) -> None:
    (russian,) = read("# 俄罗斯\n\nBeeline 查余额拨 *102#。", "balance-code")
    (unclear,) = read("Beeline 查余额拨 *102#。", "balance-code")

    assert russian.claim.about == ("beeline-ru",)
    assert len(unclear.claim.about) > 1


def test_a_code_of_a_rival_is_judged_only_where_the_own_one_is_known(read: Read) -> None:
    (known,) = read("# 俄罗斯\n\nTele2 查余额拨 *102#。", "balance-code")
    (unknown,) = read("# 哈萨克斯坦\n\nBeeline 查余额拨 *102#。", "balance-code")

    assert (known.verdict, known.unsure) == ("contradicted", True)
    assert unknown.verdict == "not-checkable"


def test_each_prefix_of_a_list_is_a_claim_of_its_own(read: Read) -> None:
    found = read("哈萨克斯坦的 Kcell 号段有 701、702、705。", "number-prefix")

    assert [(judged.claim.value, judged.verdict) for judged in found] == [
        ("701", "supported"),
        ("702", "supported"),
        ("705", "contradicted"),
    ]


def test_a_country_without_facts_is_judged_by_the_package_and_never_surely(read: Read) -> None:
    (judged,) = read("泰国的国家代码是 +65。", "calling-code")

    assert (judged.verdict, judged.unsure, judged.facts) == ("contradicted", True, ())


def test_facts_win_over_the_package(read: Read) -> None:
    (judged,) = read("哈萨克斯坦的国家代码是 +997。", "calling-code")

    assert (judged.verdict, judged.facts, judged.unsure) == ("contradicted", ("kz.number.plus7",), False)


def test_911_is_never_surely_useless_since_many_handsets_know_it(read: Read) -> None:
    first, second = read("在哈萨克斯坦报警打 911。在哈萨克斯坦报警打 110。", "emergency-number")

    assert (first.verdict, first.unsure) == ("contradicted", True)
    assert (second.verdict, second.unsure) == ("contradicted", False)


def test_every_country_of_the_operators_has_the_names_babel_knows(desk: Desk) -> None:
    """Babel has one formal name; ours may be the everyday one, where the formal one is longer."""
    formal = {"HK": "中国香港特别行政区", "MO": "中国澳门特别行政区"}
    spelt = {land.code: {*map(fold, (land.name, *land.aliases))} for land in desk.words.countries}
    lacking = {
        (code, script): money.territory(code, script)
        for operator in desk.facts.operators
        for code in operator.countries
        for script in ("Hans", "Hant")
        if money.territory(code, script) not in {*spelt.get(code, set()), formal.get(code)}
    }

    assert lacking == {}, "add the name to corpus/words/countries.toml, or the reason here"


def test_values_are_written_as_they_are_read(desk: Desk) -> None:
    digits = {"hotline": r"\+?\d{3,15}", "number-prefix": r"\d{2,4}", "mobile-country-code": r"\d{3}"}
    codes = {"dial-code": r"[*#\d]{3,24}", "balance-code": r"[*#\d]{3,24}", "apn": r"[a-z0-9][a-z0-9.-]+"}
    shapes = digits | codes | {"calling-code": r"\+\d{1,4}", "emergency-number": r"\d{2,4}"}
    odd = [
        (fact.id, value)
        for fact in desk.facts.facts.values()
        if fact.attribute in shapes
        for value in (*fact.values, *fact.wrong)
        if not re.fullmatch(shapes[fact.attribute], value)
    ]

    assert odd == []


def test_facts_about_operators_name_operators_that_exist(desk: Desk) -> None:
    known = {operator.id for operator in desk.facts.operators} | {land.code for land in desk.words.countries}
    ours = {"hotline", "number-prefix", "dial-code", "balance-code", "apn", "mobile-country-code"}

    assert {fact.subject for fact in desk.facts.facts.values() if fact.attribute in ours} <= known
