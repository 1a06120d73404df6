"""A pattern that waits for its first text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.later import Later


@given(st.text("ab1 "), st.integers(0, 5), st.integers(0, 9))
def test_it_finds_what_the_pattern_finds(text: str, low: int, high: int) -> None:
    later, now = Later(r"a+(?P<one>1)?"), re.compile(r"a+(?P<one>1)?")

    assert [m.span() for m in later.finditer(text, low, high)] == [m.span() for m in now.finditer(text, low, high)]
    assert [m.span("one") for m in later.finditer(text)] == [m.span("one") for m in now.finditer(text)]
    assert (later.search(text, low, high) is None) == (now.search(text, low, high) is None)
    assert (later.match(text, low) is None) == (now.match(text, low) is None)
    assert later.findall(text) == [m[0] for m in now.finditer(text)]


def test_a_pattern_that_cannot_be_compiled_fails_at_its_first_use_not_before() -> None:
    broken = Later("(")

    with pytest.raises(re.error):
        broken.search("a")
