"""Score a plan over postings held in columns: for each term the passages that have it, and its weight there."""

import math
from bisect import bisect_left
from collections import Counter, OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from service.model import MATCHES
from service.search.columns import FACETS, FULL, Numbers, Postings, Sorts
from service.search.engine import RELAXED, Alternative, Entry, Group, Plan
from service.search.leading import Matches

#: What a word counts that only the article's facets have, not the passage.
IMPLIED = 0.6
#: What a single Han character counts: mostly a verb that an answer may word otherwise.
SINGLE = 0.4
#: What a word with digits counts.
NUMBER = 1.5
#: Terms that a word counts at most: a long name is no more of a question than a short verb.
LONGEST = 4
#: What the name of a country counts: it says where, not what.
PLACE = 0.3
#: What each place further down costs a section: articles answer the general question first.
EARLY, LATE = 0.02, 5
#: Postings that cached words may hold, and answers of `has` that are kept.
CACHED, KNOWN = 4_000_000, 20_000

Floats = NDArray[np.float64]
NONE = np.zeros(0, np.int32)
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Met:
    """The passages that meet a word, rising: by which alternative, how well, and how much of it they cover.

    `plain` are those that meet it in what a reader sees. `cover` is None where all cover the whole word; `ranked` is
    whether an alternative ranks after the exact word,
    `kinds` the kind of match of each alternative and of none, None where all are exact.
    """

    group: Group
    docs: Numbers
    plain: Numbers
    chosen: NDArray[np.int16]
    scores: NDArray[np.float32]
    cover: NDArray[np.float32] | None
    importance: float
    ranked: bool
    kinds: NDArray[np.int64] | None


