"""Speak to the cluster: every request that may be repeated is, on another node, a little later; then a clear error."""

import json
import logging
import os
import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

import opensearchpy
from opensearchpy.exceptions import ConnectionError as NoConnection
from opensearchpy.exceptions import ConnectionTimeout, NotFoundError, OpenSearchException, TransportError

from service.errors import EngineDown, IndexRefused
from service.search.engines.opensearch.breaker import Breaker
from service.search.engines.opensearch.options import Options

#: Tries of one request, and the seconds that the first pause between two takes at most; each further one twice as long.
TRIES, PAUSE = 4, 0.1
#: The same for what a build sends: a node that went away is replaced within a minute or two.
PATIENT, PATIENT_PAUSE, PATIENT_LONGEST = 12, 0.5, 15.0
#: Seconds for one request of a build.
LONG = 120.0
#: How long the server waits for a shard that has no node just now, before it refuses what is meant for it.
ACTIVE = "15s"
#: Bytes and documents sent at once; fewer when the cluster says that it is too much.
ROOM, MOST = 2_000_000, 500
#: What a node answers that is overloaded, or cannot reach the shard just now.
_BUSY = frozenset({429, 502, 503, 504})
#: What has gone wrong, at any depth of an error, when a node or what it kept for a search went away meanwhile: such an
#: answer bears the status of a bug (500) or of something missing (404), and the next try goes to another copy.
_AWAY = frozenset(
    {
        "node_disconnected_exception",
        "node_not_connected_exception",
        "node_closed_exception",
        "connect_transport_exception",
        "send_request_transport_exception",
        "receive_timeout_transport_exception",
        "no_shard_available_action_exception",
        "no_node_available_exception",
        "shard_not_found_exception",
        "search_context_missing_exception",
        "illegal_index_shard_state_exception",
        "index_shard_closed_exception",
        "already_closed_exception",
    }
)
#: What it answers when what is asked for cannot be meant.
_WRONG = frozenset({400, 404, 405, 409})

#: The client logs every answer that is no success, even those that are expected; errors are told by ours.
logging.getLogger("opensearch").setLevel(logging.CRITICAL)

Query = dict[str, Any]
_Pause = Callable[[float], None]


