"""Hostile requests over the wire: no defect, no markup that comes back, no file of the machine, and service goes on."""

import contextlib
import io
import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from werkzeug.test import create_environ, run_wsgi_app

from service.web.app import create_app
from service.web.middleware import slow_body
from service.web.settings import Settings
from tests.search import builds
from tests.serving import ROOT, address_of
from tests.web import hostile

GROUPS = {kind: list(group) for kind, group in groupby(hostile.requests(), key=lambda one: one[0].split(" ", 1)[0])}


@dataclass(frozen=True)
class Server:
    """Where it listens, and what it writes into its log."""

    address: tuple[str, int]
    log: Path

    def send(self, raw: bytes) -> bytes:
        """What comes back until the connection ends; a server may hang up in the middle of nonsense."""
        with socket.create_connection(self.address, timeout=60) as wire:
            with contextlib.suppress(ConnectionError):
                wire.sendall(raw)
            with contextlib.suppress(ConnectionError):
                wire.shutdown(socket.SHUT_WR)
            return _all(wire)


def _all(wire: socket.socket) -> bytes:
    said = b""
    with contextlib.suppress(ConnectionError):
        while piece := wire.recv(65536):
            said += piece
    return said


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("hostile")
    builds.shelve(folder / "index", {"topup.md": "# 怎么充值\n\n报手机号码和金额。\n", "evil.md": hostile.ARTICLE})
    for place in (folder, folder / "index", folder / "articles"):
        (place / hostile.SECRET_FILE).write_text(hostile.SECRET, encoding="utf-8")
    command = [sys.executable, "-m", "service", "serve", "--port", "0", "--index", str(folder / "index")]
    log = folder / "log"
    with (
        log.open("wb") as errors,
        subprocess.Popen(
            command,
            cwd=ROOT,
            env=builds.environment(KAWEN_LIMIT_SEARCH="0", KAWEN_LIMIT_LINT="0", KAWEN_LIMIT_FEEDBACK="0"),
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            encoding="utf-8",
        ) as process,
    ):
        try:
            where = urlsplit(address_of(process))
            yield Server((str(where.hostname), int(where.port or 0)), log)
        finally:
            process.terminate()
            process.wait(timeout=60)


def test_there_are_five_hundred_of_them() -> None:
    assert sum(map(len, GROUPS.values())) >= 500
    assert len({raw for group in GROUPS.values() for _, raw in group}) >= 500


@pytest.mark.parametrize("kind", GROUPS)
def test_a_hostile_request_gets_nothing_it_hoped_for(server: Server, kind: str) -> None:
    for name, raw in GROUPS[kind]:
        assert_harmless(name, server.send(raw))

    log = server.log.read_text(encoding="utf-8", errors="replace")
    assert "Traceback" not in log, "a request that nobody foresaw is a defect"
    assert server.send(hostile._get("/healthz")).startswith(b"HTTP/1.1 200"), "service goes on"


def assert_harmless(name: str, said: bytes) -> None:
    """Refused or answered as any other, and safe to show."""
    if not said:
        return  # hung up on
    head, _, body = said.removeprefix(b"HTTP/1.1 100 Continue\r\n\r\n").partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    status = int(lines[0].split()[1])
    headers = {line.partition(":")[0].lower(): line.partition(":")[2].strip() for line in lines[1:]}
    text = body.decode("utf-8", "replace")
    assert 200 <= status < 500, f"{name}: {lines[0]}"
    assert hostile.INJECTED.lower() not in headers, name
    assert hostile.SECRET not in text, name
    assert "root:x:0" not in text, name
    assert "alert(8390)" not in "".join(headers.values()), name
    kind = headers.get("content-type", "").partition(";")[0]
    if kind == "text/html":
        for markup in (
            hostile.MARK,
            hostile.IMAGE,
            "<svg/",
            "<svg on",
            "<iframe",
            'href="javascript:',
            "onerror=alert(8390)>",
        ):
            assert markup not in text, f"{name}: {markup}"
        assert "script-src 'unsafe" not in headers["content-security-policy"], name
    elif status >= 400 and body:
        assert kind == "application/problem+json", f"{name}: {kind}"
    if "x-request-id" in headers:  # it came as far as the app
        assert headers["x-content-type-options"] == "nosniff", name


@pytest.mark.parametrize(
    "path", ["/a/evil", "/?q=%E6%80%8E%E4%B9%88%E5%85%85%E5%80%BC", "/en/a/evil", "/api/v1/articles/evil"]
)
def test_a_hostile_article_is_shown_as_text(server: Server, path: str) -> None:
    said = server.send(hostile._get(path))

    assert said.startswith(b"HTTP/1.1 200")
    assert_harmless(path, said)


# Slow bodies ---------------------------------------------------------------------------------------


def test_slow_bodies_hold_up_nobody_else(server: Server) -> None:
    begun = hostile._request("POST", "/api/v1/lint", ("Content-Type", "text/markdown"), body=b"# x\n" * 1000)[:-3000]
    with contextlib.ExitStack() as slow:
        wires = [slow.enter_context(socket.create_connection(server.address, timeout=60)) for _ in range(3)]
        for wire in wires:
            wire.sendall(begun)
        assert server.send(hostile._get("/healthz")).startswith(b"HTTP/1.1 200")
        for wire in wires:
            wire.sendall(b"# x\n" * 750)
            assert _all(wire).startswith(b"HTTP/1.1 200"), "who is slow but comes to an end is answered"


def test_a_body_that_never_ends_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slow_body, "PATIENCE", 0.05)
    app = create_app(Settings(tmp_path / "index"))
    ours, theirs = socket.socketpair()
    with ours, theirs, io.BufferedReader(socket.SocketIO(ours, "r")) as body:
        theirs.sendall(b"# x")
        environ = create_environ("/api/v1/lint", method="POST", content_type="text/markdown")
        environ |= {"CONTENT_LENGTH": "100", "gunicorn.socket": ours, "wsgi.input": body}
        said, status, _ = run_wsgi_app(app, environ)

    assert status == "408 REQUEST TIMEOUT"
    assert json.loads(b"".join(said))["type"] == "/problems/timeout"
