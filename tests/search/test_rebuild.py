"""The old build serves until the new one is whole: fifty rebuilds under a running server and its readers."""

import json
import os
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from datetime import date
from pathlib import Path

import pytest

from service.jobs.desks import Desks
from service.jobs.index import rebuild_index
from service.search.build import collect
from service.search.sweep import KEEP, is_build
from tests.serving import serving

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 20)
ROUNDS = 50
pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and fork of POSIX")


def write_articles(folder: Path, state: int) -> None:
    """Two articles that both name their state: an answer that mixes two states is a mixed answer."""
    folder.mkdir(exist_ok=True)
    for name in ("one", "two"):
        beside = folder / f"{name}.part"
        beside.write_text(f"# 充值办法 {name}\n\n充值第{state}版：报手机号码和金额。\n", encoding="utf-8")
        beside.replace(folder / f"{name}.md")


def states(hits: list[str]) -> set[str]:
    return {snippet.split("第")[1].split("版")[0] for snippet in hits}


READER = """
import json, sys, urllib.request
from pathlib import Path
address, stop = sys.argv[1], Path(sys.argv[2])
count = 0
while not stop.exists():
    with urllib.request.urlopen(address + "api/v1/search?q=%E5%85%85%E5%80%BC", timeout=30) as answer:
        hits = json.load(answer)["hits"]
    found = {hit["snippet"].split("第")[1].split("版")[0] for hit in hits}
    assert len(hits) == 2 and len(found) == 1, hits
    count += 1
print(count)
"""


def test_fifty_rebuilds_under_a_running_server_fail_no_request_and_mix_no_answer(tmp_path: Path) -> None:
    articles, index, stop = tmp_path / "articles", tmp_path / "index", tmp_path / "stop"
    desks = Desks()
    write_articles(articles, 0)
    rebuild_index(desks, index, TODAY, articles=articles, engine="memory")
    failures: list[str] = []
    answered = [0, 0]

    def read(address: str, nth: int) -> None:
        while not stop.exists():
            try:
                with urllib.request.urlopen(address + "api/v1/search?q=%E5%85%85%E5%80%BC", timeout=30) as answer:
                    hits = [hit["snippet"] for hit in json.load(answer)["hits"]]
            except (OSError, urllib.error.HTTPError) as trouble:
                failures.append(repr(trouble))
                return
            if len(hits) != 2 or len(states(hits)) != 1:
                failures.append(repr(hits))
            answered[nth] += 1

    with serving(index) as address:
        threads = [threading.Thread(target=read, args=(address, nth)) for nth in range(2)]
        command = [sys.executable, "-c", READER, address, str(stop)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for thread in threads:
            thread.start()
        try:
            for state in range(1, ROUNDS + 1):
                write_articles(articles, state)
                rebuild_index(desks, index, TODAY, articles=articles, engine=("memory", "whoosh")[state % 2])
            last = {""}
            for _ in range(200):  # a worker that is opening the new build answers from the one before
                with urllib.request.urlopen(address + "api/v1/search?q=%E5%85%85%E5%80%BC", timeout=30) as answer:
                    last = states([hit["snippet"] for hit in json.load(answer)["hits"]])
                if last == {str(ROUNDS)}:
                    break
        finally:
            stop.touch()
            for thread in threads:
                thread.join()
            counted, said = process.communicate(timeout=60)

    assert failures == []
    assert process.returncode == 0, said
    assert min(*answered, int(counted)) > ROUNDS, "the readers hardly read: the test shows nothing"
    assert last == {str(ROUNDS)}
    collect(index)
    assert len([p for p in index.iterdir() if is_build(p.name)]) == KEEP, "the last builds stay"
