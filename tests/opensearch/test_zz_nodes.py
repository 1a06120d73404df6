"""Three nodes, of which one dies: no wrong answer, no lost passage, and all is well again without anybody's help."""

import threading
import time
from pathlib import Path
from typing import Any

import pytest

from service.jobs.ask import answer_json, ask
from service.jobs.index import rebuild_index, verify_build
from service.search.shelf import Opened, Shelf, opened
from tests.opensearch.servers import Cluster, Node
from tests.search import builds

QUESTIONS = ["kcell充值", "哈萨克斯坦怎么查余额", "sim卡 实名 护照", "月球上的火箭怎么充值", "充值 -支付宝"]
SAID = [
    "用支付宝充值",
    "拨 *111# 查余额",
    "带护照去营业厅实名",
    "换一张 sim卡",
    "在 Kcell 的应用里充值",
    "哈萨克斯坦漫游",
    "买流量套餐",
]
#: More passages than go into one lot, on all three shards.
FILES = {
    f"n{number}.md": f"# {SAID[number % 7]}怎么办 {number}\n\n{SAID[number % 5]}，{SAID[number % 3]}，要 {number} 分钟。\n"
    for number in range(90)
}
#: Questions asked before a node is killed and after, and the seconds that they may take on a busy machine.
ROUND, PATIENCE = 2 * len(QUESTIONS), 300


@pytest.fixture(scope="module")
def index(three: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Path:
    index = tmp_path_factory.mktemp("three") / "index"
    builds.shelve(index, FILES, "opensearch")
    three.green()
    return index


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a build in memory answers."""
    index = tmp_path_factory.mktemp("memory") / "index"
    builds.shelve(index, FILES)
    build = Shelf(index).get()
    return {question: hits(build, question) for question in QUESTIONS}


def hits(build: Opened, question: str) -> Any:
    answer = answer_json(ask(build, question))
    return answer["answer"], answer["hits"], answer["total"], answer["facets"]


def manager(cluster: Cluster) -> Node:
    """The node that all others follow."""
    (row,) = cluster.get("/_cat/cluster_manager?format=json")
    return next(node for node in cluster.nodes if node.name == row["node"])


class Askers:
    """Threads that ask all the time, and note what was wrong."""

    def __init__(self, build: Opened, right: dict[str, Any]) -> None:
        self.asked, self.wrong, self.failed = 0, list[str](), list[str]()
        self._build, self._right = build, right
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._ask) for _ in range(2)]

    def _ask(self) -> None:
        while not self._stop.is_set():
            for question in QUESTIONS:
                try:
                    if hits(self._build, question) != self._right[question]:
                        self.wrong.append(question)
                except Exception as trouble:  # whatever it is, the test tells
                    self.failed.append(f"{question}: {type(trouble).__name__}: {trouble}")
                self.asked += 1

    def more(self) -> None:
        """Until some more questions were answered, or were not."""
        enough, until = self.asked + ROUND, time.monotonic() + PATIENCE
        while self.asked < enough and time.monotonic() < until:
            time.sleep(0.05)
        assert self.asked >= enough, "nobody answers, and nobody says so"

    def __enter__(self) -> "Askers":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()


def test_three_shards_answer_what_one_build_in_memory_does(index: Path, right: dict[str, Any], three: Cluster) -> None:
    build = Shelf(index).get()

    assert {question: hits(build, question) for question in QUESTIONS} == right
    assert build.engine.troubles() == ()
    assert sum(row["prirep"] == "p" for row in three.get("/_cat/shards?format=json")) == 3


def test_a_node_that_dies_during_searches_changes_no_answer(index: Path, right: dict[str, Any], three: Cluster) -> None:
    build = opened(builds.build_folder(index))
    victim = manager(three)
    with Askers(build, right) as askers:
        askers.more()
        victim.kill()
        askers.more()
        askers.more()
    assert (askers.wrong, askers.failed) == ([], [])
    assert build.engine.count() == build.manifest.passages

    three.start()
    three.green()
    assert {question: hits(build, question) for question in QUESTIONS} == right
    assert build.engine.troubles() == ()


def test_a_node_that_dies_during_a_rebuild_costs_no_passage(
    index: Path, right: dict[str, Any], three: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is killed between two lots, so that the rest has to go elsewhere; the build switches all the same."""
    three.start()
    three.green()
    monkeypatch.setattr("service.search.engines.opensearch.cluster.MOST", 20)
    before = Shelf(index).get()
    told = list[tuple[str, int]]()

    def kill(step: str, done: int, total: int) -> None:
        if step == "write" and 0 < done < total and three.nodes[1].process is not None:
            told.append((step, done))
            three.nodes[1].kill()

    made = rebuild_index(
        builds.desks(), index, builds.TODAY, articles=index.parent / "articles", engine="opensearch", progress=kill
    ).manifest
    assert told, "nothing was killed"
    build = opened(builds.build_folder(index))
    assert (build.manifest.build, build.engine.count()) == (made.build, made.passages)
    assert {question: hits(build, question) for question in QUESTIONS} == right
    assert before.engine.count() == before.manifest.passages

    three.start()
    three.green()
    for folder in (builds.build_folder(index), index / before.manifest.build):
        assert verify_build(folder).passages == made.passages
