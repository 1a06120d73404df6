"""Places in a text as editors count them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.editor.units import Units
from service.model import Span

TEXTS = st.text(st.one_of(st.sampled_from("a充💪\r\n\u2028\x0b\ufeff"), st.characters(exclude_categories=["Cs"])))


@given(TEXTS, st.data(), st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_a_place_comes_back_as_the_code_point_it_was(text: str, data: st.DataObject, encoding: str) -> None:
    at = data.draw(st.integers(0, len(text)))
    units = Units(text, encoding)
    inside_break = text[at - 1 : at + 1] == "\r\n"

    assert units.offset(units.position(at)) == (at - 1 if inside_break else at)


@pytest.mark.parametrize(("encoding", "end"), [("utf-8", 12), ("utf-16", 6), ("utf-32", 4), ("unknown", 6)])
def test_an_emoji_is_as_wide_as_the_encoding_says(encoding: str, end: int) -> None:
    assert Units("甲\n💪💪充a", encoding).span(Span(2, 6)) == ((1, 0), (1, end))


def test_only_what_editors_take_for_a_line_end_is_one() -> None:
    assert Units("a\u2028b\x0bc\rd\r\ne").position(9) == (2, 0)


@pytest.mark.parametrize(("place", "at"), [((0, 99), 1), ((9, 0), 4), ((1, 1), 3), ((1, 0), 2)])
def test_a_place_behind_the_end_is_the_end(place: tuple[int, int], at: int) -> None:
    assert Units("甲\n乙x").offset(place) == at
