"""What a plan found: who leads and how many there are, at once; every passage only when somebody asks.

`leading` is exact and looks at few: passages are scored by the rare terms first, and a common term is
looked up only where a passage can still come among the first with all that it could add (MaxScore).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, overload

import numpy as np
from numpy.typing import NDArray

from service.model import MATCHES
from service.search.columns import Numbers
from service.search.engine import ENOUGH, Group, Plan, Scored, covered
from service.search.settling import by_verdict, firsts, largest

if TYPE_CHECKING:
    from service.search.scoring import Arrays, Met

#: What is left of the score of a section about another operator than the one asked for, and of the
#: coverage of an article about another country.
SPECIAL, ELSEWHERE = 0.75, 0.001
#: What is left of the score of an article about no country where the question names one, because what holds
#: everywhere answers it only where nothing that is said of the place does; and of one about a country where
#: the question names none.
NOWHERE, SOMEWHERE = 0.12, 0.65
#: What is left of the coverage of a passage that lacks a number of three digits or a code that a short
#: question asks for: it is about another one.
OTHER_NUMBER = 0.001
SHORT = 6
_DIGITS = re.compile(r"(?=(?:\D*\d){3})[\d*#+.,]+")
#: What the bag of all terms counts beside the words that were met, in a question of up to so many words;
#: and words up to which it counts more.
BAG, FEW_WORDS, MANY_WORDS = 4.0, 2, 8
#: A term is rare up to so many postings, and so many more for each passage looked at: then it costs less to
#: add it everywhere than to search it for each. Of so few passages no more are ruled out before all is added.
RARE, PER_PASSAGE, FEW = 2_000, 10, 500
#: So few passages are looked at once, rather than those that may be displaced and then those that are shown.
HANDFUL = 200
#: Scores are compared to so many digits; sums in another order differ far behind them.
DIGITS = 6
#: A bound gives way by this much, which is more than rounding may hide.
_SLACK = 1e-3

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


def bagged(words: int) -> float:
    """What the bag counts in a question of so many words.

    In a short question the words decide; in a long one no single word is the question, all its terms are.
    """
    return BAG * min(max(words, FEW_WORDS), MANY_WORDS) / FEW_WORDS


def is_another_number(group: Group, words: int) -> bool:
    """Whether what lacks this word of a question of so many is about another number or code."""
    return words <= SHORT and _DIGITS.fullmatch(group.text) is not None


#: What two ways of adding up the same contributions may differ by.
_ROUNDED = 1e-4


@dataclass(frozen=True, slots=True)
class Looked:
    """Columns of some passages; `chosen` has one a group, -1 where it is not met."""

    docs: Numbers
    scores: Floats
    coverage: Floats
    chosen: list[NDArray[np.int16]]


class Matches(Sequence[Scored]):
    """Satisfies `search.engine.Found`; as a sequence, every passage in the order of the index."""

    def __init__(self, arrays: "Arrays", plan: Plan, mets: list["Met"], allowed: Mask | None) -> None:
        self._arrays, self._plan, self._mets, self._allowed = arrays, plan, mets, allowed
        self._total = sum(met.importance for met in mets)
        #: The articles that `leading` named last: their passages are likely to be asked for next.
        self._led: list[int] = []
        self._own: dict[int, tuple[Looked, list[float], range]] = {}

    @staticmethod
    def listed(arrays: "Arrays", docs: Numbers, scores: Floats) -> "Matches":
        """Passages found without groups, in an order of their own."""
        made = Matches(arrays, Plan(()), [], None)
        made.__dict__["_all"] = made.__dict__["_whole"] = docs
        made.__dict__["_everything"] = Looked(docs, scores, np.zeros(len(docs)), [])
        return made

    def __bool__(self) -> bool:
        return bool(len(self._whole)) or bool(len(self._all))

    def __len__(self) -> int:
        return len(self._all)

    @overload
    def __getitem__(self, at: int) -> Scored: ...
    @overload
    def __getitem__(self, at: slice) -> list[Scored]: ...
    def __getitem__(self, at: int | slice) -> Scored | list[Scored]:
        if isinstance(at, slice):
            return self._scored(self._everything, range(*at.indices(len(self))))
        return self._scored(self._everything, [range(len(self))[at]])[0]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def leading(self, first: int, equal: float, *, complete: bool = False) -> list[Scored]:
        """See `Found.leading`."""
        if "_everything" in self.__dict__ and not self._mets:
            looked = self._everything
            return self._scored(looked, self._settled(looked.docs, looked.scores, looked.scores, first, equal)[0])
        found: list[Scored] = []
        led: list[int] = []
        seen = np.zeros(self._arrays.articles, np.bool_)
        left = first
        for docs, relaxed in self._tiers(complete):
            if left < first:
                docs = docs[~seen[self._arrays.article[docs]]]
            if not len(docs):
                continue
            best, scores = self._best(docs, left, equal, relaxed)
            if relaxed or len(best) < HANDFUL:
                looked = self._looked(best, scores)
                values = self._values(looked) if relaxed else scores
                places, articles = self._settled(best, scores, values, left, equal, looked)
                found += self._scored(looked, places)
            else:
                places, articles = self._settled(best, scores, scores, left, equal)
                found += self._scored(self._looked(best[places], scores[places]), range(len(places)))
            led += self._arrays.article[best[places]].tolist()
            left -= articles
            if left <= 0:
                break
            seen[self._arrays.article[docs]] = True
        self._led = list(dict.fromkeys(led))[:first]
        return found

    def reached(self, first: int, *, relaxed: bool) -> float | None:
        """What the first so many articles are worth at least, all passages taken together; None when there are fewer."""
        looked = self._everything
        return self._edge(looked.docs, looked.scores, first, relaxed)

    def shown(self) -> tuple[int, dict[str, dict[str, int]]]:
        """See `Found.shown`."""
        return self._arrays.facets(self._whole if self._enough else self._all)

    def holds(self, article: str) -> bool:
        """See `Found.holds`."""
        docs = self._arrays.of_article(self._arrays.number(article))
        if self._allowed is not None:
            docs = docs[self._allowed[docs]]
        if not self._mets:
            return bool(np.isin(docs, self._all).any())
        return any((self._arrays.places(met.docs, docs) >= 0).any() for met in self._mets)

    def passages(self, article: str, least: float = 0.0) -> list[Scored]:
        """See `Found.passages`."""
        number = self._arrays.number(article)
        if not self._mets:
            everything = self._everything
            own = np.isin(everything.docs, self._arrays.of_article(number)) & (everything.scores >= least)
            return self._scored(everything, np.flatnonzero(own).tolist())
        if number not in self._own:
            self._own.update(self._together(self._led if number in self._led else [number]))
        looked, worth, places = self._own[number]
        return self._scored(looked, [at for at in places if worth[at] >= least - _ROUNDED])

    def _together(self, articles: Sequence[int]) -> Iterator[tuple[int, tuple[Looked, list[float], range]]]:
        """All passages of some articles, scored in one go: what each is worth (below nothing when it meets no word),
        and for each article which are its own.
        """
        docs = [self._arrays.of_article(number) for number in articles]
        if self._allowed is not None:
            docs = [own[self._allowed[own]] for own in docs]
        looked = self._fully(np.concatenate(docs))
        met = np.array([column >= 0 for column in looked.chosen])
        worth = np.where(met.all(axis=0), looked.scores, self._values(looked))
        worth[~met.any(axis=0)] = -np.inf
        values, at = worth.tolist(), 0
        for number, own in zip(articles, docs, strict=True):
            yield number, (looked, values, range(at, at := at + len(own)))

    # Who -------------------------------------------------------------------------------------------

    @cached_property
    def _all(self) -> Numbers:
        """Everything that meets a word, rising."""
        if not self._plan.groups:
            docs = np.arange(len(self._arrays)) if self._allowed is None else np.flatnonzero(self._allowed)
            return docs.astype(np.int32)
        mask = np.zeros(len(self._arrays), np.bool_)
        for met in self._mets:
            mask[met.docs] = True
        if self._allowed is not None:
            mask &= self._allowed
        return np.flatnonzero(mask).astype(np.int32)

    @cached_property
    def _whole(self) -> Numbers:
        """What meets every word in what a reader sees, rising."""
        if not self._mets:
            return self._all
        rare, *others = sorted((met.plain for met in self._mets), key=len)
        docs = rare if self._allowed is None else rare[self._allowed[rare]]
        for plain in others:
            if not len(docs):
                break
            docs = docs[self._arrays.places(plain, docs) >= 0]
        return docs

    @cached_property
    def _enough(self) -> bool:
        """Whether so many articles have all words that none is missed that lacks one."""
        articles = self._arrays.article[self._whole]
        return len(set(articles[:HANDFUL].tolist())) >= ENOUGH or int((np.bincount(articles) > 0).sum()) >= ENOUGH

    def _tiers(self, complete: bool) -> Iterator[tuple[Numbers, bool]]:
        """Passages whose kind of match comes before any score, best kind first; and whether they lack a word."""
        whole = self._whole
        levels = self._levels(whole)
        if levels is None:
            yield whole, False
        else:
            for level in np.flatnonzero(np.bincount(levels)).tolist():
                yield whole[levels == level], False
        if self._mets and not (complete and self._enough):
            yield self._all, True

    def _levels(self, docs: Numbers) -> NDArray[np.int64] | None:
        """The weakest kind of match of passages that have all words; None where all are exact."""
        level: NDArray[np.int64] | None = None
        for met in self._mets:
            if met.ranked:
                ranks = np.array([a.rank for a in met.group.alternatives], np.int64)
                own = ranks[met.chosen[self._arrays.places(met.docs, docs)]]
                level = own if level is None else np.maximum(level, own)
        return level

    # How well --------------------------------------------------------------------------------------

    @cached_property
    def _everything(self) -> Looked:
        docs = self._all
        bag = self._arrays.scored([(term, factor) for term, factor, _ in self._bag])[docs]
        chosen, groups, coverage = self._look(docs)
        return Looked(docs, np.round((groups + bag) * self._factors(docs), DIGITS), coverage, chosen)

    def _fully(self, docs: Numbers) -> Looked:
        """The same for a few passages."""
        chosen, groups, coverage = self._look(docs)
        bag = self._arrays.at([(term, factor) for term, factor, _ in self._bag], docs)
        return Looked(docs, np.round((groups + bag) * self._factors(docs), DIGITS), coverage, chosen)

    @cached_property
    def _bag(self) -> list[tuple[int, float, int]]:
        """(term, what it counts, passages that have it) of all terms of the question, the rare first."""
        counts = bagged(len(self._mets))
        return [(term, counts * times, having) for term, times, having in self._arrays.bag(self._plan)]

    def _look(self, docs: Numbers) -> tuple[list[NDArray[np.int16]], Floats, Floats]:
        """By which alternative each word is met, what that scores, and how much of the question is covered."""
        chosen: list[NDArray[np.int16]] = []
        scores, coverage, kept = np.zeros(len(docs)), np.zeros(len(docs)), np.ones(len(docs))
        for met in self._mets:
            places = self._arrays.places(met.docs, docs)
            missing = places < 0
            if len(met.docs):
                column = met.chosen[places]
                cover = met.importance if met.cover is None else met.importance * met.cover[places]
                if missing.any():
                    column[missing] = -1
                    scores += np.where(missing, 0.0, met.scores[places])
                    coverage += np.where(missing, 0.0, cover)
                else:
                    scores += met.scores[places]
                    coverage += cover
            else:
                column = np.full(len(docs), -1, np.int16)
            chosen.append(column)
            if is_another_number(met.group, len(self._mets)):
                kept[missing] *= OTHER_NUMBER
        if (away := self._elsewhere) is not None:
            kept[away[docs]] *= ELSEWHERE
        return chosen, scores, coverage / self._total * kept if self._total else np.ones(len(docs))

    def _factors(self, docs: Numbers) -> Floats:
        factors = self._arrays.early[docs]
        if (special := self._special) is not None:
            factors[special[docs]] *= SPECIAL
        general = self._arrays.nowhere[docs]
        factors[general if self._asked else ~general] *= NOWHERE if self._asked else SOMEWHERE
        return factors

    @cached_property
    def _special(self) -> Mask | None:
        return self._arrays.special(self._plan.operators)

    @cached_property
    def _elsewhere(self) -> Mask | None:
        return self._arrays.elsewhere(self._plan.countries) if self._mets else None

    @cached_property
    def _asked(self) -> bool:
        """Whether the question is about a country."""
        return bool(self._plan.home or self._plan.countries)

    def _values(self, looked: Looked) -> Floats:
        """`Scored.value` of passages that lack a word."""
        return np.round(looked.scores * looked.coverage ** covered(len(self._mets)), DIGITS)

    def _looked(self, docs: Numbers, scores: Floats) -> Looked:
        """Passages whose score is known with all that is not."""
        chosen, _, coverage = self._look(docs)
        return Looked(docs, scores, coverage, chosen)

    def _best(self, docs: Numbers, first: int, equal: float, relaxed: bool) -> tuple[Numbers, Floats]:
        """Those among the passages that come first, and those that may count as equal to one of them, with their scores."""
        arrays = self._arrays
        cheap = RARE + PER_PASSAGE * len(docs)
        rare = [(term, factor) for term, factor, having in self._bag if having <= cheap]
        dear = [(term, factor) for term, factor, having in self._bag if having > cheap]
        dear.sort(key=lambda one: -one[1] * arrays.most(one[0]))
        scores = self._summed(docs, rare)
        factors = self._factors(docs)
        left = [factor * arrays.most(term) for term, factor in dear]
        at = 0
        while at < len(dear):
            docs, scores, factors = self._pruned(docs, scores, factors, sum(left[at:]), first, equal, relaxed)
            few = dear[at : at + (len(dear) if len(docs) < FEW else 2)]
            scores = scores + arrays.at(few, docs)
            at += len(few)
        docs, scores, factors = self._pruned(docs, scores, factors, 0.0, first, equal, relaxed)
        return docs, np.round(scores * factors, DIGITS)

    def _summed(self, docs: Numbers, rare: list[tuple[int, float]]) -> Floats:
        """What the words and the rare terms score: in one pass over their postings, or passage by passage."""
        arrays = self._arrays
        postings = sum(len(met.docs) for met in self._mets)
        if len(arrays) + 4 * postings < (8_000 + 40 * len(docs)) * (len(self._mets) + len(rare)):
            scores = arrays.scored(rare)
            for met in self._mets:
                scores[met.docs] += met.scores
            found: Floats = scores[docs]
            return found
        scores = arrays.at(rare, docs)
        for met in self._mets:
            places = arrays.places(met.docs, docs)
            if len(met.docs):
                scores += np.where(places >= 0, met.scores[places], 0.0)
        return scores

    def _pruned(
        self, docs: Numbers, scores: Floats, factors: Floats, more: float, first: int, equal: float, relaxed: bool
    ) -> tuple[Numbers, Floats, Floats]:
        """Without those that cannot come first, nor count as equal to what does, even with so much `more`."""
        least = scores * factors
        edge = self._edge(docs, least, first, relaxed)
        if edge is None:
            return docs, scores, factors
        kept = np.flatnonzero(least + more * factors >= edge * (1 - equal) - _SLACK)
        return docs[kept], scores[kept], factors[kept]

    def _edge(self, docs: Numbers, least: Floats, first: int, relaxed: bool) -> float | None:
        """A value that the first so many articles reach for certain; None when there are no more than those."""
        looked = 4 * first + 8
        while True:
            top = largest(least, looked)
            values = least[top]
            if relaxed:
                values = values * self._look(docs[top])[2] ** covered(len(self._mets))
            order = np.argsort(-values, kind="stable")
            seen: set[int] = set()
            for place, article in zip(order.tolist(), self._arrays.article[docs[top[order]]].tolist(), strict=True):
                seen.add(article)
                if len(seen) == first:
                    return float(values[place])
            if looked >= len(docs):
                return None
            looked *= 4

    def _settled(
        self, docs: Numbers, scores: Floats, values: Floats, first: int, equal: float, looked: Looked | None = None
    ) -> tuple[list[int], int]:
        """Places of the passages that settle the first articles (who comes there, and whom a better verdict
        displaced), and how many articles there are. What lacks a word is to be `looked` at before.
        """
        arrays = self._arrays
        order = np.lexsort((arrays.order[docs], -values))
        articles = arrays.article[docs[order]]
        left = order[firsts(articles, arrays.articles)]
        verdicts = arrays.verdict[docs[left]]
        if not len(left) or (verdicts[:first] == verdicts.min()).all():
            return left[:first].tolist(), len(left)
        if looked is not None:
            kinds = self._kinds([column[left] for column in looked.chosen])
        elif any(met.kinds is not None for met in self._mets):
            kinds = self._kinds(self._look(docs[left])[0])
        else:
            kinds = np.zeros(len(left), np.int64)
        points = np.round(scores[left], 4)
        return left[by_verdict(verdicts, kinds, points, values[left], first, equal)].tolist(), len(left)

    def _kinds(self, chosen: Sequence[NDArray[np.int16]]) -> NDArray[np.int64]:
        """One number for how many words each passage lacks and its weakest kind of match: only the same can be equal."""
        missing, match = np.zeros(len(chosen[0]), np.int64), np.zeros(len(chosen[0]), np.int64)
        for met, column in zip(self._mets, chosen, strict=True):
            missing += column < 0
            if met.kinds is not None:
                np.maximum(match, met.kinds[column], out=match)
        return missing * len(MATCHES) + match

    def _scored(self, looked: Looked, at: Sequence[int]) -> list[Scored]:
        """What stands at some places of the columns."""
        groups: Sequence[Group] = self._plan.groups if looked.chosen else ()
        ways = [(*group.alternatives, None) for group in groups]  # the last is what -1 says
        known: list[NDArray[Any]] = [looked.docs, looked.scores, looked.coverage, *looked.chosen]
        columns = [column[at].tolist() for column in known]
        found = []
        for doc, score, coverage, *chosen in zip(*columns, strict=True):
            entry, folded = self._arrays.stored(doc)
            met = tuple([way[number] for way, number in zip(ways, chosen, strict=True)])
            found.append(Scored(entry, folded, round(score, 4), coverage, met))
        return found
