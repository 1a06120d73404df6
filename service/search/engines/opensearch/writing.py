"""Write a build into an index of its own: all of it, or a copy of the index before with what has changed.

The copy is a clone, which shares the files of what it was made from: what has not changed is not sent again. An index
is never written to once its build is complete.
"""

import hashlib
import json
import re
import secrets
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from http import HTTPStatus
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from opensearchpy.exceptions import NotFoundError, TransportError

from service.errors import BuildRefused
from service.search.columns import FACETS, Columns, sorts
from service.search.engine import Entry
from service.search.engines.opensearch import mapping
from service.search.engines.opensearch.cluster import ACTIVE, LONG, Cluster, reason
from service.search.engines.opensearch.notes import Place, key_name, keys_of, note, place_of, write
from service.search.progress import Progress
from service.search.scoring import EARLY, LATE
from service.search.weigh import FIELDS, saturated

#: How far the lengths of fields may have moved before a copy of the old weights costs too much: a tenth.
DRIFT = 0.1
#: How long the server waits for all copies of shards to be where they should be.
COPIED = "20s"
#: Share of the passages that may have changed for a copy to pay.
CHANGED = 0.5


@dataclass(frozen=True)
class Sheet:
    """The passages as documents: each is made when it is sent. `averages` are what their weights are made with."""

    columns: Columns
    averages: dict[str, float]

    def __post_init__(self) -> None:
        columns = self.columns
        known = sorts(columns.entries)
        first: dict[int, int] = {}
        place = [number - first.setdefault(of, number) for number, of in enumerate(known.article.tolist())]
        self.__dict__["places"] = [min(at, LATE) for at in place]
        self.__dict__["starts"] = {name: field.starts.tolist() for name, field in columns.counted.items()}

    def keys(self) -> NDArray[np.int64]:
        """One for each passage, by what it says: the same passage has the same in every build."""
        seen = Counter[bytes]()
        found = np.empty(len(self.columns), np.int64)
        for number in range(len(self.columns)):
            said = self._said(number)
            seen[said] += 1
            raw = hashlib.blake2b(said + b"%d" % seen[said], digest_size=8).digest()
            found[number] = int.from_bytes(raw, "big", signed=True)
        if len(np.unique(found)) != len(found):
            raise BuildRefused("two passages have the same 64 bits; change a word in one of them")
        return found

    def _said(self, number: int) -> bytes:
        parts = [self._entry(number), self.columns.folded[number], self._places[number], self.counts(number)]
        raw = json.dumps(parts, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
        return hashlib.blake2b(raw, digest_size=16).digest()

    @property
    def _places(self) -> list[int]:
        found: list[int] = self.__dict__["places"]
        return found

    def _entry(self, number: int) -> dict[str, Any]:
        return self.columns.entries[number].as_json()

    def counts(self, number: int) -> dict[str, list[int]]:
        """How often each field of a passage has each of its terms."""
        found: dict[str, list[int]] = {}
        for column, name in enumerate(FIELDS):
            field, starts = self.columns.counted[name], self.__dict__["starts"][name]
            span = slice(starts[number], starts[number + 1])
            for term, count in zip(field.terms[span].tolist(), field.counts[span].tolist(), strict=True):
                found.setdefault(self.columns.terms[term], [0] * len(FIELDS))[column] = count
        return found

    def document(self, number: int, key: int) -> str:
        """A passage as it is sent."""
        entry: Entry = self.columns.entries[number]
        counts = self.counts(number)
        said = {
            "key": key,
            "article": entry.article,
            **{name: list(getattr(entry, name)) for name in (*FACETS, "named")},
            "terms": [mapping.stored(term) for term in counts],
            "weights": self._weights(counts, 1 - EARLY * self._places[number]),
            "text": mapping.spelt(self.columns.folded[number]),
            "folded": self.columns.folded[number],
            "place": self._places[number],
            "entry": self._entry(number),
            "counts": counts,
        }
        return json.dumps(said, ensure_ascii=False)

    def _weights(self, counts: dict[str, list[int]], early: float) -> dict[str, float]:
        """Rarity is left out: it changes with every passage that comes or goes, and a question brings it along."""
        table = np.array(list(counts.values())).reshape(len(counts), len(FIELDS))
        weights = np.zeros(len(counts))
        for column, name in enumerate(FIELDS):
            said = table[:, column]
            here = said > 0
            if here.any():
                weights[here] += saturated(name, said[here], said.sum(), self.averages[name])
        features = (mapping.feature(term).removeprefix("weights.") for term in counts)
        return dict(zip(features, (weights * early).tolist(), strict=True))


def build(cluster: Cluster, where: Path, columns: Columns, base: Path | None, progress: Progress) -> None:
    """BuildRefused when the cluster does not take it; then there is no index, or `forget` removes it."""
    called = re.sub(r"[^a-z0-9]+", "-", where.name.lower())[:60]
    name = f"{cluster.options.prefix}-{called}-{secrets.token_hex(4)}"
    lengths = {field: columns.counted[field].average for field in FIELDS}
    place = Place(name, secrets.token_hex(8), averages=lengths, lengths=lengths)
    note(where, place)
    try:
        found = _before(cluster, base, lengths)
        place = replace(place, averages=found[0].averages) if found else place
        sheet = Sheet(columns, place.averages)
        keys = sheet.keys()
        old = found[1] if found else np.zeros(0, np.int64)
        new, gone = np.setdiff1d(keys, old), np.setdiff1d(old, keys)
        if found and len(new) + len(gone) <= CHANGED * max(len(old), 1):
            _copy(cluster, found[0], place)
        else:
            place = replace(place, averages=lengths)
            sheet, new, gone = replace(sheet, averages=lengths), keys, np.zeros(0, np.int64)
            _create(cluster, place)
        note(where, place)
        _copied(cluster, place)
        _send(cluster, sheet, keys, set(new.tolist()), gone.tolist(), place, progress)
        _finish(cluster, place, len(keys), merge=len(new) == len(keys))
        write(where, place, columns, keys)
    except TransportError as trouble:
        said = f"OpenSearch at {cluster.options.shown}: {reason(trouble)}"
        raise BuildRefused(f"{said}; the old build still serves") from None


def _before(cluster: Cluster, base: Path | None, lengths: dict[str, float]) -> tuple[Place, NDArray[np.int64]] | None:
    """The build before, where a copy of it gives the answers of a new one."""
    if base is None:
        return None
    try:
        place, keys = place_of(base), keys_of(base)
        said = cluster.do(lambda client: client.indices.get_settings(index=place.index))[place.index]
    except (OSError, ValueError, TypeError, KeyError, NotFoundError):
        return None
    fits = said["settings"]["index"]["number_of_shards"] == str(cluster.options.shards)
    return (place, keys) if fits and replace(place, lengths=lengths).drift <= DRIFT else None


def _create(cluster: Cluster, place: Place) -> None:
    """The template first: whatever begins so is strict, whoever makes it."""
    options = cluster.options
    shape = {"settings": mapping.settings(options), "mappings": mapping.mappings()}
    template = {"index_patterns": [f"{options.prefix}-*"], "template": shape}
    cluster.do(lambda client: client.indices.put_index_template(name=options.prefix, body=template))
    body = {"mappings": {**mapping.mappings(), "_meta": {"token": place.token, "shape": place.shape}}}
    _once(
        cluster, place.index, lambda client: client.indices.create(index=place.index, body=body, request_timeout=LONG)
    )


def _copy(cluster: Cluster, before: Place, place: Place) -> None:
    body = {"settings": {"index.blocks.write": None, "index.number_of_replicas": cluster.options.replicas}}
    act = lambda client: client.indices.clone(index=before.index, target=place.index, body=body, request_timeout=LONG)  # noqa: E731
    _once(cluster, place.index, act)
    _wait(cluster, place)
    meta = {"_meta": {"token": place.token, "shape": place.shape}}
    cluster.do(lambda client: client.indices.put_mapping(index=place.index, body=meta))


def _once(cluster: Cluster, index: str, act: Any) -> None:
    """An index whose making was not answered may be there all the same: its name is nobody else's."""

    def made(client: Any) -> None:
        if not client.indices.exists(index=index):
            act(client)

    cluster.do(made)


def _send(
    cluster: Cluster,
    sheet: Sheet,
    keys: NDArray[np.int64],
    new: set[int],
    gone: list[int],
    place: Place,
    progress: Progress,
) -> None:
    def actions() -> Iterator[tuple[dict[str, Any], str]]:
        for key in gone:
            yield {"delete": {"_id": key_name(key)}}, ""
        for number, key in enumerate(keys.tolist()):
            if key in new:
                yield {"index": {"_id": key_name(key)}}, sheet.document(number, key)

    total = len(new) + len(gone)
    progress("write", 0, total)
    for done in cluster.send(place.index, actions()):
        progress("write", done, total)


def _finish(cluster: Cluster, place: Place, passages: int, *, merge: bool) -> None:
    """Everything is there, on as many nodes as can be; from here on nothing is written."""
    _wait(cluster, place)
    index = place.index
    cluster.do(lambda client: client.indices.refresh(index=index, request_timeout=LONG))
    if merge:
        cluster.do(lambda client: client.indices.forcemerge(index=index, max_num_segments=1, request_timeout=10 * LONG))
        cluster.do(lambda client: client.indices.refresh(index=index, request_timeout=LONG))
    there = cluster.do(lambda client: client.count(index=index))["count"]
    if there != passages:
        raise BuildRefused(f"{index} holds {there} passages instead of {passages}; the old build still serves")
    cluster.do(lambda client: client.indices.put_settings(index=index, body={"index.blocks.write": True}))


def _copied(cluster: Cluster, place: Place) -> None:
    """Every copy of every shard has a node, where there are so many: from now on one may die.

    Copies that are not there by then are waited for no longer: a node may be away already.
    """

    def look(client: Any) -> None:
        found = client.cluster.health(index=place.index, request_timeout=LONG)
        if found["number_of_data_nodes"] > cluster.options.replicas and found["status"] != "green":
            _health(client, place, "green", COPIED)

    cluster.do(look)


def _wait(cluster: Cluster, place: Place) -> None:
    """Every shard has a node."""

    def look(client: Any) -> None:
        if not _health(client, place, "yellow", ACTIVE):
            raise TransportError(503, f"some shards of {place.index} have no node", {})

    cluster.do(look)


def _health(client: Any, place: Place, status: str, wait: str) -> bool:
    """Whether an index gets that healthy in time."""
    try:
        client.cluster.health(index=place.index, wait_for_status=status, request_timeout=LONG, timeout=wait)
    except TransportError as trouble:
        if trouble.status_code != HTTPStatus.REQUEST_TIMEOUT:
            raise
        return False
    return True


def serve(cluster: Cluster, place: Place) -> None:
    """Let the alias, for whoever looks at the cluster, name the index of the build that serves; in one step."""
    alias = cluster.options.prefix

    def act(client: Any) -> None:
        try:
            before = list(client.indices.get_alias(name=alias))
        except NotFoundError:
            before = []
        actions = [{"remove": {"index": index, "alias": alias}} for index in before if index != place.index]
        client.indices.update_aliases(body={"actions": [*actions, {"add": {"index": place.index, "alias": alias}}]})

    cluster.do(act)


def forget(cluster: Cluster, place: Place) -> None:
    """Remove the index of a build; no harm when it is gone. What is not called as ours are is left alone."""
    if not place.index.startswith(f"{cluster.options.prefix}-"):
        return
    cluster.do(lambda client: client.indices.delete(index=place.index, ignore_unavailable=True))
