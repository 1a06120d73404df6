"""What only the real server shows: long lines, signals."""

import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.search import builds
from tests.serving import ROOT, address_of, serving

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return builds.shelve(tmp_path_factory.mktemp("server") / "index", {"a.md": "# 充值\n\n报手机号码和金额。\n"}).parent


@pytest.mark.parametrize(("length", "status"), [(500, 200), (501, 400), (10_000, 414)])
def test_a_question_of_any_length_gets_json(index: Path, length: int, status: int) -> None:
    with serving(index) as address:
        got = fetched(address + "api/v1/search?q=" + quote("充" * length))

    assert got == (status, "application/json" if status == 200 else "application/problem+json", status)


def fetched(url: str) -> tuple[int, str, int]:
    """Status, content type, and the status that the body tells."""
    try:
        answer = urllib.request.urlopen(url, timeout=30)
    except urllib.error.HTTPError as refused:
        answer = refused
    with answer:
        return answer.status, answer.headers["Content-Type"], json.load(answer).get("status", 200)


@pytest.mark.parametrize("ask", [signal.SIGTERM, signal.SIGINT])
def test_a_server_that_is_told_to_stop_stops_in_silence(index: Path, ask: signal.Signals) -> None:
    command = [sys.executable, "-m", "service", "serve", "--port", "0", "--index", str(index)]
    server = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    address_of(server)
    server.send_signal(ask)
    _, said = server.communicate(timeout=60)

    assert said == ""
    assert server.returncode == 0
