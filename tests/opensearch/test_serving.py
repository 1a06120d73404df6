"""The service in front of a cluster: it answers, says so when it cannot, and answers again."""

import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from service.errors import EngineDown
from service.search.shelf import Shelf, opened
from tests.opensearch import servers
from tests.search import builds
from tests.serving import address_of, serving

FILES = {"a.md": "# 怎么充值\n\n在应用里充值。\n", "b.md": "# 怎么查余额\n\n拨 *111# 查余额。\n"}


def get(address: str) -> tuple[int, dict[str, Any]]:
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, json.load(answer)


def test_the_service_is_unready_while_the_cluster_is_away_and_ready_when_it_is_back(
    opensearch: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAWEN_OPENSEARCH_TIMEOUT", "10")
    builds.shelve(tmp_path / "index", FILES, "opensearch")
    with serving(tmp_path / "index") as address:
        search, ready = f"{address}api/v1/search?q=topup%20%E5%85%85%E5%80%BC", f"{address}readyz"
        status, answer = get(search)
        assert (status, [hit["article"] for hit in answer["hits"]]) == (200, ["a"])
        status, answer = get(ready)
        assert (status, answer["ready"], answer["engine"], answer["trouble"]) == (200, True, "opensearch", None)

        with servers.away():
            for path in (f"{address}api/v1/search?q=%E4%BD%99%E9%A2%9D", ready):
                status, answer = get(path)
                assert (status, answer["status"], answer["title"]) == (503, 503, "Cannot answer yet")
                assert "try again" in answer["detail"]
            assert get(f"{address}healthz")[0] == 200

        until = time.monotonic() + 60
        while get(ready)[0] != 200 and time.monotonic() < until:
            time.sleep(0.5)
        assert get(f"{address}api/v1/search?q=%E4%BD%99%E9%A2%9D")[1]["hits"][0]["article"] == "b"


def test_a_build_that_is_open_says_that_its_server_is_away_and_answers_when_it_is_back(
    opensearch: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAWEN_OPENSEARCH_TIMEOUT", "9")
    build = opened(builds.shelve(tmp_path / "index", FILES, "opensearch"))
    with servers.away():
        with pytest.raises(EngineDown, match="does not answer"):
            build.engine.count()
        with pytest.raises(EngineDown):
            build.engine.troubles()
        with pytest.raises(EngineDown):
            Shelf(tmp_path / "index").get()
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            assert build.engine.count() == 2
            assert build.engine.troubles() == ()  # a node that is back needs a moment for its shards
            break
        except EngineDown:
            time.sleep(0.3)
    else:
        raise AssertionError("the build has not come back")


def test_serve_with_another_engine_builds_the_index_anew_in_the_cluster(opensearch: str, tmp_path: Path) -> None:
    index = tmp_path / "index"
    builds.shelve(index, FILES, "whoosh")
    command = [sys.executable, "-m", "service", "serve", "--port", "0", "--index", str(index), "--engine", "opensearch"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as server:
        try:
            address = address_of(server)
            assert get(f"{address}readyz")[1]["engine"] == "opensearch"
            assert [hit["article"] for hit in get(f"{address}api/v1/search?q=%E4%BD%99%E9%A2%9D")[1]["hits"]] == ["b"]
        finally:
            server.terminate()
            server.wait(timeout=60)
