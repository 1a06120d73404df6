"""A plan in the query language of the server: who meets it, how many do, and an upper bound of what each is worth.

Nothing is scored there for good. The best by the bound are fetched and scored here; `found.py` knows when it has enough.
"""

import json
import math
import threading
from collections import Counter, OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from service.search.engine import RELAXED, Alternative, Contains, Group, Plan, covered
from service.search.engines.opensearch.cluster import Cluster, Query
from service.search.engines.opensearch.mapping import feature, spelt, stored
from service.search.engines.opensearch.notes import Notes, key_of
from service.search.engines.opensearch.rows import alternatives
from service.search.leading import ELSEWHERE, NOWHERE, OTHER_NUMBER, SOMEWHERE, SPECIAL, bagged, is_another_number
from service.search.scoring import importance, share

#: Alternatives and words that are remembered: what meets them never changes in a build.
KEPT = 20_000
NOBODY: Query = {"match_none": {}}
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Resolved:
    """The query that finds exactly who meets an alternative or a word, and how many those are."""

    query: Query
    having: int


NONE = Resolved(NOBODY, 0)


class Asking:
    """What is asked of one index; what it has found out it remembers, for any number of threads."""

    def __init__(self, cluster: Cluster, notes: Notes) -> None:
        self._cluster, self.notes, self._index = cluster, notes, notes.place.index
        self._known = _Kept[Resolved]()
        self._met = _Kept[Resolved]()

    # Who -------------------------------------------------------------------------------------------

    def resolve(self, plan: Plan) -> None:
        """Find out about all alternatives and words of a plan at once."""
        self.having(alternatives(plan))
        self._words(plan.groups)

    def having(self, found: Iterable[Alternative]) -> list[Resolved]:
        """Who meets each alternative."""
        asked = [(_key(one), one) for one in found]
        answers = {key: self._known.get(key) for key, _ in asked}
        unknown = {key: one for key, one in asked if answers[key] is None}
        answers.update({key: self._by_itself(one) for key, one in unknown.items()})
        queries = {key: self._query(one) for key, one in unknown.items() if answers[key] is None}
        for (key, query), count in zip(queries.items(), self._count(list(queries.values())), strict=True):
            answers[key] = Resolved(query, count) if count else NONE
        for key, one in unknown.items():
            self._known.put(key, answers[key] or NONE, one.verify)
        return [answers[key] or NONE for key, _ in asked]

    def met(self, group: Group) -> Resolved:
        """Who meets a word."""
        return self._words([group])[0]

    def _words(self, groups: Sequence[Group]) -> list[Resolved]:
        answers = {id(group): self._met.get(id(group)) for group in groups}
        unknown = [group for group in groups if answers[id(group)] is None]
        counts = self._count([self._union(group, implied=False) for group in unknown])
        for group, count in zip(unknown, counts, strict=True):
            answers[id(group)] = Resolved(self._union(group), count)
            self._met.put(id(group), answers[id(group)] or NONE, group)
        return [answers[id(group)] or NONE for group in groups]

    def _by_itself(self, one: Alternative) -> Resolved | None:
        """What the vocabulary answers without asking anybody; None when it does not."""
        if not one.needs or any(not self._with(term, one.prefix) for term in one.needs):
            return NONE
        if one.verify is None and len(one.needs) == 1 and len(terms := self._with(one.needs[0], one.prefix)) == 1:
            return Resolved(_has(terms), self.notes.having[self.notes.numbers[terms[0]]])
        return None

    def _with(self, term: str, prefix: bool) -> list[str]:
        if prefix:
            return self.notes.beginning(term)
        return [term] if term in self.notes.numbers else []

    def _query(self, one: Alternative) -> Query:
        """Exactly those who meet an alternative; those that only their text can tell are fetched and read."""
        needs = [_has(self._with(term, one.prefix)) for term in one.needs]
        if one.verify is None:
            return all_of(needs)
        sure = [_has([one.sure])] if one.sure in self.notes.numbers else []
        if isinstance(one.verify, Contains):
            phrase: Query = {"match_phrase": {"text": {"query": spelt(one.verify.piece), "analyzer": "whitespace"}}}
            if not one.verify.names:
                return all_of([*needs, any_of([*sure, phrase])])
            doubtful = [*needs, phrase]
        else:
            doubtful = needs
        passed, failed = list[int](), list[int]()
        for hit in self._cluster.scan(self._index, all_of(doubtful, sure), {"_source": ["folded"]}):
            (passed if one.verify(hit["_source"]["folded"]) else failed).append(key_of(hit["_id"]))
        if len(passed) <= len(failed):
            return all_of([*needs, any_of([*sure, {"terms": {"key": passed}}])])
        return any_of([all_of([*needs, *sure]) if sure else NOBODY, all_of(doubtful, [{"terms": {"key": failed}}])])

    def _union(self, group: Group, *, implied: bool = True) -> Query:
        """Who meets any alternative of a word; an article about the country it names does, and, where that counts as
        `implied`, one about the operator.
        """
        found = [one.query for one in self.having(group.alternatives)]
        if group.countries:
            found.append({"terms": {"countries": sorted(group.countries)}})
        if group.operators and implied:
            found.append({"terms": {"operators": sorted(group.operators)}})
        return any_of(found)

    def _count(self, queries: Sequence[Query]) -> list[int]:
        different = {json.dumps(query, sort_keys=True): query for query in queries if query != NOBODY}
        search = {"size": 0, "track_total_hits": True}
        answers = self._cluster.ask(self._index, [{**search, "query": query} for query in different.values()])
        counts = dict(zip(different, (answer["hits"]["total"]["value"] for answer in answers), strict=True))
        return [counts.get(json.dumps(query, sort_keys=True), 0) for query in queries]

    def allowed(self, plan: Plan) -> tuple[list[Query], list[Query]]:
        """What must and must not be met whatever the words: filters, phrases, exclusions."""
        must: list[Query] = [{"terms": {field: values.split("|")}} for field, values in plan.filters]
        must += [one.query for one in self.having(plan.must)]
        others = [_others(plan.home)] if plan.home else []
        return must, [*others, *(one.query for one in self.having(plan.must_not))]

    def anything(self, plan: Plan) -> Query:
        """Who meets any word of a plan; everybody allowed, where it has none."""
        must, must_not = self.allowed(plan)
        return all_of([*must, *([any_of([self.met(g).query for g in plan.groups])] if plan.groups else [])], must_not)

    def everything(self, plan: Plan) -> Query:
        """Who meets every word in what a reader sees."""
        must, must_not = self.allowed(plan)
        return all_of([*must, *(self._by_rank(group, RELAXED - 1) for group in plan.groups)], must_not)

    def sharing(self, plan: Plan) -> Query:
        """Who has any term of the bag."""
        must, must_not = self.allowed(plan)
        terms = [term for term in dict.fromkeys(plan.bag) if term in self.notes.numbers]
        return all_of([*must, _has(terms) if terms else NOBODY], must_not)

    def tiers(self, plan: Plan) -> list[Query]:
        """Who meets every word by alternatives of each rank, the best rank first."""
        must, must_not = self.allowed(plan)
        ranks = sorted({one.rank for group in plan.groups for one in group.alternatives if one.rank < RELAXED})
        found: list[Query] = []
        before: list[Query] = []
        for rank in ranks:
            words = [*must, *(self._by_rank(group, rank) for group in plan.groups)]
            if NOBODY not in words:
                found.append(all_of(words, [*must_not, *before]))
                before = [all_of(words)]
        return found

    def _by_rank(self, group: Group, rank: int) -> Query:
        first = group.alternatives[0].rank <= rank
        kept = tuple(one for one in group.alternatives if one.rank <= rank)
        named = (group.countries, group.operators) if first else (frozenset[str](), frozenset[str]())
        return self._union(Group(group.text, kept, *named))

    # How well --------------------------------------------------------------------------------------

    def scored(self, plan: Plan) -> Query:
        """The score of a passage that has all words, or a little less than a 200th below it."""
        words = [query for group in plan.groups if (query := self._word(group))]
        found = [*words, *self.bag(plan, bagged(len(plan.groups)))]
        return _times({"bool": {"should": found}}, [(self._special(plan), SPECIAL), _placed(plan)]) if found else NOBODY

    def bag(self, plan: Plan, factor: float) -> list[Query]:
        """What the terms of a question weigh, each as often as it says it."""
        counted = Counter(term for term in plan.bag if term in self.notes.numbers)
        return [self._weight(term, factor * times) for term, times in counted.items()]

    def valued(self, plan: Plan) -> Query:
        """The same for a passage that lacks a word: the score, lowered by the share that is not covered.

        That is coverage to a power of at most 1, which lies below its tangent at 1: a sum of what the words say.
        """
        power = covered(len(plan.groups))
        said = [importance(group.text, self.met(group).having, self.notes.size) for group in plan.groups]
        total = sum(said)
        shares = [
            {"filter": self.met(group).query, "weight": power * one / total}
            for group, one in zip(plan.groups, said, strict=True)
            if one > 0
        ]
        if power < 1:
            shares.append({"filter": {"match_all": {}}, "weight": 1 - power})
        summed = {"function_score": {"query": self.scored(plan), "functions": shares, "score_mode": "sum"}}
        lacking = [g for g in plan.groups if is_another_number(g, len(plan.groups))]
        lowered = [(all_of([], [self.met(group).query]), OTHER_NUMBER**power) for group in lacking]
        return _times(summed, [*lowered, (self._elsewhere(plan), ELSEWHERE**power)])

    def _word(self, group: Group) -> Query | None:
        """The best of its alternatives, each measured as `Arrays` does it."""
        found, rarest = [], 0.0
        for number, one in enumerate(group.alternatives):
            resolved = self.having([one])[0]
            if not number:
                rarest = importance(group.text, resolved.having, self.notes.size) if resolved.having else math.inf
            query = resolved.query
            if not number and group.countries:
                query = any_of([query, {"terms": {"countries": sorted(group.countries)}}])
            if query is NOBODY:
                continue
            factor = one.weight * share(group) / len(one.scored) if one.scored else 0.0
            factor *= min(1.0, rarest / importance(group.text, resolved.having, self.notes.size))
            weights = [self._weight(term, factor) for term in self._expanded(one)]
            found.append({"bool": {"filter": [query], "should": weights}})
        return {"dis_max": {"queries": found}} if found else None

    def _expanded(self, one: Alternative) -> list[str]:
        if one.prefix and one.scored[:1] and one.scored[0] not in self.notes.numbers:
            return self.notes.beginning(one.scored[0])
        return [term for term in one.scored if term in self.notes.numbers]

    def _weight(self, term: str, factor: float) -> Query:
        rare = self.notes.rarity[self.notes.numbers[term]]
        return {"rank_feature": {"field": feature(term), "linear": {}, "boost": factor * rare}}

    def _special(self, plan: Plan) -> Query:
        named: Query = {"exists": {"field": "named"}}
        return all_of([named], [{"terms": {"named": sorted(plan.operators)}}] if plan.operators else [])

    def _elsewhere(self, plan: Plan) -> Query:
        if not plan.countries:
            return NOBODY
        return _others(plan.countries)