class Arrays:
    """Passages and postings of one build; what is cached never changes an answer, so any number of threads may ask."""

    def __init__(
        self, entries: Sequence[Entry], folded: Sequence[str], terms: Sequence[str], postings: Postings, known: Sorts
    ) -> None:
        self._entries = entries
        self._folded = folded
        self._vocabulary = terms
        self._numbers = {term: number for number, term in enumerate(terms)}
        self._starts = postings.starts.tolist()
        self._docs, self._impacts = postings.docs, postings.impacts
        self._scales = (postings.tops.astype(np.float64) / FULL).tolist()
        self.article, self.order, self.verdict = known.article, known.order, known.verdict
        self._rows = {(field, value): row for row, (field, value) in enumerate(known.values)}
        self._bits = known.facets
        self._ids = {id: number for number, id in enumerate(known.articles)}
        self._first = np.zeros(len(known.articles), np.int64)
        self._first[self.article[::-1]] = np.arange(len(entries))[::-1]
        self._by_article = np.argsort(self.article, kind="stable").astype(np.int32)
        self._ends = np.cumsum(np.bincount(self.article, minlength=len(known.articles))).tolist()
        place = np.arange(len(entries)) - self._first[self.article] if len(entries) else np.zeros(0)
        self.early = 1 - EARLY * np.minimum(place, LATE)
        self._named = self._mask(row for (field, _), row in self._rows.items() if field == "named")
        self._placed = self._mask(row for (field, _), row in self._rows.items() if field == "countries")
        self._facets = [(field, value, row) for (field, value), row in self._rows.items() if field in FACETS]
        self._of_articles = np.zeros((len(self._facets), -(-len(self._first) // 8)), np.uint8)
        for number, (_, _, row) in enumerate(self._facets):
            self._of_articles[number] = np.packbits(self._mask([row])[self._first])
        #: Passages that rarity is relative to.
        self.size = len(entries)
        self._met_groups: OrderedDict[int, Met] = OrderedDict()
        self._room = CACHED
        self._had: dict[int, tuple[Alternative, bool]] = {}

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def articles(self) -> int:
        """How many there are."""
        return len(self._first)

    def terms(self) -> Sequence[str]:
        """The vocabulary, sorted."""
        return self._vocabulary

    def ask(self, plan: Plan) -> Matches:
        """See `Engine.ask`."""
        return Matches(self, plan, [self.met(group) for group in plan.groups], self.allowed(plan))

    def has(self, alternative: Alternative) -> bool:
        """See `Engine.has`."""
        known = self._had.get(id(alternative))
        if known is None:
            if len(self._had) >= KNOWN:
                self._had.clear()
            # The alternative is kept beside the answer: nothing else can come to have its id.
            known = self._had[id(alternative)] = (alternative, bool(len(self._meeting(alternative))))
        return known[1]

    def nearest(self, plan: Plan, limit: int) -> Matches:
        """See `Engine.nearest`."""
        scores = self.scored([(term, times) for term, times, _ in self.bag(plan)])
        if (allowed := self.allowed(plan)) is not None:
            scores *= allowed
        scores = np.round(scores, 6)
        found = np.flatnonzero(scores > 0)
        if len(found) > limit > 0:
            edge = np.partition(scores[found], -limit)[-limit]
            found = found[scores[found] >= edge]
        best = found[np.argsort(-scores[found], kind="stable")][:limit]
        return Matches.listed(self, best.astype(np.int32), scores[best])

    def stored(self, number: int) -> tuple[Entry, str]:
        """A passage and its folded text."""
        return self._entries[number], self._folded[number]

    def number(self, article: str) -> int:
        """The number of an article by its id; -1 where there is none."""
        return self._ids.get(article, -1)

    def of_article(self, number: int) -> Numbers:
        """The passages of an article by its number, rising."""
        return self._by_article[self._ends[number - 1] if number else 0 : self._ends[number]] if number >= 0 else NONE

    def facets(self, docs: Numbers) -> tuple[int, dict[str, dict[str, int]]]:
        """How many articles the passages are of, and how many of those have each value; the frequent first."""
        here = np.zeros(self.articles, np.bool_)
        here[self.article[docs]] = True
        having = np.bitwise_count(self._of_articles & np.packbits(here)).sum(axis=1, dtype=np.int64).tolist()
        counts: dict[str, dict[str, int]] = {name: {} for name in FACETS}
        for (field, value, _), count in zip(self._facets, having, strict=True):
            if count:
                counts[field][value] = count
        ordered = {name: dict(sorted(c.items(), key=lambda pair: (-pair[1], pair[0]))) for name, c in counts.items()}
        return int(here.sum()), ordered

    # Words -----------------------------------------------------------------------------------------

    def met(self, group: Group) -> Met:
        """Who meets a word, from the cache of words asked for lately; a parser gives the same word as the same group."""
        key = id(group)
        found = self._met_groups.get(key)
        if found is not None and found.group is group:
            return found
        found = self._met_by(group)
        if len(found.docs) <= CACHED // 4:
            self._met_groups[key] = found
            self._room -= len(found.docs) + 64
            while self._room < 0 and self._met_groups:
                try:
                    _, oldest = self._met_groups.popitem(last=False)
                except KeyError:  # another thread was quicker
                    break
                self._room += len(oldest.docs) + 64
        return found

    def _met_by(self, group: Group) -> Met:
        """Alternatives are measured alike, by the mean of their terms and the rarity of the exact word:
        neither a long nor a rare synonym may beat the word that was asked for. Scores never add up
        over alternatives, or an article stuffed with synonyms would win. An article about the
        country meets the country's name in every passage.
        """
        size = self.size
        best = np.zeros(len(self), np.float32)
        chosen = np.full(len(self), -1, np.int16)
        counted = share(group)
        rarity = 0.0
        for number, alternative in enumerate(group.alternatives):
            if number and not self._known(alternative):
                continue
            docs = self._meeting(alternative)
            having = self.having(alternative, docs)
            if number == 0:
                rarity = importance(group.text, having, size) if having else math.inf
                if group.countries:
                    docs = np.flatnonzero(self._about("countries", group.countries, docs)).astype(np.int32)
            if not len(docs):
                continue
            factor = alternative.weight * counted / len(alternative.scored)
            factor *= min(1.0, rarity / importance(group.text, having, size))
            scores = self.at([(term, factor) for term in self._expanded(alternative)], docs)
            best[docs] = np.maximum(best[docs], scores.astype(np.float32))
            here = chosen[docs]
            chosen[docs] = np.where(here < 0, number, here)
        said = importance(group.text, self.meeting(group, int((chosen >= 0).sum())), size)
        cover: NDArray[np.float32] | None = None
        if group.operators:
            implied = self._about("operators", group.operators) & (chosen < 0)
            chosen[implied] = 0
            found = np.flatnonzero(chosen >= 0)
            cover = np.where(implied[found], IMPLIED, 1.0).astype(np.float32)
        else:
            found = np.flatnonzero(chosen >= 0)
        ranked = any(alternative.rank for alternative in group.alternatives)
        matches = [*(MATCHES.index(alternative.match) for alternative in group.alternatives), 0]
        kinds = np.array(matches) if any(matches) else None
        docs, by = found.astype(np.int32), chosen[found]
        worded = next((n for n, a in enumerate(group.alternatives) if a.rank >= RELAXED), len(group.alternatives))
        plain = docs if worded == len(group.alternatives) else docs[by < worded]
        return Met(group, docs, plain, by, best[found], cover, said, ranked, kinds)

    def having(self, alternative: Alternative, docs: Numbers) -> int:
        """How many passages meet an alternative, `docs` those that are here."""
        return len(docs)

    def meeting(self, group: Group, here: int) -> int:
        """How many passages meet a word, so many of them here."""
        return here

    def _expanded(self, alternative: Alternative) -> list[int]:
        first = alternative.scored[:1]
        if alternative.prefix and first and first[0] not in self._numbers:
            return self._beginning(first[0])
        return [number for term in alternative.scored if (number := self._numbers.get(term)) is not None]

    def _known(self, alternative: Alternative) -> bool:
        """Whether the index has its terms at all: a cheap no for most synonyms."""
        return alternative.prefix or all(term in self._numbers for term in alternative.needs)

    def _meeting(self, alternative: Alternative) -> Numbers:
        """The passages that meet an alternative, rising."""
        having = []
        for term in alternative.needs:
            docs = self._having(term, alternative.prefix)
            if not len(docs):
                return docs
            having.append(docs)
        if not having:
            return np.zeros(0, np.int32)
        having.sort(key=len)
        docs = having[0]
        for others in having[1:]:
            docs = docs[self.places(others, docs) >= 0]
        if alternative.verify is not None and len(docs):
            doubtful = np.ones(len(docs), np.bool_)
            if alternative.sure:
                doubtful = self.places(self._having(alternative.sure, prefix=False), docs) < 0
            kept = ~doubtful
            for at in np.flatnonzero(doubtful).tolist():
                kept[at] = alternative.verify(self._folded[int(docs[at])])
            docs = docs[kept]
        return docs

    def _having(self, term: str, prefix: bool) -> Numbers:
        if not prefix:
            number = self._numbers.get(term)
            return self._docs[0:0] if number is None else self._docs[self._starts[number] : self._starts[number + 1]]
        found = [self._docs[self._starts[one] : self._starts[one + 1]] for one in self._beginning(term)]
        if len(found) == 1:
            return found[0]
        return _rising(np.concatenate(found)) if found else self._docs[0:0]

    def _beginning(self, prefix: str) -> list[int]:
        start = bisect_left(self._vocabulary, prefix)
        end = bisect_left(self._vocabulary, prefix + "\U0010ffff")
        found = range(start, end)
        if prefix[-1].isdigit():  # 100 is not the beginning of 1000
            size = len(prefix)
            return [number for number in found if not self._vocabulary[number][size : size + 1].isdigit()]
        return list(found)

    # Scores ----------------------------------------------------------------------------------------

    def bag(self, plan: Plan) -> list[tuple[int, float, int]]:
        """(term, times it counts, passages that have it) of the bag, the rare first."""
        found = [
            (number, float(times), self._starts[number + 1] - self._starts[number])
            for term, times in Counter(plan.bag).items()
            if (number := self._numbers.get(term)) is not None
        ]
        return sorted(found, key=lambda one: one[2])

    def scored(self, terms: Sequence[tuple[int, float]]) -> Floats:
        """The weights of terms, each times a factor, added up for every passage: dear, but without a search."""
        if not terms:
            return np.zeros(len(self))
        spans = [slice(self._starts[term], self._starts[term + 1]) for term, _ in terms]
        docs = np.concatenate([self._docs[span] for span in spans])
        weights = [self._impacts[s] * (self._scales[t] * f) for s, (t, f) in zip(spans, terms, strict=True)]
        return np.bincount(docs, np.concatenate(weights), minlength=len(self)).astype(np.float64, copy=False)

    def at(self, terms: Sequence[tuple[int, float]], docs: Numbers) -> Floats:
        """The same for some passages only."""
        scores = np.zeros(len(docs))
        for term, factor in terms:
            start, end = self._starts[term], self._starts[term + 1]
            if start == end:  # a term that only passages have that are not here
                continue
            places = self.places(self._docs[start:end], docs)
            weights = self._impacts[start:end][places] * (self._scales[term] * factor)
            scores += np.where(places >= 0, weights, 0.0)
        return scores

    def most(self, term: int) -> float:
        """The largest weight of a term."""
        return float(self._scales[term]) * FULL

    def places(self, among: Numbers, docs: Numbers) -> NDArray[np.int64]:
        """Where each passage stands in a rising column of passages; -1: nowhere."""
        if among is docs:
            return np.arange(len(docs))
        if not len(among):
            return np.full(len(docs), -1)
        # a search costs some 40 ns a passage, a table 0.3 ns for each there is and 2 for those in the column
        if len(docs) * 40 > len(self) * 0.3 + len(among) * 2:
            table = np.full(len(self), -1, np.int32)
            table[among] = np.arange(len(among), dtype=np.int32)
            return table[docs].astype(np.int64)
        found = among.searchsorted(docs)
        found[found == len(among)] = 0
        found[among[found] != docs] = -1
        return found

    # Filters ---------------------------------------------------------------------------------------

    def allowed(self, plan: Plan) -> Mask | None:
        """Who passes filters, phrases and exclusions; None: all."""
        if not (plan.filters or plan.must or plan.must_not or plan.home):
            return None
        allowed = np.ones(len(self), np.bool_)
        if (others := self.elsewhere(plan.home)) is not None:
            allowed &= ~others
        for field, values in plan.filters:
            allowed &= self._about(field, values.split("|"))
        for alternative in plan.must:
            having = np.zeros(len(self), np.bool_)
            having[self._meeting(alternative)] = True
            allowed &= having
        for alternative in plan.must_not:
            allowed[self._meeting(alternative)] = False
        return allowed

    def special(self, asked: frozenset[str]) -> Mask | None:
        """The sections about an operator that the question does not name; None: no section is."""
        if not self._any_named:
            return None
        return self._named & ~self._about("named", asked) if asked else self._named

    def elsewhere(self, asked: frozenset[str]) -> Mask | None:
        """The passages of articles about other countries than those the question names."""
        return self._placed & ~self._about("countries", asked) if asked else None

    @cached_property
    def nowhere(self) -> Mask:
        """The passages of articles about no country."""
        return ~self._placed

    @cached_property
    def _any_named(self) -> bool:
        return bool(self._named.any())

    def _about(self, field: str, values: Iterable[str], docs: Numbers | None = None) -> Mask:
        """The passages whose article is about any of the values, and those given."""
        mask = self._mask(self._rows[field, value] for value in values if (field, value) in self._rows)
        if docs is not None:
            mask[docs] = True
        return mask

    def _mask(self, rows: Iterable[int]) -> Mask:
        bits = np.zeros(-(-len(self) // 8), np.uint8)
        for row in rows:
            bits |= self._bits[row]
        return np.unpackbits(bits, count=len(self)).view(np.bool_)


class InArrays:
    """What every engine has in common that holds its postings in columns."""

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

    def troubles(self) -> Sequence[str]:
        """See `Engine.troubles`."""
        return ()

    def close(self) -> None:
        """What is mapped goes with the last who holds it: other threads may still be asking."""


def _rising(docs: Numbers) -> Numbers:
    """Each passage once; `np.unique` loads masked arrays for it (7 ms)."""
    docs = np.sort(docs)
    return docs[np.diff(docs, prepend=-1) > 0]


def share(group: Group) -> float:
    """How many terms a word counts as: a Latin one as much as a Han word, a country's name little."""
    exact = group.alternatives[0]
    terms = LONGEST if exact.text.isascii() else min(LONGEST, len(exact.scored))
    return terms * (PLACE if group.countries else 1.0)


def importance(word: str, having: int, of: int) -> float:
    """How much a word says: rare ones more, one that nobody has most; numbers much, a single character little."""
    counts = NUMBER if any(map(str.isdigit, word)) else 1.0
    if len(word) == 1 and not word.isascii():
        counts = SINGLE
    return counts * math.log(1 + of / (having + 0.5))
