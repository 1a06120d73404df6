"""Score a plan over postings held in arrays: for each term the passages that have it, and its weight there."""

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import overload

import numpy as np
from numpy.typing import NDArray

from service.search.engine import COVERED, RELAXED, Alternative, Doc, Entry, Group, Plan, Scored

#: What a word counts that only the article's facets have, not the passage.
IMPLIED = 0.6
#: What a single Han character counts: mostly a verb that an answer may word otherwise.
SINGLE = 0.4
#: What a word with digits counts; and what is left of the coverage of a passage that lacks a number of
#: three digits or a code that a short question asks for: it is about another one.
NUMBER = 1.5
OTHER_NUMBER = 0.001
SHORT = 6
_DIGITS = re.compile(r"(?=(?:\D*\d){3})[\d*#+.,]+")
#: Terms that a word counts at most: a long name is no more of a question than a short verb.
LONGEST = 4
#: What the name of a country counts: it says where, not what.
PLACE = 0.3
#: What is left of the score of a section about another operator than the one asked for, and of the
#: coverage of an article about another country.
SPECIAL, ELSEWHERE = 0.75, 0.001
#: How far behind in value an answer of equal score may be where words are missing and coverage lowers it.
BEHIND = 0.45
#: What each place further down costs a section: articles answer the general question first.
EARLY, LATE = 0.02, 5
#: What the bag of all terms counts beside the words that were met.
BAG = 4.0

#: Fields of an entry that filter and are counted; they are the same for all passages of an article.
FACETS = ("countries", "operators", "kinds", "topics")

Numbers = NDArray[np.int32]
Weights = NDArray[np.float32]
Mask = NDArray[np.bool_]
Postings = Mapping[str, tuple[Numbers, Weights]]


