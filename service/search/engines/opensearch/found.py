"""What a plan found in the cluster: fetched as far as the first places need it, each passage scored here, exactly.

The server sorts by an upper bound of what a passage is worth. Who was not fetched is worth no more than the last who
was: once that is less than what could change the first places, they are settled, and are those that a build in this
process would give.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from service.search.columns import FACETS
from service.search.engine import ENOUGH, Plan, Scored
from service.search.engines.opensearch.asking import NOBODY, Asking, all_of
from service.search.engines.opensearch.cluster import Query
from service.search.engines.opensearch.rows import Counts, Part, Row
from service.search.engines.opensearch.store import Store
from service.search.leading import Matches
from service.search.scoring import EARLY, LATE

#: Passages fetched at first for each place, and how many times as many when they do not settle it.
BEGIN, MORE = (5, 12), 5
#: Passages that the server sorts at most; where that is too few, all are fetched.
WINDOW = 10_000
#: A weight is stored to 8 bits behind its first one; and what sums of rounded numbers may differ by.
_STORED, _SLACK = 2**-8 + 1e-3, 2e-3
#: Distinct values counted exactly, or very nearly so.
_PRECISE = 40_000


@dataclass
class Tier:
    """Passages that come before others whatever their scores: who they are, and what each is worth at most."""

    query: Query
    bound: Query
    relaxed: bool
    rows: list[Row] = field(default_factory=list)
    #: What anybody is worth at most who was not fetched; None when all were.
    left: float | None = None


class _Remote(ABC):
    """What both kinds have in common; satisfies `search.engine.Found` with what they add."""

    def __init__(self, asking: Asking, store: Store, plan: Plan) -> None:
        self._asking, self._store, self._plan = asking, store, plan
        self._own: dict[str, Matches] = {}
        self._led: list[str] = []

    # What is asked of either kind ------------------------------------------------------------------

    @abstractmethod
    def _anything(self) -> Query: ...

    @abstractmethod
    def _matches(self, part: Part) -> Matches: ...

    def _stretch(self) -> float:
        """How many times the bound of the server any value may be."""
        return (1 + _STORED) * (1 + self._asking.notes.place.drift)

    # Found -----------------------------------------------------------------------------------------

    def __len__(self) -> int:
        return self._count(self._anything())

    def __iter__(self) -> Iterator[Scored]:
        yield from self._of(self._store.all(self._anything()))

    def __getitem__(self, at: int) -> Scored:
        return list(self)[at]

    def holds(self, article: str) -> bool:
        """See `Found.holds`."""
        return self._count(all_of([{"term": {"article": article}}, self._anything()])) > 0

    def passages(self, article: str, least: float = 0.0) -> list[Scored]:
        """See `Found.passages`."""
        if article not in self._own:
            asked = self._led if article in self._led else [article]
            rows = self._store.all({"terms": {"article": asked}})
            self._own.update(dict.fromkeys(asked, self._of(rows)))
        return self._own[article].passages(article, least)

    # Fetching --------------------------------------------------------------------------------------

    def _of(self, rows: Sequence[Row]) -> Matches:
        asking = self._asking
        counts = Counts(lambda one: asking.having([one])[0].having, lambda group: asking.met(group).having)
        return self._matches(Part(sorted(rows, key=lambda row: row.number), asking.notes, self._plan, counts))

    def _fetch(self, tiers: Sequence[Tier], many: int) -> None:
        """The best of each tier by its bound."""
        if many > WINDOW:
            for tier in tiers:
                tier.rows, tier.left = self._store.all(tier.query), None
            return
        queries = [{"bool": {"filter": [tier.query], "should": [tier.bound]}} for tier in tiers]
        for tier, (rows, least) in zip(tiers, self._store.best(queries, many), strict=True):
            tier.rows = rows
            tier.left = least * self._stretch() if len(rows) == many else None

    def _settle(self, tier: Tier, first: int, equal: float) -> int:
        """Fetch until the first articles of a tier are settled; how many articles it has, as far as that matters."""
        many = max(len(tier.rows), 1)
        while tier.left is not None:
            edge = self._of(tier.rows).reached(first, relaxed=tier.relaxed)
            if edge is not None and tier.left < edge * (1 - equal) - _SLACK:
                break
            many *= MORE
            self._fetch([tier], many)
        return len({row.entry.article for row in tier.rows})

    def _count(self, query: Query) -> int:
        if query == NOBODY:
            return 0
        answer = self._store.ask([{"size": 0, "track_total_hits": True, "query": query}])[0]
        total: int = answer["hits"]["total"]["value"]
        return total

    def _counted(self, query: Query) -> tuple[int, dict[str, dict[str, int]]]:
        """See `Found.shown`: articles, not passages."""
        articles = {"cardinality": {"field": "article", "precision_threshold": _PRECISE}}
        of_value = {name: {"terms": {"field": name, "size": 10_000}, "aggs": {"articles": articles}} for name in FACETS}
        search = {"size": 0, "query": query, "aggs": {"articles": articles, **of_value}}
        found = self._store.ask([search])[0]["aggregations"]
        facets = {}
        for name in FACETS:
            counts = {bucket["key"]: bucket["articles"]["value"] for bucket in found[name]["buckets"]}
            facets[name] = dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
        return found["articles"]["value"], facets


class Asked(_Remote):
    """Passages that meet a word of the plan."""

    def _anything(self) -> Query:
        return self._asking.anything(self._plan)

    def _matches(self, part: Part) -> Matches:
        return part.ask(self._plan)

    @cached_property
    def _whole(self) -> list[Tier]:
        """Those with every word, by rank, the best of each fetched."""
        bound = self._asking.scored(self._plan)
        tiers = [Tier(query, bound, relaxed=False) for query in self._asking.tiers(self._plan)]
        self._fetch(tiers, BEGIN[0] * self._first + BEGIN[1])
        return tiers

    _first = 11

    def __bool__(self) -> bool:
        return any(tier.rows for tier in self._whole) or len(self) > 0

    def leading(self, first: int, equal: float, *, complete: bool = False) -> list[Scored]:
        """See `Found.leading`."""
        if not self._plan.groups:
            return self._of(self._store.all(self._anything())).leading(first, equal, complete=complete)
        self._first = first
        left, used = first, list[Tier]()
        for tier in self._whole:
            left -= self._settle(tier, left, equal)
            used.append(tier)
            if left <= 0:
                break
        if left > 0 and not (complete and len(_articles(used)) >= ENOUGH):
            query = all_of([self._anything()], [self._asking.everything(self._plan)])
            lacking = Tier(query, self._asking.valued(self._plan), relaxed=True)
            self._fetch([lacking], BEGIN[0] * first + BEGIN[1])
            self._settle(lacking, first, equal)  # not only what is left: articles that are there already are met again
            used.append(lacking)
        rows = {row.number: row for tier in used for row in tier.rows}
        found = self._of(list(rows.values())).leading(first, equal, complete=complete)
        self._led = list(dict.fromkeys(one.entry.article for one in found))[:first]
        return found

    def shown(self) -> tuple[int, dict[str, dict[str, int]]]:
        """See `Found.shown`."""
        known = len(_articles(self._whole))
        if known >= ENOUGH or any(tier.left is not None for tier in self._whole):
            found = self._counted(self._asking.everything(self._plan))
            if found[0] >= ENOUGH:
                return found
        return self._counted(self._anything())


def _articles(tiers: Sequence[Tier]) -> set[str]:
    return {row.entry.article for tier in tiers for row in tier.rows}


class Shared(_Remote):
    """Passages that share a term of the plan's bag, best first; all of them."""

    def _anything(self) -> Query:
        return self._asking.sharing(self._plan)

    def _matches(self, part: Part) -> Matches:
        return part.nearest(self._plan, 0)

    def _stretch(self) -> float:
        return super()._stretch() / (1 - EARLY * LATE)  # the bound is of sections further down in an article

    def __bool__(self) -> bool:
        return len(self) > 0

    def _tier(self, first: int, equal: float, settle: Callable[[Tier], None] | None = None) -> Tier:
        bound = {"bool": {"should": self._asking.bag(self._plan, 1.0)}}
        tier = Tier(self._anything(), bound, relaxed=False)
        if tier.query == NOBODY:
            return tier
        self._fetch([tier], BEGIN[0] * first + BEGIN[1])
        (settle or (lambda tier: self._settle(tier, first, equal)))(tier)
        return tier

    def best(self, limit: int) -> Matches:
        """The best so many passages, as if there were no others."""

        def settle(tier: Tier) -> None:
            many = max(len(tier.rows), 1)
            while tier.left is not None:
                values = sorted((one.score for one in self._of(tier.rows)), reverse=True)
                if len(values) >= limit and tier.left < values[limit - 1] - _SLACK:
                    break
                many *= MORE
                self._fetch([tier], many)

        rows = self._tier(limit, 0.0, settle).rows
        asking = self._asking
        counts = Counts(lambda one: asking.having([one])[0].having, lambda group: asking.met(group).having)
        part = Part(sorted(rows, key=lambda row: row.number), asking.notes, self._plan, counts)
        return part.nearest(self._plan, limit)

    def leading(self, first: int, equal: float, *, complete: bool = False) -> list[Scored]:
        """See `Found.leading`."""
        found = self._of(self._tier(first, equal).rows).leading(first, equal, complete=complete)
        self._led = list(dict.fromkeys(one.entry.article for one in found))[:first]
        return found

    def shown(self) -> tuple[int, dict[str, dict[str, int]]]:
        """See `Found.shown`."""
        return self._counted(self._anything())
