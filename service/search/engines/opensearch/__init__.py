"""A cluster of OpenSearch: passages and postings on its shards, words and statistics in the folder of the build.

The server finds and sorts, by a bound; what it finds is scored here by the code that scores every other build, so
the answers are the same. See `mapping` for what is stored, `found` for how the first places are settled.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from service.errors import EngineDown, IndexMissing, IndexRefused, MissingExtra
from service.search.columns import Columns
from service.search.engine import Alternative, Found, Plan
from service.search.outside import NOTE
from service.search.progress import Progress, silent

try:
    from opensearchpy.exceptions import TransportError

    from service.search.engines.opensearch import notes, writing
    from service.search.engines.opensearch.asking import Asking
    from service.search.engines.opensearch.cluster import Cluster, reason
    from service.search.engines.opensearch.found import Asked, Shared
    from service.search.engines.opensearch.options import Options
    from service.search.engines.opensearch.store import Store
except ModuleNotFoundError as trouble:
    raise MissingExtra.of("the engine opensearch", "opensearch", trouble) from None


class Engine:
    """Satisfies `search.engine.Engine`."""

    def __init__(self, where: Path) -> None:
        try:
            self._notes = notes.Notes(where)
        except FileNotFoundError as trouble:
            if not (where / NOTE).is_file():
                raise IndexMissing(f"no index in {where}; run: kawen index build") from None
            raise IndexRefused(f"{where} is not whole ({trouble}); run: kawen index build") from None
        except Exception as trouble:  # NumPy raises everything on damaged headers
            raise IndexRefused(f"the index in {where} cannot be read ({trouble}); run: kawen index build") from None
        self._cluster = _cluster(Options.of_environment())
        place = self._notes.place
        if self._cluster.meta(place.index).get("token") != place.token:
            raise IndexRefused(f"{place.index} is not the index that {where} was built with; run: kawen index build")
        self._asking = Asking(self._cluster, self._notes)
        self._store = Store(self._cluster, self._notes)

    @staticmethod
    def build(where: Path, columns: Columns, *, base: Path | None = None, progress: Progress = silent) -> None:
        """See `search.engine.Engine.build`."""
        writing.build(_cluster(Options.of_environment()), where, columns, base, progress)

    @staticmethod
    def serve(where: Path) -> None:
        """See `search.outside`."""
        cluster = _cluster(Options.of_environment())
        try:
            writing.serve(cluster, notes.place_of(where))
        except TransportError as trouble:
            raise EngineDown(f"OpenSearch at {cluster.options.shown}: {reason(trouble)}") from None

    @staticmethod
    def forget(where: Path) -> None:
        """See `search.outside`."""
        cluster = _cluster(Options.of_environment())
        try:
            writing.forget(cluster, notes.place_of(where))
        except TransportError as trouble:
            raise EngineDown(f"OpenSearch at {cluster.options.shown}: {reason(trouble)}") from None
        except (ValueError, TypeError, KeyError, OSError):
            return  # it does not say which index: none that we could know of

    def ask(self, plan: Plan) -> Found:
        """See `Engine.ask`."""
        self._asking.resolve(plan)
        return Asked(self._asking, self._store, plan)

    def has(self, alternative: Alternative) -> bool:
        """See `Engine.has`."""
        return self._asking.having([alternative])[0].having > 0

    def nearest(self, plan: Plan, limit: int) -> Found:
        """See `Engine.nearest`."""
        self._asking.resolve(plan)
        found = Shared(self._asking, self._store, plan)
        return found.best(limit) if limit > 0 else found

    def count(self) -> int:
        """See `Engine.count`; as the cluster counts them now."""
        found = self._store.ask([{"size": 0, "track_total_hits": True, "query": {"match_all": {}}}])[0]
        total: int = found["hits"]["total"]["value"]
        return total

    def terms(self) -> Sequence[str]:
        """See `Engine.terms`."""
        return self._notes.terms

    def troubles(self) -> Sequence[str]:
        """See `Engine.troubles`."""
        health = self._cluster.health(self._notes.place.index)
        if health["status"] == "red":
            raise EngineDown(f"some shards of {self._notes.place.index} have no node")
        if health["status"] == "yellow":
            return (f"OpenSearch: {health['unassigned_shards']} copies of shards have no node",)
        return ()

    def close(self) -> None:
        """The connections are those of the process, and others may be asking."""


@cache
def _cluster(options: Options) -> Cluster:
    """One for all builds that are open: they share connections and what is known of the cluster's state."""
    return Cluster(options)
