"""BM25 by field: how much each term says about a passage, finished at build time."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray

from service.search.analysis import ASKED
from service.search.columns import FULL, Columns, Counted, Postings
from service.search.engine import Entry

#: Times a field counts; the question a section answers says most. Other wordings of it count little: they are many, and
#: readers who use the words of the heading mean the heading.
FIELDS: dict[str, float] = {"section": 4.0, "title": 1.0, "path": 0.5, "body": 1.0, "asked": 0.8}
#: How much a long field is held against it: a long heading says no less, a long body does.
LENGTH = {"section": 0.3, "title": 0.3, "path": 0.3, "body": 0.9, "asked": 0.5}
#: How soon a term that is repeated adds no more: in a body, once is nearly all.
K1 = {"section": 1.2, "title": 1.2, "path": 1.2, "body": 0.5, "asked": 0.6}
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
            if name == "asked":
                field.put(_new(entry, fold, terms))
            else:
                field.add(_text(entry, name))
    names = sorted(numbers)
    place = np.empty(len(names), np.int64)  # term as met → place in the vocabulary
    place[[numbers[name] for name in names]] = np.arange(len(names))
    counted = {name: field.counted(place) for name, field in fields.items()}
    return Columns(items, folded, names, postings(len(items), len(names), counted), counted)


def postings(passages: int, terms: int, counted: Mapping[str, Counted]) -> Postings:
    """The finished weights of so many terms, each of which some passage has."""
    shift = passages.bit_length()
    keys, weights = _joined(counted, shift)
    docs = (keys & ((1 << shift) - 1)).astype(np.int32)
    keys >>= shift
    having = np.bincount(keys, minlength=terms)
    rare = rarity(passages, having)
    starts = np.concatenate(([0], np.cumsum(having)))
    for part in _parts(len(keys)):
        weights[part] *= rare[keys[part]]
    if not len(docs):
        return Postings(starts, docs, docs.astype(np.uint16), weights.astype(np.float32))
    tops = np.maximum.reduceat(weights, starts[:-1]).astype(np.float32)
    shares = np.empty(len(docs), np.uint16)
    for part in _parts(len(keys)):
        shares[part] = impacts(weights[part], tops[keys[part]])
    return Postings(starts, docs, shares, tops)


def _parts(size: int) -> Iterator[slice]:
    """Parts of a column that are worked on one after the other, so that what is between stays in the processor's cache."""
    for start in range(0, size, _PART):
        yield slice(start, min(size, start + _PART))


def rarity(passages: int, having: NDArray[np.int64]) -> NDArray[np.float64]:
    """How much terms say that so many of so many passages have."""
    found: NDArray[np.float64] = np.log(1 + passages / having)
    return found


def saturated(field: str, counts: NDArray[Any], lengths: NDArray[Any], average: float) -> NDArray[np.float64]:
    """What terms weigh in a field that has them so often and is so long, rarity left out."""
    return _saturated(FIELDS[field], K1[field], counts, _norm(field, lengths, average))


def _norm(field: str, lengths: NDArray[Any], average: float) -> NDArray[np.float64]:
    """How much is held against a field for its length."""
    b = LENGTH[field]
    found: NDArray[np.float64] = K1[field] * (1 - b + b * lengths / average) if average else lengths.astype(np.float64)
    return found


def _saturated(factor: Any, k1: Any, counts: NDArray[Any], norm: NDArray[np.float64]) -> NDArray[np.float64]:
    found: NDArray[np.float64] = factor * counts  # in place from here on: a new column costs more than its sum
    found *= k1 + 1
    found /= counts + norm
    return found


def impacts(weights: NDArray[np.float64], tops: NDArray[np.float32]) -> NDArray[np.uint16]:
    """Weights as shares of the largest that their terms have anywhere."""
    return np.clip(np.rint(weights / tops.astype(np.float64) * FULL), 1, FULL).astype(np.uint16)


def _text(entry: Entry, field: str) -> str:
    if field == "section":
        return "" if entry.section == entry.title else entry.section  # a lead has no question of its own
    return "\n".join(entry.path) if field == "path" else entry.title if field == "title" else entry.body


def _new(entry: Entry, fold: Callable[[str], str], terms: Terms) -> Counter[str]:
    """The terms of other wordings that the passage itself lacks: who uses its words means its words."""
    if not entry.asked:
        return Counter()
    known = terms(fold(entry.text))
    found = terms(fold("\n".join(entry.asked)))
    return Counter({ASKED + term: count for term, count in found.items() if term not in known})


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
        self.put(self._found)

    def put(self, found: Counter[str]) -> None:
        """The terms of the next passage."""
        self.met.extend(map(self._number, found))
        self.counts.extend(found.values())
        self.sizes.append(len(found))

    def counted(self, place: NDArray[np.int64]) -> Counted:
        """The same as columns, terms by their place in the vocabulary."""
        return Counted(place[np.asarray(self.met)], np.asarray(self.counts), np.asarray(self.sizes))


#: Postings that are worked on together.
_PART = 1 << 15
#: Bits that the number of a field takes.
_FIELD = 3


def _joined(fields: Mapping[str, Counted], shift: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Term and below it, in `shift` bits, passage, rising, and the weight of each such pair, all fields added in their order.

    Each field saturates by itself: a term in the question counts however often the body has it.
    """
    passages = max(len(field.sizes) for field in fields.values())
    size, at = sum(len(field.terms) for field in fields.values()), 0
    places, counts = np.empty(size, np.int64), np.empty(size, np.int64)
    norms = np.zeros((len(fields), passages))
    for number, (name, field) in enumerate(fields.items()):
        docs = np.repeat(np.arange(passages, dtype=np.int32), field.sizes)
        norms[number] = _norm(name, np.bincount(docs, field.counts, minlength=passages), field.average)
        for part in _parts(len(docs)):
            here = slice(at + part.start, at + part.stop)
            places[here] = (((field.terms[part] << shift) + docs[part]) << _FIELD) + number
            counts[here] = field.counts[part]
        at += len(docs)
    every, many = _sorted(places, counts)
    factors, k1 = (np.array([by_name[name] for name in fields]) for by_name in (FIELDS, K1))
    values = np.empty(len(every))
    for part in _parts(len(every)):
        which = every[part] & ((1 << _FIELD) - 1)
        every[part] >>= _FIELD
        norm = norms[which, every[part] & ((1 << shift) - 1)]
        values[part] = _saturated(factors[which], k1[which], many[part], norm)
    first = np.flatnonzero(np.concatenate(([True], every[1:] != every[:-1]))) if len(every) else every
    return every[first], np.add.reduceat(values, first) if len(first) else values


def _sorted(places: NDArray[np.int64], counts: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Places, all different, in rising order, and their counts; as one number each they are sorted ten times as fast.

    What is given is written over: at a hundred thousand passages each column is hundreds of megabytes.
    """
    if not len(places):
        return places, counts
    bits = int(counts.max()).bit_length()
    if int(places.max()).bit_length() + bits < 63:
        places <<= bits
        places |= counts
        places.sort()
        np.bitwise_and(places, (1 << bits) - 1, out=counts)
        places >>= bits
        return places, counts
    order = np.argsort(places)
    return places[order], counts[order]