class Cluster:
    """One for each process: sockets do not survive a fork, so a child opens its own."""

    def __init__(self, options: Options, pause: _Pause = time.sleep) -> None:
        self.options = options
        self._pause = pause
        self._breaker = Breaker()
        self._clients: dict[int, opensearchpy.OpenSearch] = {}

    @property
    def client(self) -> opensearchpy.OpenSearch:
        """The client of this process; its transport takes the next node when one does not answer."""
        found = self._clients.get(os.getpid())
        if found is None:
            self._clients = {os.getpid(): (found := self._opened())}
        return found

    def _opened(self) -> opensearchpy.OpenSearch:
        options = self.options
        return opensearchpy.OpenSearch(
            list(options.urls),
            http_auth=(options.user, options.password) if options.user else None,
            headers={"Authorization": f"ApiKey {options.api_key}"} if options.api_key else None,
            ca_certs=options.ca or None,
            timeout=options.timeout,
            max_retries=len(options.urls) - 1,
            retry_on_status=(),
            retry_on_timeout=False,
            dead_timeout=1,
            timeout_cutoff=2,
            pool_maxsize=32,
        )

    # Asking ----------------------------------------------------------------------------------------

    def ask(self, index: str, searches: Sequence[Query]) -> list[dict[str, Any]]:
        """The answers to searches, made at once; each is whole or there is an error, never a part."""
        if not searches:
            return []
        head = {"index": index, "allow_partial_search_results": False}
        body = "".join(f"{json.dumps(head)}\n{json.dumps(search, ensure_ascii=False)}\n" for search in searches)

        def act() -> list[dict[str, Any]]:
            answers: list[dict[str, Any]] = self.client.msearch(body=body)["responses"]
            for answer in answers:
                if "error" in answer:
                    raise TransportError(answer.get("status", 500), reason(answer["error"]), answer["error"])
                if answer["timed_out"] or answer["_shards"]["failed"]:
                    raise TransportError(503, "not all shards answered", {})
            return answers

        found: list[dict[str, Any]] = self._answered(act)
        return found

    def stored(self, index: str, ids: Sequence[str]) -> list[dict[str, Any]]:
        """What is stored under each id; IndexRefused when anything is not there."""
        if not ids:
            return []

        def act() -> list[dict[str, Any]]:
            docs: list[dict[str, Any]] = self.client.mget(index=index, body={"ids": list(ids)}, realtime="false")[
                "docs"
            ]
            for doc in docs:
                if "error" in doc:  # not looked for, which is not the same as not there
                    raise TransportError(503, reason(doc["error"]), doc["error"])
            return docs

        docs: list[dict[str, Any]] = self._answered(act)
        if gone := [doc["_id"] for doc in docs if not doc.get("found")]:
            raise IndexRefused(f"the index {index} has lost {len(gone)} passages; run: kawen index build")
        return [doc["_source"] for doc in docs]

    def scan(self, index: str, query: Query, fields: Query, page: int = 1000) -> Iterator[dict[str, Any]]:
        """Every hit of a query, in pages by key; `fields` is the part of a search that says what is given of each."""
        after: dict[str, Any] = {}
        while True:
            search = {"query": query, "size": page, **fields, "sort": [{"key": "asc"}], **after}
            hits = self.ask(index, [{**search, "track_total_hits": False}])[0]["hits"]["hits"]
            yield from hits
            if len(hits) < page:
                return
            after = {"search_after": hits[-1]["sort"]}

    def meta(self, index: str) -> dict[str, Any]:
        """What was noted about an index when it was made."""
        found = self._answered(lambda: self.client.indices.get_mapping(index=index))
        meta: dict[str, Any] = next(iter(found.values()))["mappings"].get("_meta", {})
        return meta

    def health(self, index: str) -> dict[str, Any]:
        """The state of an index: green, yellow, red, and how many shards have no node."""
        found: dict[str, Any] = self._answered(lambda: self.client.cluster.health(index=index))
        return found

    def _answered(self, act: Callable[[], Any]) -> Any:
        """Try a few times; EngineDown when nobody answers, at once where nobody has for a while."""
        if not self._breaker.may_ask():
            raise EngineDown(f"OpenSearch at {self.options.shown} did not answer just now; it is tried again shortly")
        try:
            answer = self._tried(act, TRIES, PAUSE, 2.0)
        except (NoConnection, ConnectionTimeout) as trouble:
            self._breaker.went_wrong()
            raise EngineDown(f"OpenSearch at {self.options.shown} does not answer ({reason(trouble)})") from None
        except NotFoundError as trouble:
            self._breaker.went_well()
            raise IndexRefused(f"OpenSearch has no such index ({reason(trouble)}); run: kawen index build") from None
        except TransportError as trouble:
            passing = _passes(trouble.status_code, trouble.info)
            if trouble.status_code in _WRONG and not passing:
                self._breaker.went_well()
                raise IndexRefused(f"OpenSearch refuses: {reason(trouble)}; run: kawen index build") from None
            (self._breaker.went_wrong if passing else self._breaker.went_well)()
            raise EngineDown(f"OpenSearch at {self.options.shown} cannot answer: {reason(trouble)}") from None
        except (OpenSearchException, LookupError, TypeError, AttributeError) as trouble:
            self._breaker.went_wrong()
            said = f"{self.options.shown} does not answer as OpenSearch does ({type(trouble).__name__})"
            raise EngineDown(said) from trouble
        except BaseException:
            self._breaker.went_wrong()
            raise
        self._breaker.went_well()
        return answer

    def _tried(self, act: Callable[[], Any], tries: int, pause: float, longest: float) -> Any:
        for left in range(tries - 1, -1, -1):
            try:
                return act()
            except TransportError as trouble:  # NoConnection and ConnectionTimeout are such, too
                if not left or not (isinstance(trouble, NoConnection) or _passes(trouble.status_code, trouble.info)):
                    raise
                self._pause(random.uniform(0, min(pause * 2 ** (tries - 1 - left), longest)))
        raise AssertionError("unreachable")

    # Building --------------------------------------------------------------------------------------

    def do(self, act: Callable[[opensearchpy.OpenSearch], Any]) -> Any:
        """A request of a build that does no harm when it is repeated; TransportError when it is refused for good."""
        return self._tried(lambda: act(self.client), PATIENT, PATIENT_PAUSE, PATIENT_LONGEST)

    def send(self, index: str, actions: Iterable[tuple[dict[str, Any], str]]) -> Iterator[int]:
        """Carry out index and delete actions, and tell how many are done after each lot.

        What the cluster has no room for is sent again later, in smaller lots; whatever else goes wrong ends it.
        """
        room, done = ROOM, 0
        lot: list[tuple[str, str]] = []
        size = 0
        for head, source in actions:
            line = json.dumps(head)
            lot.append((line, source))
            size += len(line) + len(source)  # characters; Chinese ones are three bytes, which ROOM allows for
            if size >= room or len(lot) >= MOST:
                room = self._sent(index, lot, room)
                done += len(lot)
                yield done
                lot, size = [], 0
        if lot:
            self._sent(index, lot, room)
            yield done + len(lot)

    def _sent(self, index: str, lot: list[tuple[str, str]], room: int) -> int:
        """How much may be sent next time."""
        tries = 0
        while lot:
            body = "".join(f"{head}\n{source}\n" if source else f"{head}\n" for head, source in lot)
            answer = self.do(partial(_bulk, index, body))
            again: list[tuple[str, str]] = []
            for action, item in zip(lot, answer["items"], strict=True):
                said = next(iter(item.values()))
                if _passes(said["status"], said.get("error")):
                    again.append(action)
                elif "error" in said:
                    raise TransportError(said["status"], reason(said["error"]), said["error"])
            if not again:
                return min(ROOM, room * 2) if not tries else room
            tries += 1
            if tries >= PATIENT:
                raise TransportError(429, f"{len(again)} passages were refused again and again: too busy", {})
            room = max(room // 2, 50_000)
            self._pause(random.uniform(0, min(PATIENT_PAUSE * 2**tries, PATIENT_LONGEST)))
            half = max(1, len(again) // 2)
            if tries == 1 and len(again) > 1:
                self._sent(index, again[:half], room)
                again = again[half:]
            lot = again
        return room

    def close(self) -> None:
        """Close the sockets of this process."""
        client = self._clients.pop(os.getpid(), None)
        if client is not None:
            client.close()


def _bulk(index: str, body: str, client: opensearchpy.OpenSearch) -> Any:
    return client.bulk(body=body, index=index, request_timeout=LONG, timeout=ACTIVE)


def _passes(status: object, error: object) -> bool:
    """Whether an answer may be another one a little later, or from another node."""
    return status in _BUSY or _is_away(error)


def _is_away(error: object, depth: int = 8) -> bool:
    """Whether a node that went away is anywhere in what an error says of its causes."""
    if isinstance(error, list):
        return any(_is_away(one, depth) for one in error)
    if not isinstance(error, dict) or not depth:
        return False
    causes = (error.get(name) for name in ("error", "root_cause", "caused_by", "failed_shards", "reason"))
    return error.get("type") in _AWAY or any(_is_away(one, depth - 1) for one in causes)


def reason(trouble: Any) -> str:
    """What an error says, in a line."""
    if isinstance(trouble, TransportError):
        info = trouble.info
        if isinstance(info, dict) and isinstance(info.get("error"), dict):
            return reason(info["error"])
        return " ".join(f"{trouble.error}".split())[:300]
    if isinstance(trouble, dict):
        root = (trouble.get("root_cause") or [trouble])[0]
        cause = trouble.get("caused_by") or {}
        told = [root.get("reason") or trouble.get("reason") or "", cause.get("reason", "")]
        return "; ".join(dict.fromkeys(one for one in told if one))[:300] or str(trouble.get("type", "unknown"))
    return str(trouble)[:300]
