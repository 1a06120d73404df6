"""What rows of the fact base must not say beside each other, or cannot mean."""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import re2

from service.claims import refutes
from service.claims.read import attributes
from service.corpus.words import countries
from service.errors import BadCorpus
from service.model import Fact
from service.text.later import later

if TYPE_CHECKING:
    from service.corpus.facts import Base

#: A kind of fact that says only that nothing is known.
UNKNOWN = "not-documented"
#: Attributes no claim is about, whose values are looked up: lists of hosts, a country's own operators.
LISTS = ("host-list", "own-operators")
#: What is left of a pattern once escapes, classes, group names and flags are taken away.
_PATTERN_SYNTAX = later(r"\\.|\[\^?\]?[^\]]*\]|\(\?P?(?:<[^>]*>|[:a-z-]+)")


def inconsistencies(root: Path, base: "Base") -> Iterator[BadCorpus]:
    """What is wrong in rows that read well one by one; BadCorpus when the list of countries cannot be read."""
    known = {country.code for country in countries(root)}
    known |= {operator.id for operator in base.facts.operators} | base.subjects.keys()
    named = {attribute.name: attribute.single for attribute in attributes()} | dict.fromkeys(LISTS, False)
    rows = base.facts.facts
    for id, fact in rows.items():
        where = base.where[id]
        if fact.subject not in known:
            wants = "must be a country of words/countries.toml, an operator's id or a declared [[subject]]"
            yield _bad(where, "subject", f"{wants}, not {fact.subject!r}{_nearest(fact.subject, known)}")
        if fact.attribute and fact.attribute not in named:
            yield _bad(where, "attribute", f"is unknown: {fact.attribute!r}{_nearest(fact.attribute, named)}")
        yield from _values(where, fact)
        for named_fact in fact.conflicts:
            if named_fact == id or named_fact not in rows:
                wants = f"names {named_fact!r}, which is no other fact"
                yield _bad(where, "conflicts", wants + _nearest(named_fact, rows))
        for pattern in fact.refutes:
            if wrong := _unusable(pattern):
                yield _bad(where, "refutes", f"has {pattern!r}, which {wrong}")
    for (_, attribute), told in base.facts.by_attribute.items():
        for one, other in combinations(told, 2):
            yield from _clash(base.where, one, other, named.get(attribute, False))


def overlap(one: Fact, other: Fact) -> bool:
    """Whether both hold on some day, as far as their dates are known."""
    return not _before(one.until, other.since) and not _before(other.until, one.since)


def _before(until: str | None, since: str | None) -> bool:
    """Whether one interval ends before another begins; within the same known year or month it may."""
    if until is None or since is None:
        return False
    length = min(len(until), len(since))
    return until[:length] <= since[:length]


def _values(where: str, fact: Fact) -> Iterator[BadCorpus]:
    if not fact.attribute:
        for name, given in (("values", fact.values), ("wrong", fact.wrong)):
            if given:
                yield _bad(where, name, "needs `attribute`, which says what they are values of")
    elif not (fact.values or fact.wrong or fact.kind == UNKNOWN):
        yield _bad(where, "attribute", "needs `values` or `wrong`, or nothing can be compared with it")
    if both := sorted(set(fact.values) & set(fact.wrong)):
        yield _bad(where, "wrong", f"has {both[0]!r}, which `values` calls right")
    if fact.kind == UNKNOWN and fact.refutes:
        yield _bad(where, "refutes", f"cannot stand in a fact of kind {UNKNOWN}: nothing known refutes nothing")


def _clash(where: Mapping[str, str], one: Fact, other: Fact, single: bool) -> Iterator[BadCorpus]:
    """Two facts of one key that hold at once and say otherwise, and do not own up to it as `conflicts`."""
    if not overlap(one, other) or other.id in one.conflicts or one.id in other.conflicts:
        return
    for right, wrong in ((one, other), (other, one)):
        if both := sorted(set(right.values) & set(wrong.wrong)):
            yield _bad(where[wrong.id], "wrong", f"has {both[0]!r}, which fact {right.id} calls right at the same time")
    documented = UNKNOWN not in (one.kind, other.kind)
    if single and documented and one.values and other.values and set(one.values) != set(other.values):
        told = f"({', '.join(other.values)}) differ from those of fact {one.id} ({', '.join(one.values)})"
        yield _bad(where[other.id], "values", f"{told} at the same time: close one with `until`, or name `conflicts`")


def _unusable(pattern: str) -> str:
    """Why a pattern of `refutes` does not compile or can never match as it should; empty when it can."""
    try:
        compiled = refutes.pattern(pattern)
    except re2.error as trouble:
        said = trouble.args[0] if trouble.args else trouble
        return f"RE2 does not take: {said.decode() if isinstance(said, bytes) else said}"
    if compiled.search(""):
        return "matches everything"
    plain = _PATTERN_SYNTAX.sub("", pattern)
    if re.search(r"\\[Az]", pattern):
        return "has \\A or \\z; the bounds of a sentence are ^ and $"
    if re.search(r"[A-Z\s]", plain):
        return "has capital letters or spaces, and sentences are folded without them"
    return ""


def _bad(where: str, field: str, wants: str) -> BadCorpus:
    return BadCorpus(f"{where}: field {field!r} {wants}", field)


def _nearest(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
