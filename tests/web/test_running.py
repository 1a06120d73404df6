"""A server as it is delivered: drained, reloaded, a worker killed, numbers of all workers together."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from service.store import questions
from service.store.database import Database
from service.web.settings import FILE
from tests.search import builds
from tests.serving import address_of

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
Started = Callable[..., tuple[subprocess.Popen[str], str]]


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Started]:
    """Start a server in a folder of its own, where its log is `log`; it is ended after the test."""
    builds.shelve(tmp_path / "index", {"topup.md": "# 怎么充值\n\n报手机号码和金额。\n"})
    running: list[subprocess.Popen[str]] = []

    def start(**variables: str) -> tuple[subprocess.Popen[str], str]:
        command = [sys.executable, "-m", "service", "serve", "--port", "0", "--index", "index"]
        with (tmp_path / "log").open("w", encoding="utf-8") as log:
            server = subprocess.Popen(
                command,
                cwd=tmp_path,
                env=builds.environment(**variables),
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                encoding="utf-8",
            )
        running.append(server)
        return server, address_of(server)

    yield start
    for server in running:
        if server.poll() is None:
            server.terminate()
        assert server.stdout is not None
        server.stdout.close()
        server.wait(timeout=60)


def status(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code


def until(true: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def logged(log: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


def free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def test_a_server_that_is_stopped_says_so_first_ends_what_runs_and_keeps_what_it_counted(
    started: Started, tmp_path: Path
) -> None:
    server, address = started(KAWEN_DRAIN_SECONDS="3")
    assert status(address + "readyz") == 200
    assert status(address + "api/v1/search?q=qzxv") == 200
    slow = socket.create_connection(("127.0.0.1", int(address.rstrip("/").rpartition(":")[2])))
    slow.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n")
    server.send_signal(signal.SIGTERM)
    until(lambda: status(address + "readyz") == 503, 3)
    assert status(address + "api/v1/search?q=%E5%85%85%E5%80%BC") == 200
    slow.sendall(b"\r\n")

    answered = slow.recv(12)
    slow.close()
    assert answered == b"HTTP/1.1 200"
    assert server.wait(timeout=60) == 0
    assert (tmp_path / "log").read_text(encoding="utf-8") == ""
    assert sum(questions.missing_days(Database(tmp_path / "kawen.sqlite"), "2000").values()) == 1


def test_a_second_signal_cuts_the_waiting_short(started: Started) -> None:
    server, address = started(KAWEN_DRAIN_SECONDS="600")
    server.send_signal(signal.SIGTERM)
    until(lambda: status(address + "readyz") == 503)
    server.send_signal(signal.SIGINT)

    assert server.wait(timeout=60) == 0


def test_a_hangup_reads_settings_and_index_anew_or_keeps_both(started: Started, tmp_path: Path) -> None:
    server, address = started()
    log, settings = tmp_path / "log", tmp_path / FILE

    def framed() -> str:
        with urllib.request.urlopen(address + "healthz", timeout=30) as answer:
            return str(answer.headers["Content-Security-Policy"]).rpartition("frame-ancestors ")[2]

    assert framed() == "'none'"
    settings.write_text("frame_ancestors = \"'self'\"\n", encoding="utf-8")
    builds.shelve(tmp_path / "other", {"new.md": "# 怎么补卡\n\n带护照去营业厅。\n"})
    os.replace(tmp_path / "index" / "CURRENT", tmp_path / "index" / "before")
    for path in (tmp_path / "other").iterdir():
        if not (tmp_path / "index" / path.name).exists():
            os.replace(path, tmp_path / "index" / path.name)
    server.send_signal(signal.SIGHUP)
    until(lambda: framed() == "'self'")
    until(lambda: status(address + "a/new") == 200)
    (told,) = [line for line in logged(log) if "reloaded" in line["message"]]
    assert told["level"] == "INFO"
    assert f"build {builds.build_folder(tmp_path / 'index').name} answers" in told["message"]

    settings.write_text("frame_ancestor = 1\n", encoding="utf-8")
    server.send_signal(signal.SIGHUP)
    until(lambda: "did you mean 'frame_ancestors'?" in log.read_text(encoding="utf-8"))
    assert logged(log)[-1]["level"] == "ERROR"
    assert framed() == "'self'"
    assert status(address + "a/new") == 200


def test_a_switch_to_another_build_is_logged_once_by_each_process_without_what_was_asked(
    started: Started, tmp_path: Path
) -> None:
    _, address = started(KAWEN_WORKERS="1")
    index, log = tmp_path / "index", tmp_path / "log"
    old = builds.build_folder(index).name
    assert status(address + "api/v1/search?q=secret") == 200
    assert log.read_text(encoding="utf-8") == "", "the first build is no switch"

    builds.shelve(index, {"new.md": "# 怎么补卡\n\n带护照去营业厅。\n"})
    until(lambda: status(address + "a/new") == 200)
    for _ in range(5):
        assert status(address + "api/v1/search?q=secret") == 200
    (told,) = logged(log)
    assert told["level"] == "INFO"
    assert f"answers from build {builds.build_folder(index).name} now, no longer from {old}" in told["message"]


def test_a_token_that_may_be_guessed_is_warned_of_at_the_start(started: Started, tmp_path: Path) -> None:
    _, address = started(KAWEN_REBUILD_TOKEN="opensesame", KAWEN_WORKERS="1")

    assert status(address + "readyz") == 200
    (told,) = logged(tmp_path / "log")
    assert told["level"] == "WARNING"
    assert told["message"].startswith("KAWEN_REBUILD_TOKEN has 10 characters")
    assert "opensesame" not in told["message"]


def test_the_numbers_of_all_workers_stand_on_a_port_of_their_own_and_a_killed_worker_is_replaced(
    started: Started, tmp_path: Path
) -> None:
    port = free()
    server, address = started(KAWEN_METRICS_PORT=str(port), KAWEN_ACCESS_LOG="1")

    def searches() -> float:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=30) as answer:
            told = answer.read().decode()
        found = [line for line in told.splitlines() if line.startswith('kawen_searches_total{answer="found"}')]
        return float(found[0].split()[1]) if found else 0.0

    def workers() -> list[int]:
        listed = Path(f"/proc/{server.pid}/task/{server.pid}/children")
        return [int(pid) for pid in listed.read_text(encoding="ascii").split()]

    for _ in range(20):
        assert status(address + "api/v1/search?q=%E5%85%85%E5%80%BC") == 200
    assert searches() == 20
    before = workers()
    os.kill(before[0], signal.SIGKILL)
    until(lambda: len(workers()) == 2 and before[0] not in workers())
    until(lambda: status(address + "readyz") == 200)
    assert searches() == 20, "what a worker counted outlives it"

    client = http.client.HTTPConnection("127.0.0.1", int(address.rstrip("/").rpartition(":")[2]), timeout=30)
    client.putrequest("GET", "/api/v1/search?q=" + "secret" * 2000)
    client.endheaders()
    assert client.getresponse().status == 414
    client.close()
    log = (tmp_path / "log").read_text(encoding="utf-8")
    assert "secret" not in log
    assert len([line for line in log.splitlines() if json.loads(line)["logger"] == "kawen.access"]) >= 20
