"""Passages and postings as columns: what is weighed once, written by every engine, and scored.

A posting is a passage number and an impact, the finished weight of a term there as a share of the
term's largest, in steps of 1/65535: 2 bytes, at most 2⁻¹⁷ of the largest weight off.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from service.search.engine import Doc, Entry

#: The impact of a term where it weighs most.
FULL = 65535

Numbers = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Postings:
    """Postings by term, the passages of each in rising order.

    Those of the term with number t are `docs[starts[t]:starts[t + 1]]`, and their weights
    `impacts[starts[t]:starts[t + 1]] * tops[t] / FULL`.
    """

    starts: NDArray[np.int64]
    docs: Numbers
    impacts: NDArray[np.uint16]
    tops: NDArray[np.float32]

    def weights(self, term: int) -> NDArray[np.float64]:
        """The weights of a term, in the order of its passages."""
        span = slice(self.starts[term], self.starts[term + 1])
        return np.multiply(self.impacts[span], float(self.tops[term]) / FULL, dtype=np.float64)

    def check(self, terms: int, passages: int) -> None:
        """ValueError when the columns do not fit each other: nothing may be read past an end."""
        starts, docs = self.starts, self.docs
        if len(starts) != terms + 1 or starts[0] != 0 or starts[-1] != len(docs) or (np.diff(starts) < 1).any():
            raise ValueError("the terms do not fit the postings")
        if len(self.impacts) != len(docs) or len(self.tops) != terms:
            raise ValueError("the weights do not fit the postings")
        if len(docs) and (docs.min() < 0 or docs.max() >= passages):
            raise ValueError("postings of passages that are not there")
        if not np.isfinite(self.tops).all() or (self.tops < 0).any():
            raise ValueError("weights that are no numbers")


#: Fields of an entry that filter and are counted; they are the same for all passages of an article.
FACETS = ("countries", "operators", "kinds", "topics")


@dataclass(frozen=True, slots=True)
class Sorts:
    """What orders and filters passages, without reading them.

    `article` is the place of each passage's article in `articles`, the ids; `order` the place
    of (article, anchor) among all, equal where those are; `verdict` that of the verdict, the best 0.
    `facets` has a row of bits, one a passage, for each (field, value) of `values`, `named` included.
    """

    article: Numbers
    order: Numbers
    verdict: Numbers
    facets: NDArray[np.uint8]
    values: list[tuple[str, str]]
    articles: list[str]

    def check(self, passages: int) -> None:
        """ValueError when the columns do not fit so many passages."""
        if any(len(column) != passages for column in (self.article, self.order, self.verdict)):
            raise ValueError("the passages are not all there")
        if passages and (self.article.min() < 0 or self.article.max() >= len(self.articles)):
            raise ValueError("articles that are not there")
        if self.facets.shape != (len(self.values), -(-passages // 8)):
            raise ValueError("the facets do not fit the passages")


def sorts(entries: Sequence[Entry]) -> Sorts:
    """From the passages themselves."""
    ids: dict[str, int] = {}
    article = np.array([ids.setdefault(entry.article, len(ids)) for entry in entries], np.int32)
    places = _places([(entry.article, entry.anchor) for entry in entries])
    verdicts = _places([entry.verdict.rank for entry in entries])
    having: dict[tuple[str, str], list[int]] = {}
    for number, entry in enumerate(entries):
        for field in (*FACETS, "named"):
            for value in getattr(entry, field):
                having.setdefault((field, value), []).append(number)
    values = sorted(having)
    bits = np.zeros((len(values), -(-len(entries) // 8)), np.uint8)
    for row, value in enumerate(values):
        mask = np.zeros(len(entries), np.bool_)
        mask[having[value]] = True
        bits[row] = np.packbits(mask)
    return Sorts(article, places, verdicts, bits, values, list(ids))


def _places(keys: Sequence[Any]) -> Numbers:
    place = {key: number for number, key in enumerate(sorted(set(keys)))}
    return np.array([place[key] for key in keys], np.int32)


@dataclass(frozen=True, slots=True)
class Counted:
    """How often one field of each passage has which terms, passage after passage: `sizes` of them each.

    It is what the weights are made of, for an engine that keeps them apart from what all passages decide together.
    """

    terms: NDArray[np.int64]
    counts: NDArray[np.int32]
    sizes: NDArray[np.int32]

    @property
    def starts(self) -> NDArray[np.int64]:
        """Where the terms of each passage begin, and where the last ones end."""
        return np.concatenate(([0], np.cumsum(self.sizes, dtype=np.int64)))

    @property
    def average(self) -> float:
        """How long the field is in the mean of all passages, those without it included."""
        return float(self.counts.sum() / len(self.sizes)) if len(self.sizes) else 0.0


class Columns(Sequence[Doc]):
    """Everything an engine stores; as a sequence, one `Doc` a passage. `counted` is by field.

    Where they were made of a build's own, `taken` has the number that each passage has there, -1 for a new one.
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        folded: Sequence[str],
        terms: Sequence[str],
        postings: Postings,
        counted: Mapping[str, Counted],
        known: Sorts | None = None,
        taken: Numbers | None = None,
    ) -> None:
        self.entries, self.folded, self.terms, self.postings = entries, folded, terms, postings
        self.counted, self.taken = counted, taken
        self._sorts = known

    @cached_property
    def sorts(self) -> Sorts:
        """What orders and filters them."""
        return self._sorts or sorts(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[Doc]:
        weights: list[dict[str, float]] = [{} for _ in self.entries]
        starts = self.postings.starts.tolist()
        for number, term in enumerate(self.terms):
            docs = self.postings.docs[starts[number] : starts[number + 1]].tolist()
            for doc, weight in zip(docs, self.postings.weights(number).tolist(), strict=True):
                weights[doc][term] = weight
        return map(Doc, self.entries, self.folded, weights)

    @overload
    def __getitem__(self, at: int) -> Doc: ...
    @overload
    def __getitem__(self, at: slice) -> list[Doc]: ...
    def __getitem__(self, at: Any) -> Any:
        return list(self)[at]
