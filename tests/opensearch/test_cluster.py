"""A server that is slow, busy, away or wrong: tried again, spread out, given up with words. Servers of our own on loopback."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from opensearchpy.exceptions import TransportError

from service.errors import EngineDown, IndexRefused
from service.search.engines.opensearch import breaker as breaking
from service.search.engines.opensearch import cluster as speaking
from service.search.engines.opensearch.breaker import Breaker
from service.search.engines.opensearch.cluster import Cluster
from service.search.engines.opensearch.options import Options
from tests.opensearch.servers import free_ports

WHOLE = {"took": 1, "timed_out": False, "_shards": {"failed": 0}, "hits": {"hits": [], "total": {"value": 7}}}
Answer = Callable[[str, bytes], tuple[int, Any]]


@contextmanager
def server(answer: Answer) -> Iterator[str]:
    """Answers every request with what `answer` makes of its path and body."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            status, said = answer(self.path, self.rfile.read(int(self.headers.get("Content-Length", 0))))
            raw = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        do_GET = do_POST

        def log_message(self, *_: Any) -> None:
            pass

    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.daemon_threads = True
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{made.server_address[1]}"
    finally:
        made.shutdown()
        thread.join()
        made.server_close()


@contextmanager
def cluster(*urls: str, pauses: list[float] | None = None, **more: Any) -> Iterator[Cluster]:
    made = Cluster(Options(urls=urls, **more), (pauses if pauses is not None else []).append)
    try:
        yield made
    finally:
        made.close()


def away() -> str:
    return f"http://127.0.0.1:{free_ports(1)[0]}"


def test_the_next_node_is_asked_when_one_is_away() -> None:
    with server(lambda path, body: (200, {"responses": [WHOLE]})) as url, cluster(away(), url, away()) as asked:
        for _ in range(5):
            assert asked.ask("i", [{}]) == [WHOLE]


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_busy_server_is_asked_again_after_pauses_that_grow_and_differ(status: int) -> None:
    left, pauses = [status, status, status], list[float]()

    def answer(path: str, body: bytes) -> tuple[int, Any]:
        return (left.pop(), {"error": "busy"}) if left else (200, {"responses": [WHOLE]})

    with server(answer) as url, cluster(url, pauses=pauses) as asked:
        assert asked.ask("i", [{}]) == [WHOLE]
    assert len(pauses) == 3
    assert all(0 <= pause <= speaking.PAUSE * 2**number for number, pause in enumerate(pauses))


def _error(type: str) -> dict[str, str]:
    return {"type": type, "reason": "[n1][127.0.0.1:9300][indices:data/read/search[phase/fetch/id]] gone"}


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (500, _error("node_disconnected_exception")),
        (500, {"root_cause": [_error("node_closed_exception")], "type": "search_phase_execution_exception"}),
        (500, {"type": "x", "failed_shards": [{"shard": 0, "reason": _error("node_not_connected_exception")}]}),
        (404, {"type": "x", "caused_by": {"type": "y", "caused_by": _error("search_context_missing_exception")}}),
    ],
)
def test_a_node_that_goes_away_within_a_search_is_no_error_of_the_search(status: int, error: dict[str, Any]) -> None:
    left, pauses = [{"error": error, "status": status}], list[float]()

    def answer(path: str, body: bytes) -> tuple[int, Any]:
        return 200, {"responses": [left.pop() if left else WHOLE]}

    with server(answer) as url, cluster(url, pauses=pauses) as asked:
        assert asked.ask("i", [{}]) == [WHOLE]
    assert len(pauses) == 1


def test_an_error_of_the_search_itself_is_told_at_once() -> None:
    said = {"responses": [{"error": _error("script_exception"), "status": 500}]}
    pauses = list[float]()
    with (
        server(lambda path, body: (200, said)) as url,
        cluster(url, pauses=pauses) as asked,
        pytest.raises(EngineDown),
    ):
        asked.ask("i", [{}])
    assert pauses == []


def test_a_passage_that_could_not_be_looked_for_is_not_a_lost_one() -> None:
    away, there = (
        {"_id": "1", "error": _error("node_closed_exception")},
        {"_id": "1", "found": True, "_source": {"a": 1}},
    )
    left = [away]
    with server(lambda path, body: (200, {"docs": [left.pop() if left else there]})) as url, cluster(url) as asked:
        assert asked.stored("i", ["1"]) == [{"a": 1}]


@pytest.mark.parametrize(
    "spoilt",
    [
        {**WHOLE, "timed_out": True},
        {**WHOLE, "_shards": {"failed": 1}},
        {"error": {"type": "search_phase_execution_exception", "reason": "all shards failed"}, "status": 503},
    ],
)
def test_part_of_an_answer_is_no_answer(spoilt: dict[str, Any]) -> None:
    with (
        server(lambda path, body: (200, {"responses": [WHOLE, spoilt]})) as url,
        cluster(url) as asked,
        pytest.raises(EngineDown),
    ):
        asked.ask("i", [{}, {}])