class Arrays:
    """Passages and postings of one build, immutable, so any number of threads may ask at once."""

    def __init__(self, entries: Sequence[Entry], folded: Sequence[str], postings: Postings) -> None:
        self._entries = entries
        self._folded = folded
        self._postings = postings
        self._vocabulary = sorted(postings)
        self._facets: dict[tuple[str, str], Mask] = {}
        for number, item in enumerate(entries):
            for name in (*FACETS, "named"):
                for value in getattr(item, name):
                    self._facets.setdefault((name, value), self._nothing())[number] = True
        self._any = {name: self._nothing() for name in (*FACETS, "named")}
        for (name, _), mask in self._facets.items():
            self._any[name] |= mask
        ids: dict[str, int] = {}
        self._article = np.array([ids.setdefault(item.article, len(ids)) for item in entries], np.int32)
        self._first = np.unique(self._article, return_index=True)[1]
        place = np.arange(len(entries)) - self._first[self._article] if entries else np.zeros(0)
        self._early = (1 - EARLY * np.minimum(place, LATE)).astype(np.float32)

    def __len__(self) -> int:
        return len(self._entries)

    def terms(self) -> Sequence[str]:
        """The vocabulary, sorted."""
        return self._vocabulary

    def ask(self, plan: Plan) -> "Matches":
        """See `Engine.ask`."""
        allowed = self._allowed(plan)
        scores = np.zeros(len(self), np.float32)
        coverage = np.zeros(len(self), np.float32)
        kept = np.ones(len(self), np.float32)
        total = 0.0
        met_by: list[NDArray[np.int16]] = []
        for group in plan.groups if allowed.any() else ():
            best, chosen = self._group(group)
            importance = _importance(group.text, int((chosen >= 0).sum()), len(self))
            implied = self._about("operators", group.operators) & (chosen < 0)
            chosen[implied] = 0
            total += importance
            coverage[chosen >= 0] += importance
            coverage[implied] -= importance * (1 - IMPLIED)
            if _DIGITS.fullmatch(group.text) and len(plan.groups) <= SHORT:
                kept[chosen < 0] *= OTHER_NUMBER
            scores += best
            met_by.append(chosen)
        scores += BAG * self._score(plan.bag)
        scores[self._special(plan.operators)] *= SPECIAL
        scores *= self._early
        if plan.countries and met_by:
            kept[self._any["countries"] & ~self._about("countries", plan.countries)] *= ELSEWHERE
        numbers = np.flatnonzero(allowed & (coverage > 0) if plan.groups else allowed)
        met = [chosen[numbers] for chosen in met_by]
        shares = coverage[numbers] / total * kept[numbers] if total else np.ones(len(numbers))
        return Matches(self, plan.groups if met else (), numbers, scores[numbers], shares, met)

    def has(self, alternative: Alternative) -> bool:
        """See `Engine.has`."""
        return bool(self._met(alternative).any())

    def nearest(self, plan: Plan, limit: int) -> "Matches":
        """See `Engine.nearest`."""
        scores = self._score(plan.bag) * self._allowed(plan)
        best = np.argsort(-scores, kind="stable")[:limit]
        best = best[scores[best] > 0]
        return Matches(self, (), best, scores[best], np.zeros(len(best)), [])

    def stored(self, number: int) -> tuple[Entry, str]:
        """A passage and its folded text."""
        return self._entries[number], self._folded[number]

    def articles(self, numbers: NDArray[np.int64]) -> NDArray[np.int32]:
        """The article, as a number, of each passage."""
        return self._article[numbers]

    def facets(self, numbers: NDArray[np.int64]) -> dict[str, dict[str, int]]:
        """How many of the passages' articles have each value of each facet; the frequent first."""
        here = np.zeros(len(self._first), np.bool_)
        here[self._article[numbers]] = True
        firsts = self._first[here]
        counts: dict[str, dict[str, int]] = {name: {} for name in FACETS}
        for (name, value), mask in self._facets.items():
            if name in counts and (count := int(mask[firsts].sum())):
                counts[name][value] = count
        return {name: dict(sorted(c.items(), key=lambda pair: (-pair[1], pair[0]))) for name, c in counts.items()}

    def _nothing(self) -> Mask:
        return np.zeros(len(self._entries), np.bool_)

    def _allowed(self, plan: Plan) -> Mask:
        allowed = np.ones(len(self), np.bool_)
        for name, value in plan.filters:
            allowed &= self._facets.get((name, value), self._nothing())
        for alternative in plan.must:
            allowed &= self._met(alternative)
        for alternative in plan.must_not:
            allowed &= ~self._met(alternative)
        return allowed

    def _group(self, group: Group) -> tuple[Weights, NDArray[np.int16]]:
        """The group's score for every passage, and which alternative met it (-1: none).

        Alternatives are measured alike, by the mean of their terms and the rarity of the exact word:
        neither a long nor a rare synonym may beat the word that was asked for. Scores never add up
        over alternatives, or an article stuffed with synonyms would win. An article about the
        country meets the country's name in every passage.
        """
        best = np.zeros(len(self), np.float32)
        chosen = np.full(len(self), -1, np.int16)
        share = _share(group)
        rarity = 0.0
        for number, alternative in enumerate(group.alternatives):
            if number and not self._known(alternative):
                continue
            met = self._met(alternative)
            having = int(met.sum())
            if number == 0:
                rarity = _importance(group.text, having, len(self)) if having else math.inf
                met = met | self._about("countries", group.countries)
            if not met.any():
                continue
            chosen[met & (chosen < 0)] = number
            scored = self._score(self._expanded(alternative))
            scored *= alternative.weight * share / len(alternative.scored)
            scored *= min(1.0, rarity / _importance(group.text, having, len(self)))
            scored[~met] = 0
            np.maximum(best, scored, out=best)
        return best, chosen

    def _special(self, asked: frozenset[str]) -> Mask:
        """The sections about an operator that the question does not name."""
        return self._any["named"] & ~self._about("named", asked)

    def _about(self, name: str, values: Iterable[str]) -> Mask:
        """The passages whose article is about any of the values."""
        mask = self._nothing()
        for value in values:
            mask |= self._facets.get((name, value), mask)
        return mask

    def _expanded(self, alternative: Alternative) -> Sequence[str]:
        if alternative.prefix and alternative.scored[:1] and alternative.scored[0] not in self._postings:
            return self._beginning(alternative.scored[0])
        return alternative.scored

    def _score(self, terms: Sequence[str]) -> Weights:
        scores = np.zeros(len(self), np.float32)
        for term in terms:
            if (found := self._postings.get(term)) is not None:
                scores[found[0]] += found[1]
        return scores

    def _known(self, alternative: Alternative) -> bool:
        """Whether the index has its terms at all: a cheap no for most synonyms."""
        return alternative.prefix or all(term in self._postings for term in alternative.needs)

    def _met(self, alternative: Alternative) -> Mask:
        mask: Mask | None = None
        for term in alternative.needs:
            one = self._having(term, alternative.prefix)
            mask = one if mask is None else mask & one
        if mask is None:
            return self._nothing()
        if alternative.verify is not None:
            doubtful = mask & ~self._having(alternative.sure, prefix=False) if alternative.sure else mask
            for number in np.flatnonzero(doubtful).tolist():
                if not alternative.verify(self._folded[number]):
                    mask[number] = False
        return mask

    def _having(self, term: str, prefix: bool) -> Mask:
        mask = self._nothing()
        for one in self._beginning(term) if prefix else (term,):
            if (found := self._postings.get(one)) is not None:
                mask[found[0]] = True
        return mask

    def _beginning(self, prefix: str) -> list[str]:
        start = bisect_left(self._vocabulary, prefix)
        end = bisect_left(self._vocabulary, prefix + "\U0010ffff")
        found = self._vocabulary[start:end]
        if prefix[-1].isdigit():  # 100 is not the beginning of 1000
            found = [term for term in found if not term[len(prefix) : len(prefix) + 1].isdigit()]
        return found


