"""Lengths of time and counts as articles write them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.amounts import LENGTH, days, length, number


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("30天", "30天"),
        ("三十日", "30天"),
        ("一个月", "30天"),
        ("两周", "14天"),
        ("半年", "182天"),
        ("120个自然日", "120天"),
        ("一百二十天", "120天"),
        ("24小时", "24小时"),
        ("三个小时", "3小时"),
        ("2025年", None),
        ("3月", None),
        ("卡", None),
    ],
)
def test_a_length_is_told_in_days_or_hours(text: str, told: str | None) -> None:
    assert length(text) == told


@pytest.mark.parametrize("text", ["3月24日", "2026年3月", "30日元"])
def test_a_date_or_a_price_is_no_length(text: str) -> None:
    found = re.search(LENGTH, text)

    assert found is None or length(found[0]) is None


def test_hours_are_no_days() -> None:
    assert days("24小时") is None
    assert days("30天") == 30


@given(st.integers(min_value=0, max_value=9999))
def test_digits_mean_themselves(many: int) -> None:
    assert number(str(many)) == many


@given(st.text(alphabet="一二两三四五六七八九十百半零天", max_size=6))
def test_no_numeral_raises(text: str) -> None:
    value = number(text)

    assert value is None or value > 0
