"""A pattern that waits for its first text."""

import pkgutil
import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

import service
from service.text import later as waiting
from service.text.later import later


@given(st.text("abA1 "), st.integers(0, 5), st.integers(0, 9))
def test_it_finds_what_the_pattern_finds(text: str, low: int, high: int) -> None:
    put_off, now = later(r"a+(?P<one>1)?", re.IGNORECASE), re.compile(r"a+(?P<one>1)?", re.IGNORECASE)

    for ours, theirs in zip(put_off.finditer(text, low, high), now.finditer(text, low, high), strict=True):
        assert (ours.span(), ours.span("one")) == (theirs.span(), theirs.span("one"))
    for one in ("search", "match", "fullmatch"):
        ours, theirs = getattr(put_off, one)(text, low, high), getattr(now, one)(text, low, high)
        assert (ours and ours.span()) == (theirs and theirs.span())
    assert put_off.findall(text) == now.findall(text)
    assert put_off.split(text) == now.split(text)
    assert put_off.sub("x", text) == now.sub("x", text)
    assert put_off.subn("x", text) == now.subn("x", text)


def test_it_tells_what_a_pattern_tells() -> None:
    put_off, now = later(rb"(?P<a>x)(y)", re.IGNORECASE), re.compile(rb"(?P<a>x)(y)", re.IGNORECASE)

    assert (put_off.pattern, put_off.flags, put_off.groups) == (now.pattern, now.flags, now.groups)
    assert put_off.groupindex == now.groupindex
    assert hash(put_off) == hash(put_off)
    assert not hasattr(put_off, "scaner")


def test_its_source_can_be_read_without_compiling_it() -> None:
    assert later("(").pattern == "("


def test_a_pattern_that_cannot_be_compiled_fails_at_its_first_use_not_before() -> None:
    broken = later("(")

    with pytest.raises(re.error):
        broken.search("a")


def test_every_pattern_that_waits_in_the_rooms_can_be_compiled() -> None:
    names = [found.name for found in pkgutil.walk_packages(service.__path__, "service.")]
    rooms = [name for name in names if name.split(".")[1] in ("text", "claims", "lint", "corpus")]
    found = list(_waiting([vars(import_module(name)) for name in rooms]))

    assert len(found) > 500
    for pattern in found:
        re.compile(pattern.pattern, pattern.flags)


def _waiting(values: Iterable[object]) -> Iterator[re.Pattern[str]]:
    """The patterns among values, and in the tuples, lists and tables among them."""
    for value in values:
        if isinstance(value, waiting._Later):
            yield cast("re.Pattern[str]", value)
        elif isinstance(value, dict):
            yield from _waiting(value.values())
        elif isinstance(value, tuple | list | frozenset):
            yield from _waiting(value)