class Matches(Sequence[Scored]):
    """What a plan found: columns, turned into `Scored` one by one when they are looked at."""

    def __init__(
        self,
        arrays: Arrays,
        groups: Sequence[Group],
        numbers: NDArray[np.int64],
        scores: Weights,
        coverage: NDArray[np.floating],
        met: list[NDArray[np.int16]],
    ) -> None:
        self._arrays, self._groups, self._numbers = arrays, groups, numbers
        self._scores, self._coverage, self._met = scores, coverage, met

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, at: int) -> Scored: ...
    @overload
    def __getitem__(self, at: slice) -> list[Scored]: ...
    def __getitem__(self, at: int | slice) -> Scored | list[Scored]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        entry, folded = self._arrays.stored(int(self._numbers[at]))
        met = tuple(
            group.alternatives[column[at]] if column[at] >= 0 else None
            for group, column in zip(self._groups, self._met, strict=True)
        )
        return Scored(entry, folded, round(float(self._scores[at]), 4), float(self._coverage[at]), met)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def leading(self, first: int, equal: float) -> list[Scored]:
        """Enough to settle the order of the `first` articles, whose scores may be `equal` by a share.

        The rest is left as columns: turning ten thousand matches into objects costs more than finding them.
        """
        level, value = self._order()
        order = np.lexsort((-value, level))
        seen, last = set[int](), len(order)
        for place, article in enumerate(self._arrays.articles(self._numbers[order]).tolist()):
            seen.add(article)
            if len(seen) > first:
                edge = order[place]
                behind = max(equal, BEHIND) if level[edge] == RELAXED else equal
                near = (level[order] == level[edge]) & (value[order] >= value[edge] * (1 - behind))
                last = max(place + 1, int(np.flatnonzero(near).max()) + 1)
                break
        return [self[number] for number in order[:last].tolist()]

    def shown(self) -> tuple[int, dict[str, dict[str, int]]]:
        """How many articles there are to show, and their facets: those with all words, if there are any."""
        numbers = self._numbers
        complete = self._missing() == 0
        if complete.any():
            numbers = numbers[complete]
        return len(np.unique(self._arrays.articles(numbers))), self._arrays.facets(numbers)

    def _missing(self) -> NDArray[np.int64]:
        missing = np.zeros(len(self), np.int64)
        for column in self._met:
            missing += column < 0
        return missing

    def _order(self) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """`Scored.level` and `Scored.value` as columns."""
        rank = np.zeros(len(self), np.int64)
        for group, column in zip(self._groups, self._met, strict=True):
            ranks = np.array([*(a.rank for a in group.alternatives), 0])
            np.maximum(rank, ranks[column], out=rank)
        scores = self._scores.astype(np.float64)
        missing = self._missing() > 0
        return np.where(missing, RELAXED, rank), np.where(missing, scores * self._coverage**COVERED, scores)


class InArrays:
    """What every engine has in common that reads all of its postings into arrays when it is opened."""

    _arrays: Arrays

    def ask(self, plan: Plan) -> Matches:
        """See `Engine.ask`."""
        return self._arrays.ask(plan)

    def has(self, alternative: Alternative) -> bool:
        """See `Engine.has`."""
        return self._arrays.has(alternative)

    def nearest(self, plan: Plan, limit: int) -> Matches:
        """See `Engine.nearest`."""
        return self._arrays.nearest(plan, limit)

    def count(self) -> int:
        """See `Engine.count`."""
        return len(self._arrays)

    def terms(self) -> Sequence[str]:
        """See `Engine.terms`."""
        return self._arrays.terms()

    def close(self) -> None:
        """Nothing stays open."""


def _share(group: Group) -> float:
    """How many terms a word counts as: a Latin one as much as a Han word, a country's name little."""
    exact = group.alternatives[0]
    terms = LONGEST if exact.text.isascii() else min(LONGEST, len(exact.scored))
    return terms * (PLACE if group.countries else 1.0)


def _importance(word: str, having: int, of: int) -> float:
    """How much a word says: rare ones more, one that nobody has most; numbers much, a single character little."""
    share = NUMBER if any(map(str.isdigit, word)) else 1.0
    if len(word) == 1 and not word.isascii():
        share = SINGLE
    return share * math.log(1 + of / (having + 0.5))


def arrays(docs: Iterable[Doc]) -> Arrays:
    """Arrays straight from documents."""
    entries, folded = [], []
    numbers: dict[str, list[int]] = {}
    weights: dict[str, list[float]] = {}
    for number, doc in enumerate(docs):
        entries.append(doc.entry)
        folded.append(doc.folded)
        for term, weight in doc.weights.items():
            numbers.setdefault(term, []).append(number)
            weights.setdefault(term, []).append(weight)
    return Arrays(
        entries,
        folded,
        {t: (np.array(numbers[t], np.int32), np.array(weights[t], np.float32)) for t in numbers},
    )
