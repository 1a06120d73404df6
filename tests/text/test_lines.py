"""Lines and columns, whatever the line ends are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.lines import Lines

pages = st.text(st.sampled_from("甲a\r\n😀"), max_size=30)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_each_kind_of_line_end_counts_once(end: str) -> None:
    lines = Lines(f"甲{end}乙乙{end}{end}丙")

    assert [lines.line(number) for number in (1, 2, 3, 4)] == ["甲", "乙乙", "", "丙"]
    assert lines.place(1 + len(end)) == (2, 1)
    assert lines.place(1 + len(end) + 2) == (2, 3)


def test_line_ends_may_be_mixed() -> None:
    text = "a\rb\r\nc\n\rd"
    lines = Lines(text)

    assert [lines.place(text.index(char)) for char in "abcd"] == [(1, 1), (2, 1), (3, 1), (5, 1)]


def test_columns_count_code_points() -> None:
    assert Lines("😀e\u0301。").place(3) == (1, 4)


def test_an_empty_text_has_one_empty_line() -> None:
    assert Lines("").place(0) == (1, 1)
    assert Lines("").line(1) == ""


def test_the_end_of_a_text_is_behind_its_last_character() -> None:
    assert Lines("甲\n乙").place(3) == (2, 2)
    assert Lines("甲\n").place(2) == (2, 1)
    assert Lines("甲\n").line(2) == ""


@pytest.mark.parametrize("other", ["\u2028", "\u0085", "\v", "\f", "\x1e"])
def test_other_breaks_do_not_end_a_line(other: str) -> None:
    assert Lines(f"甲{other}乙").place(2) == (1, 3)


@given(pages)
def test_a_place_leads_back_to_its_character(text: str) -> None:
    lines = Lines(text)

    for offset, char in enumerate(text):
        line, column = lines.place(offset)
        if char not in "\r\n":
            assert lines.line(line)[column - 1] == char


@given(pages)
def test_places_rise_with_offsets(text: str) -> None:
    lines = Lines(text)
    places = [lines.place(offset) for offset in range(len(text) + 1)]

    assert places == sorted(set(places))
    assert places[-1][0] == len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
