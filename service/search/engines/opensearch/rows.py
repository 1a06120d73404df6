"""A few passages fetched from the cluster, scored as exactly as if all were here: what all decide together is noted."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from service.errors import IndexRefused
from service.search.columns import Numbers, Postings, sorts
from service.search.engine import Alternative, Entry, Group, Plan, entry
from service.search.engines.opensearch.notes import Notes
from service.search.scoring import EARLY, LATE, Arrays
from service.search.weigh import FIELDS, impacts, saturated


@dataclass(frozen=True, slots=True)
class Row:
    """A passage: its number among all, its place in its article, how often each field has each term."""

    number: int
    entry: Entry
    folded: str
    place: int
    counts: dict[str, list[int]]
    lengths: list[int]


def row(number: int, source: dict[str, Any]) -> Row:
    """From what is stored; IndexRefused when it is not what was written."""
    try:
        counts = source["counts"]
        lengths = [sum(found) for found in zip(*counts.values(), strict=True)] or [0] * len(FIELDS)
        if len(lengths) != len(FIELDS):
            raise ValueError("another number of fields")
        return Row(number, entry(source["entry"]), source["folded"], source["place"], counts, lengths)
    except (ValueError, KeyError, TypeError, AttributeError) as trouble:
        raise IndexRefused(f"passage {number} cannot be read ({trouble}); run: kawen index build") from None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of all passages meet an alternative, or a word."""

    having: Callable[[Alternative], int]
    meeting: Callable[[Group], int]


class Part(Arrays):
    """Some of the passages, in the order of the index; `docs` are places in `rows`."""

    def __init__(self, rows: Sequence[Row], notes: Notes, plan: Plan, counts: Counts) -> None:
        self.rows = rows
        self._counts = counts
        terms = sorted(_terms(plan, rows, notes))
        entries = [one.entry for one in rows]
        super().__init__(entries, [one.folded for one in rows], terms, _postings(rows, terms, notes), sorts(entries))
        self.size = notes.size
        self.early = 1 - EARLY * np.minimum(np.array([one.place for one in rows], np.float64), LATE)

    def having(self, alternative: Alternative, docs: Numbers) -> int:
        """See `Arrays.having`."""
        return self._counts.having(alternative)

    def meeting(self, group: Group, here: int) -> int:
        """See `Arrays.meeting`."""
        return self._counts.meeting(group)


def alternatives(plan: Plan) -> Iterable[Alternative]:
    """Every one in a plan."""
    for group in plan.groups:
        yield from group.alternatives
    yield from plan.must
    yield from plan.must_not


def _terms(plan: Plan, rows: Sequence[Row], notes: Notes) -> set[str]:
    """Those of a plan that any passage has; where it asks for a beginning, those that begin so and are here."""
    asked = set(plan.bag)
    beginnings = set[str]()
    for one in alternatives(plan):
        asked.update(one.needs, one.scored, [one.sure])
        if one.prefix:
            beginnings.update(one.needs, one.scored[:1])
    if beginnings:
        here = set[str]().union(*(one.counts for one in rows))
        asked.update(term for beginning in beginnings for term in notes.beginning(beginning) if term in here)
    return {term for term in asked if term in notes.numbers}


def _postings(rows: Sequence[Row], terms: Sequence[str], notes: Notes) -> Postings:
    """Of some terms in some passages, with the weights that they have among all."""
    which, docs, counts = [], [], []
    for at, term in enumerate(terms):
        for doc, one in enumerate(rows):
            if (found := one.counts.get(term)) is not None:
                which.append(at)
                docs.append(doc)
                counts.append(found)
    numbers = np.array([notes.numbers[term] for term in terms], np.int64)
    tops = notes.tops[numbers] if len(numbers) else np.zeros(0, np.float32)
    starts = np.searchsorted(np.array(which, np.int64), np.arange(len(terms) + 1))
    if not which:
        return Postings(starts, np.zeros(0, np.int32), np.zeros(0, np.uint16), tops)
    rare = np.array([notes.rarity[number] for number in numbers.tolist()])
    places, lengths = np.array(docs, np.int32), np.array([one.lengths for one in rows])
    weights = np.zeros(len(which))
    for column, name in enumerate(FIELDS):
        said = np.array([found[column] for found in counts])
        here = said > 0
        length = lengths[places[here], column]
        weights[here] += saturated(name, said[here], length, notes.place.lengths[name])
    weights *= rare[which]
    return Postings(starts, places, impacts(weights, tops[which]), tops)
