"""Numbers, codes and amounts in folded text, and what the packages know of them."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text import money, phones
from service.text.normalise import fold
from service.text.numbers import dialled, international

texts = st.lists(
    st.sampled_from(["+", "00", "7", "701", "*", "#", "1", "x", " ", "-", "(", ")", "拨", "。", "卢布", "rub"]),
    max_size=40,
).map("".join)


@pytest.mark.parametrize("code", ["*100#", "#100#", "*111*2#", "*#10#", "*101*835*16#", "*#130#"])
def test_a_code_for_the_network_is_found_whole(code: str) -> None:
    assert [found[0] for found in dialled(f"拨打{code}查余额")] == [code]


@pytest.mark.parametrize("code", ["*#06#", "**21*123#", "##002#", "*62*"])
def test_a_code_that_every_handset_understands_is_left_out(code: str) -> None:
    assert dialled(f"拨打{code}看看") == []


def test_a_full_number_is_read_however_it_is_grouped() -> None:
    text = "+7 (705) 496-10-32或0086 10 6505 3939"

    assert [number for _, _, number in international(text)] == ["+77054961032", "+861065053939"]


@pytest.mark.parametrize("text", ["+7 701 xxx xx xx", "+7 701 123 45 67", "+66 8", "+1 555 0100 000", "编号 00700"])
def test_masked_and_made_up_numbers_are_nobodys(text: str) -> None:
    assert international(text) == []


@given(texts)
def test_places_lie_in_the_text_and_in_order(text: str) -> None:
    places = [found.span() for found in dialled(text)]
    places += [(start, end) for start, end, _ in international(text)]
    places += [(amount.start, amount.end) for amount in money.amounts(text)]

    assert all(0 <= start < end <= len(text) for start, end in places)


@given(texts)
def test_no_number_makes_the_package_raise(text: str) -> None:
    for _, _, number in international(fold(text)):
        phones.phone(number)


def test_a_number_of_kazakhstan_is_not_taken_for_one_of_russia() -> None:
    kazakh, russian = phones.phone("+77054961032"), phones.phone("+74959748888")

    assert kazakh is not None
    assert russian is not None
    assert (kazakh.regions, russian.regions) == (("KZ",), ("RU",))


def test_help_is_not_denied_where_the_package_is_out_of_date() -> None:
    assert phones.answers_emergency("101", "KG") is True
    assert phones.answers_emergency("112", "KG") is None
    assert phones.answers_emergency("102", "UZ") is None
    assert phones.answers_emergency("110", "KZ") is False


def test_112_is_denied_nowhere() -> None:
    assert {phones.answers_emergency("112", region) for region in ("JP", "VN", "KZ", "US")} <= {True, None}


def test_a_number_that_serves_something_else_is_not_called_useless() -> None:
    assert phones.answers_emergency("1155", "TH") is None


def test_a_prefix_has_the_carrier_it_was_allotted_to_with_or_without_its_trunk_zero() -> None:
    assert phones.allotted("0917", "PH") == phones.allotted("917", "PH") == {"Globe"}
    assert phones.allotted("", "PH") == phones.allotted("917", "XX") == frozenset()


def test_an_amount_names_every_currency_its_word_may_mean() -> None:
    found = list(money.amounts("充500卢布或2,500 kzt,也可以 thb299"))

    assert [amount.currencies for amount in found] == [("RUB", "BYN"), ("KZT",), ("THB",)]


def test_words_that_many_countries_share_point_to_none() -> None:
    assert list(money.amounts("充500卢比,100比索,20克朗,50元")) == []


def test_every_everyday_name_is_of_a_currency_somebody_uses() -> None:
    unknown = {code for codes in money.EVERYDAY.values() for code in codes if money.spelt(code) == code}

    assert unknown == set()


def test_a_page_without_numbers_loads_neither_package() -> None:
    script = (
        "import sys; from datetime import date; from service.jobs.desks import Desks\n"
        "from service.jobs.lint import lint_text; from service.lint.run import rules\n"
        "lint_text(Desks(), '# 哈萨克斯坦\\n\\n到营业厅充值，保留小票。', 'a.md', date(2026, 11, 20), rules())\n"
        "print(*{'phonenumbers', 'babel'} & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert ran.stdout.strip() == ""