@pytest.mark.parametrize("said", ["a proxy's page", ["no"], {"answers": []}])
def test_what_is_no_answer_of_a_search_server_is_said_to_be_none(said: Any) -> None:
    with server(lambda path, body: (200, said)) as url, cluster(url) as asked, pytest.raises(EngineDown):
        asked.ask("i", [{}])


def test_whoever_asks_for_partial_results_gets_none() -> None:
    seen = list[bytes]()

    def answer(path: str, body: bytes) -> tuple[int, Any]:
        seen.append(body)
        return 200, {"responses": [WHOLE]}

    with server(answer) as url, cluster(url) as asked:
        asked.ask("i", [{"size": 0}])
    assert json.loads(seen[0].splitlines()[0]) == {"index": "i", "allow_partial_search_results": False}


def test_nobody_there_is_said_at_once_after_a_few_failures_and_noticed_when_somebody_comes() -> None:
    port = free_ports(1)[0]
    with cluster(f"http://127.0.0.1:{port}") as asked:
        for _ in range(breaking.FAILURES):
            with pytest.raises(EngineDown, match="does not answer"):
                asked.ask("i", [{}])
        with pytest.raises(EngineDown, match="just now"):
            asked.ask("i", [{}])


def test_a_missing_index_is_no_trouble_of_the_server() -> None:
    gone = {"error": {"root_cause": [{"reason": "no such index [i]"}], "reason": "no such index [i]"}, "status": 404}
    with server(lambda path, body: (404, gone)) as url, cluster(url) as asked:
        for _ in range(breaking.FAILURES + 2):
            with pytest.raises(IndexRefused, match="kawen index build"):
                asked.meta("i")


def test_passwords_that_do_not_fit_are_said_and_not_told() -> None:
    with (
        server(lambda path, body: (401, {"error": "Unauthorized"})) as url,
        cluster(url, user="kawen", password="s3cret") as asked,
        pytest.raises(EngineDown) as refused,
    ):
        asked.ask("i", [{}])
    assert "s3cret" not in str(refused.value)


def test_what_a_full_cluster_refuses_is_sent_again_and_nothing_twice_or_never() -> None:
    """Every third passage is refused at first, whole requests now and then: all arrive, in smaller lots."""
    arrived = dict[str, int]()
    requests = list[int]()

    def answer(path: str, body: bytes) -> tuple[int, Any]:
        lines = body.decode().splitlines()
        requests.append(len(lines) // 2)
        if len(requests) in (2, 3):
            return 429, {"error": "rejected"}
        items = []
        for head in lines[::2]:
            id = json.loads(head)["index"]["_id"]
            arrived[id] = arrived.get(id, 0) + 1
            busy = int(id) % 3 == 0 and arrived[id] < 3
            items.append({"index": {"status": 429, "error": {"reason": "queue is full"}} if busy else {"status": 201}})
        return 200, {"items": items}

    actions = [({"index": {"_id": str(number)}}, "{}") for number in range(1200)]
    pauses = list[float]()
    with server(answer) as url, cluster(url, pauses=pauses) as sending:
        told = list(sending.send("i", actions))

    assert told == [500, 1000, 1200]
    assert {id for id, times in arrived.items() if times == 1} == {str(n) for n in range(1200) if n % 3}
    assert {id for id, times in arrived.items() if times == 3} == {str(n) for n in range(0, 1200, 3)}
    assert pauses


def test_a_passage_that_is_refused_for_good_ends_the_build_with_the_reason() -> None:
    said = {"items": [{"index": {"status": 400, "error": {"reason": "mapping set to strict"}}}]}
    with (
        server(lambda path, body: (200, said)) as url,
        cluster(url) as sending,
        pytest.raises(TransportError, match="strict"),
    ):
        list(sending.send("i", [({"index": {"_id": "1"}}, "{}")]))


def test_a_process_that_was_forked_opens_connections_of_its_own() -> None:
    with cluster(away()) as asked:
        mine = asked.client
        assert asked.client is mine
        asked._clients = {pid + 1: client for pid, client in asked._clients.items()}
        assert asked.client is not mine
        mine.close()


# The breaker ---------------------------------------------------------------------------------------


def test_a_breaker_opens_lets_one_try_and_closes_when_that_goes_well() -> None:
    now = [0.0]
    breaker = Breaker(lambda: now[0])
    for _ in range(breaking.FAILURES):
        assert breaker.may_ask()
        breaker.went_wrong()
    assert not breaker.may_ask()

    now[0] += breaking.PAUSE
    assert [breaker.may_ask(), breaker.may_ask()] == [True, False]
    breaker.went_wrong()
    now[0] += breaking.PAUSE
    assert not breaker.may_ask()
    now[0] += breaking.PAUSE
    assert breaker.may_ask()
    breaker.went_well()
    assert [breaker.may_ask(), breaker.may_ask()] == [True, True]


def test_a_breaker_that_fails_for_long_never_waits_for_ever() -> None:
    now = [0.0]
    breaker = Breaker(lambda: now[0])
    for _ in range(40):
        breaker.went_wrong()
    now[0] += breaking.LONGEST
    assert breaker.may_ask()
