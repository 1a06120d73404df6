"""Passages fetched from one index; those seen lately are kept."""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import Any

from service.errors import IndexRefused
from service.search.engines.opensearch.cluster import Cluster, Query
from service.search.engines.opensearch.notes import Notes, key_name
from service.search.engines.opensearch.rows import Row, row

#: Passages that stay in memory once they were fetched; some ten kilobytes each.
KEPT = 4096
#: Of a hit only its key, from a column: what is stored of it lies compressed with its neighbours.
KEYS: Query = {"stored_fields": "_none_", "docvalue_fields": ["key"]}
#: Passages fetched by one request.
_PAGE = 500


class Store:
    """Rows by key, for any number of threads."""

    def __init__(self, cluster: Cluster, notes: Notes) -> None:
        self._cluster, self._notes, self._index = cluster, notes, notes.place.index
        self._rows: OrderedDict[int, Row] = OrderedDict()
        self._lock = threading.Lock()

    def ask(self, searches: Sequence[Query]) -> list[dict[str, Any]]:
        """See `Cluster.ask`."""
        return self._cluster.ask(self._index, searches)

    def best(self, queries: Sequence[Query], many: int) -> list[tuple[list[Row], float]]:
        """The best so many of each query, and the score of the last of them."""
        search = {"size": many, **KEYS, "track_total_hits": False}
        answers = self.ask([{**search, "query": query} for query in queries])
        hits = [answer["hits"]["hits"] for answer in answers]
        rows = self._fetched(_key(hit) for found in hits for hit in found)
        return [([rows[_key(hit)] for hit in found], found[-1]["_score"] if found else 0.0) for found in hits]

    def all(self, query: Query) -> list[Row]:
        """Everybody who meets a query, in no order."""
        keys = [_key(hit) for hit in self._cluster.scan(self._index, query, KEYS, page=10_000)]
        return list(self._fetched(keys).values())

    def _fetched(self, keys: Iterable[int]) -> dict[int, Row]:
        wanted = list(dict.fromkeys(keys))
        found: dict[int, Row] = {}
        with self._lock:
            for key in wanted:
                if (kept := self._rows.get(key)) is not None:
                    self._rows.move_to_end(key)
                    found[key] = kept
        missing = [key for key in wanted if key not in found]
        for at in range(0, len(missing), _PAGE):
            page = missing[at : at + _PAGE]
            sources = self._cluster.stored(self._index, [key_name(key) for key in page])
            for key, source in zip(page, sources, strict=True):
                found[key] = row(self._number(key), source)
        with self._lock:
            for key in missing[-KEPT:]:
                self._rows[key] = found[key]
            while len(self._rows) > KEPT:
                self._rows.popitem(last=False)
        return found

    def _number(self, key: int) -> int:
        try:
            return self._notes.number(key)
        except ValueError as trouble:
            said = f"the index {self._index} holds what is not of this build ({trouble})"
            raise IndexRefused(f"{said}; run: kawen index build") from None


def _key(hit: dict[str, Any]) -> int:
    key: int = hit["fields"]["key"][0]
    return key