def _others(countries: frozenset[str]) -> Query:
    """Passages about other countries alone."""
    return all_of([{"exists": {"field": "countries"}}], [{"terms": {"countries": sorted(countries)}}])


def _placed(plan: Plan) -> tuple[Query, float]:
    """What a passage about no country is worth where one is asked about, and one about a country where none is."""
    somewhere: Query = {"exists": {"field": "countries"}}
    return (all_of([], [somewhere]), NOWHERE) if plan.home or plan.countries else (somewhere, SOMEWHERE)


class _Kept(Generic[_Value]):
    """Values by key, those asked for lately; what the key is the id of is kept alive beside it."""

    def __init__(self) -> None:
        self._values: OrderedDict[Any, tuple[_Value, object]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Any) -> _Value | None:
        with self._lock:
            found = self._values.get(key)
            if found is None:
                return None
            self._values.move_to_end(key)
            return found[0]

    def put(self, key: Any, value: _Value, beside: object) -> None:
        with self._lock:
            self._values[key] = (value, beside)
            while len(self._values) > KEPT:
                self._values.popitem(last=False)


def all_of(queries: Sequence[Query], none_of: Sequence[Query] = ()) -> Query:
    """Who meets all of the first and none of the others."""
    if NOBODY in queries:
        return NOBODY
    found: Query = {"filter": list(queries)} if queries else {"must": [{"match_all": {}}]}
    if kept := [query for query in none_of if query != NOBODY]:
        found["must_not"] = kept
    return queries[0] if len(queries) == 1 and not kept else {"bool": found}


def any_of(queries: Sequence[Query]) -> Query:
    """Who meets one of them."""
    kept = [query for query in queries if query != NOBODY]
    if not kept:
        return NOBODY
    return kept[0] if len(kept) == 1 else {"bool": {"should": kept, "minimum_should_match": 1}}


def _has(terms: Sequence[str]) -> Query:
    found = [stored(term) for term in terms]
    return {"term": {"terms": found[0]}} if len(found) == 1 else {"terms": {"terms": found}}


def _times(query: Query, lowered: Sequence[tuple[Query, float]]) -> Query:
    functions = [{"filter": one, "weight": factor} for one, factor in lowered if one != NOBODY]
    if not functions:
        return query
    return {
        "function_score": {"query": query, "functions": functions, "score_mode": "multiply", "boost_mode": "multiply"}
    }


def _key(one: Alternative) -> tuple[object, ...]:
    """Alternatives with the same key are met by the same passages."""
    by = one.verify if one.verify is None or isinstance(one.verify, Contains) else id(one.verify)
    return (one.needs, one.prefix, one.sure if one.verify is not None else "", by)
