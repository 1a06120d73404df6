"""BM25 by field: how much each term says about a passage, finished at build time."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from itertools import count

import numpy as np
from numpy.typing import NDArray

from service.search.columns import FULL, Columns, Postings
from service.search.engine import Entry

#: Times a field counts; the question a section answers says most.
FIELDS: dict[str, float] = {"section": 4.0, "title": 1.0, "path": 0.5, "body": 1.0}
#: How much a long field is held against it: a long heading says no less, a long body does.
LENGTH = {"section": 0.3, "title": 0.3, "path": 0.3, "body": 0.9}
#: How soon a term that is repeated adds no more: in a body, once is nearly all.
K1 = {"section": 1.2, "title": 1.2, "path": 1.2, "body": 0.6}
Terms = Callable[[str], Counter[str]]


def weigh(entries: Iterable[Entry], fold: Callable[[str], str], terms: Terms) -> Columns:
    """The passages with the finished weight, rarity included, of every term.

    Rarity never falls to nothing: in a corpus about one country its name is in every passage, and a
    heading that has it still says more than one that has not.
    """
    items, folded = list[Entry](), list[str]()
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    fields = {name: _Field(fold, terms, numbers) for name in FIELDS}
    for entry in entries:  # one after the other: who gives them may remember their texts
        items.append(entry)
        folded.append(fold(entry.text))
        for name, field in fields.items():
            field.add(_text(entry, name))
    names = sorted(numbers)
    place = np.empty(len(names), np.int64)  # term as met → place in the vocabulary
    place[[numbers[name] for name in names]] = np.arange(len(names))
    keys, weights = _joined(fields, place)
    which, docs = np.divmod(keys, max(1, len(items)))
    having = np.bincount(which, minlength=len(names))
    weights *= np.log(1 + len(items) / having)[which]
    starts = np.concatenate(([0], np.cumsum(having)))
    return Columns(items, folded, names, _postings(starts, docs, weights))


def _text(entry: Entry, field: str) -> str:
    if field == "section":
        return "" if entry.section == entry.title else entry.section  # a lead has no question of its own
    return "\n".join(entry.path) if field == "path" else entry.title if field == "title" else entry.body


class _Field:
    """One field of all passages: the terms of one text after another, how often it has them, how many it has.

    Neighbours often share a title: the same text is looked at once.
    """

    def __init__(self, fold: Callable[[str], str], terms: Terms, numbers: defaultdict[str, int]) -> None:
        self._fold, self._terms, self._number = fold, terms, numbers.__getitem__
        self.met, self.counts, self.sizes = array("i"), array("i"), array("i")
        self._text, self._found = "", Counter[str]()

    def add(self, text: str) -> None:
        if text != self._text:
            self._text, self._found = text, self._terms(self._fold(text)) if text else Counter()
        self.met.extend(map(self._number, self._found))
        self.counts.extend(self._found.values())
        self.sizes.append(len(self._found))


def _joined(fields: dict[str, _Field], place: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Term × passages + passage, rising, and the weight of each such pair, all fields added.

    Each field saturates by itself: a term in the question counts however often the body has it.
    """
    keys, weights = [], []
    for name, field in fields.items():
        sizes, counts = np.asarray(field.sizes), np.asarray(field.counts)
        docs = np.repeat(np.arange(len(sizes)), sizes)
        lengths = np.bincount(docs, counts, minlength=len(sizes))
        average, b, k1 = lengths.mean() if len(sizes) else 0.0, LENGTH[name], K1[name]
        norm = k1 * (1 - b + b * lengths / average) if average else lengths
        keys.append(place[np.asarray(field.met)] * len(sizes) + docs)
        weights.append(FIELDS[name] * counts * (k1 + 1) / (counts + norm[docs]))
    every, values = np.concatenate(keys), np.concatenate(weights)
    order = np.argsort(every, kind="stable")
    every, values = every[order], values[order]
    first = np.flatnonzero(np.diff(every, prepend=-1))
    return every[first], np.add.reduceat(values, first) if len(first) else values


def _postings(starts: NDArray[np.int64], docs: NDArray[np.int64], weights: NDArray[np.float64]) -> Postings:
    if not len(docs):
        return Postings(starts, docs.astype(np.int32), docs.astype(np.uint16), weights.astype(np.float32))
    tops = np.maximum.reduceat(weights, starts[:-1]).astype(np.float32)
    shares = weights / np.repeat(tops.astype(np.float64), np.diff(starts))
    impacts = np.clip(np.rint(shares * FULL), 1, FULL).astype(np.uint16)
    return Postings(starts, docs.astype(np.int32), impacts, tops)
