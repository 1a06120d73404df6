"""Score a plan over postings held in arrays: for each term the passages that have it, and its weight there."""

import math
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from service.search.engine import Alternative, Doc, Entry, Group, Plan, Scored

#: What a word counts that only the article's facets have, not the passage.
IMPLIED = 0.6
#: What a single Han character counts: mostly a verb that an answer may word otherwise.
SINGLE = 0.4
#: What a number or a code counts: an answer without it is about another one.
NUMBER = 1.5
#: Terms that a word counts at most: a long name is no more of a question than a short verb.
LONGEST = 4
#: What the name of a country counts: it says where, not what.
PLACE = 0.3
#: What the bag of all terms counts beside the words that were met.
BAG = 0.5

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
            for name in ("countries", "operators", "kinds", "topics"):
                for value in getattr(item, name):
                    self._facets.setdefault((name, value), self._nothing())[number] = True

    def __len__(self) -> int:
        return len(self._entries)

    def terms(self) -> Sequence[str]:
        """The vocabulary, sorted."""
        return self._vocabulary

    def ask(self, plan: Plan) -> list[Scored]:
        """See `Engine.ask`."""
        allowed = self._allowed(plan)
        if not allowed.any():
            return []
        scores = np.zeros(len(self), np.float32)
        coverage = np.zeros(len(self), np.float32)
        total = 0.0
        met_by: list[NDArray[np.int16]] = []
        for group in plan.groups:
            best, chosen = self._group(group)
            importance = _importance(group.text, int((chosen >= 0).sum()), len(self))
            implied = self._about("operators", group.operators) & (chosen < 0)
            chosen[implied] = 0
            total += importance
            coverage[chosen >= 0] += importance
            coverage[implied] -= importance * (1 - IMPLIED)
            scores += best
            met_by.append(chosen)
        scores += BAG * self._score(plan.bag)
        hits = np.flatnonzero(allowed & ((coverage > 0) if plan.groups else allowed)).tolist()
        return [
            Scored(
                self._entries[n],
                self._folded[n],
                round(float(scores[n]), 4),
                float(coverage[n]) / total if total else 1.0,
                tuple(
                    group.alternatives[chosen[n]] if chosen[n] >= 0 else None
                    for group, chosen in zip(plan.groups, met_by, strict=True)
                ),
            )
            for n in hits
        ]

    def has(self, alternative: Alternative) -> bool:
        """See `Engine.has`."""
        return bool(self._met(alternative).any())

    def nearest(self, plan: Plan, limit: int) -> list[Scored]:
        """See `Engine.nearest`."""
        scores = self._score(plan.bag) * self._allowed(plan)
        best = np.argsort(-scores, kind="stable")[:limit].tolist()
        return [
            Scored(self._entries[n], self._folded[n], round(float(scores[n]), 4), 0.0, ())
            for n in best
            if scores[n] > 0
        ]

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

    def _met(self, alternative: Alternative) -> Mask:
        mask: Mask | None = None
        for term in alternative.needs:
            one = self._having(term, alternative.prefix)
            mask = one if mask is None else mask & one
        if mask is None:
            return self._nothing()
        if alternative.verify is not None:
            for number in np.flatnonzero(mask).tolist():
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
