"""What a pattern needs of a text must never hide a match."""

import re
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service import folder
from service.claims.read import ATTRIBUTES
from service.lint.run import RULES, marked, rules
from service.text import later as later_
from service.text.held import Held
from service.text.later import _READ, later, may_hold, reading
from service.text.needed import DIGIT, needed
from service.text.normalise import fold
from service.text.places import tight

#: Few letters, so that random texts match random patterns; an upper case, a blank, and a digit that is not ASCII.
_LETTERS = "ab卡网1٣ A不"


def _found(lines: list[str], source: str, flags: int = 0) -> list[int]:
    return list(may_hold(Held(lines), [later(source, flags)]))


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("手机|设备", "买一部设备"),
        ("支付宝|支付", "用支付宝"),
        (r"\d{1,3}天", "只有٣天"),
        ("(?:不|没)?收费", "收费"),
        ("(?:的){0,3}[^,]{0,4}卡", "卡"),
        ("[一二三1-9]张", "8张"),
        ("(?<!e)sim", "买sim"),
        ("(?=充值)充", "充值"),
        ("(a)?b", "b"),
        ("(?i)sim卡", "SIM卡"),
        ("(?i:SIM)卡", "sim卡"),
        ("e sim", "esim or e sim"),
        ("", "任何"),
        (r"\A\s*\Z", "  "),
        ("(?>卡|网)络", "网络"),
        ("卡++", "卡卡"),
    ],
)
def test_a_line_that_matches_is_always_among_those_that_may(source: str, line: str) -> None:
    assert re.search(source, line)
    assert _found(["别的", line], source)[-1:] == [1]


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("手机|设备", "买一张卡"),
        ("手机[^,]{0,9}(?:登记|注册)", "手机很便宜"),
        (r"\d{1,3}天", "没有几天"),
        ("(?:不|没)?收费", "收款费时"),
        ("(?=充值)[^,]+,", "余额"),
    ],
)
def test_a_line_without_what_a_pattern_needs_is_left_out(source: str, line: str) -> None:
    assert _found([line], source) == []


def test_a_pattern_that_may_be_anything_needs_nothing() -> None:
    assert needed(r"[^,。]+") == ()
    assert needed("(?:卡|)") == ()
    assert needed("卡?") == ()


def test_of_what_a_pattern_needs_the_rarest_is_asked_for() -> None:
    assert needed(r"手机[^,]*\d个[^,]*") == (frozenset(("手机",)), frozenset(("个",)))
    assert needed(r"\d{3}[^,]*") == (frozenset((DIGIT,)),)


def test_lines_keep_their_numbers_however_many_there_are() -> None:
    lines = ["卡" if number % 7 == 3 else "网" for number in range(1000)]
    assert _found(lines, "卡") == [number for number in range(1000) if number % 7 == 3]
    assert _found(lines, "") == list(range(1000))
    assert _found([], "") == []


_atoms = st.one_of(
    st.text(_LETTERS, min_size=1, max_size=3).map(re.escape),
    st.lists(st.sampled_from(_LETTERS), min_size=1, max_size=3).map(lambda cs: f"[{''.join(map(re.escape, cs))}]"),
    st.sampled_from([".", r"\d", r"\s", r"\w", "[^卡]", r"[\d卡]", r"\b", "^", "$", r"\Z", "[a-b]"]),
)


def _larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda ways: f"(?:{'|'.join(ways)})"),
        st.tuples(st.sampled_from(["(?:{})?", "(?:{}){{2}}", "(?:{}){{0,2}}?", "({})", "(?i:{})"]), inner).map(
            lambda pair: pair[0].format(pair[1])
        ),
        st.tuples(st.sampled_from(["(?={})", "(?!{})", "(?>{})"]), inner).map(lambda pair: pair[0].format(pair[1])),
    )


@settings(max_examples=600)
@given(
    st.recursive(_atoms, _larger, max_leaves=8),
    st.sampled_from([0, re.IGNORECASE]),
    st.lists(st.text(_LETTERS, max_size=8), max_size=6),
)
def test_no_pattern_is_found_in_a_line_that_was_left_out(source: str, flags: int, lines: list[str]) -> None:
    pattern, kept = re.compile(source, flags), set(_found(lines, source, flags))
    assert not [line for nth, line in enumerate(lines) if nth not in kept and pattern.search(line)]


def test_no_pattern_of_the_program_is_found_in_an_example_that_was_left_out() -> None:
    for package in (RULES, ATTRIBUTES, "service.text", "service.claims"):
        for name in folder.names(package):
            import_module(f"{package}.{name}")
    examples = [marked(example)[0] for rule in rules() for example in (*rule.bad, *rule.good)]
    lines = sorted({line for example in map(fold, examples) for line in example.splitlines()})
    # Typesetting spaces may be read or not: what is told of a line without them holds for the line.
    tightened, whole = Held([tight(line) for line in lines]), Held(lines)
    patterns = [one for one in later_._MADE if isinstance(one.pattern, str)]
    assert len(patterns) > 500
    for pattern in patterns:
        for held in (tightened, whole):
            kept = set(held.lines([pattern]))
            hidden = [line for nth, line in enumerate(lines) if nth not in kept and pattern.search(line)]
            assert not hidden, (pattern, hidden)


@given(st.recursive(_atoms, _larger, max_leaves=5), st.lists(st.text(_LETTERS, max_size=8), min_size=1, max_size=4))
def test_a_line_that_is_being_read_is_searched_as_any_other(source: str, lines: list[str]) -> None:
    put_off, now = later(source), re.compile(source)
    with reading(Held([tight(line) for line in lines]), [tight(line) for line in lines], lines):
        for line in (*lines, *(line[1:] for line in lines), *map(tight, lines)):
            for one in ("search", "match", "fullmatch"):
                ours, theirs = getattr(put_off, one)(line), getattr(now, one)(line)
                assert (ours and ours.span()) == (theirs and theirs.span())
            assert [found.span() for found in put_off.finditer(line)] == [found.span() for found in now.finditer(line)]
            assert put_off.findall(line) == now.findall(line)
            assert put_off.sub("x", line) == now.sub("x", line)


def test_a_pattern_is_not_compiled_for_a_line_that_cannot_hold_it() -> None:
    pattern = later("手机(?P<a>卡)")
    with reading(Held(["买电话卡"]), ["买电话卡"]):
        assert pattern.search("买电话卡") is None
        assert "_search" not in vars(pattern)
        assert pattern.search("手机卡") is not None
    assert not _READ
