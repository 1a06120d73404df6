"""The life of builds in a cluster: made aside, switched to, kept, gone back to, updated, removed; or no trace of them."""

import json
import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from service.errors import BuildRefused, IndexRefused, IndexTrouble
from service.jobs.ask import ask
from service.jobs.index import rebuild_index, verify_build
from service.search.build import collect, rollback
from service.search.engines.opensearch.cluster import Cluster
from service.search.shelf import Shelf, opened
from tests.search import builds

FILES = {f"a{number}.md": f"# 充值办法 {number}\n\n第{number}种充值办法：报手机号码和金额。\n" for number in range(8)}

MANY = {f"a{number}.md": f"# 充值办法 {number}\n\n第{number}种充值办法：报手机号码和金额。\n" for number in range(60)}


def get(address: str, path: str) -> Any:
    with urllib.request.urlopen(address + path, timeout=30) as answer:
        return json.load(answer)


@pytest.fixture
def prefix(opensearch: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    """A name of its own for what a test leaves in the cluster."""
    name = f"t{abs(hash(request.node.name)) % 10**9}"
    monkeypatch.setenv("KAWEN_OPENSEARCH_PREFIX", name)
    return name


def indices(address: str, prefix: str) -> set[str]:
    """What a test has left."""
    return {name for name in get(address, "/_all/_settings") if name.startswith(f"{prefix}-")}


def alias(address: str, prefix: str) -> set[str]:
    return set(get(address, f"/_alias/{prefix}"))


def index_of(build: Path) -> str:
    return str(json.loads((build / "outside.json").read_text(encoding="utf-8"))["index"])


def rebuilt(tmp_path: Path, files: dict[str, str], **more: Any) -> Any:
    articles = builds.write_articles(tmp_path / "articles", files)
    for path in articles.glob("*.md"):
        if path.name not in files:
            path.unlink()
    return rebuild_index(
        builds.desks(), tmp_path / "index", builds.TODAY, articles=articles, engine="opensearch", **more
    )


def test_the_alias_names_the_build_that_serves_and_the_last_ones_stay(
    opensearch: str, prefix: str, tmp_path: Path
) -> None:
    index = tmp_path / "index"
    made = []
    for number in range(4):
        rebuilt(tmp_path, {**FILES, "new.md": f"# 新的\n\n第{number}版。\n"})
        made.append(index_of(builds.build_folder(index)))
        assert alias(opensearch, prefix) == {made[-1]}
    assert indices(opensearch, prefix) == set(made[-3:])

    before = rollback(index)
    assert alias(opensearch, prefix) == {made[-2]}
    assert verify_build(index / before.build).passages == 9
    collect(index, 1)
    assert indices(opensearch, prefix) == {made[-2]}


def test_an_update_sends_what_has_changed_and_answers_like_a_full_build(
    opensearch: str, prefix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = list[tuple[dict[str, Any], str]]()
    send = Cluster.send

    def noted(self: Cluster, index: str, actions: Any) -> Any:
        sent.extend(kept := list(actions))
        return send(self, index, kept)

    monkeypatch.setattr(Cluster, "send", noted)
    rebuilt(tmp_path, MANY)
    first = builds.build_folder(tmp_path / "index")
    assert len(sent) == len(MANY)
    sent.clear()

    changed = {**MANY, "a3.md": "# 充值办法 3\n\n去营业厅充值。\n", "b.md": "# 余额\n\n拨 *111# 查余额。\n"}
    del changed["a5.md"]
    rebuilt(tmp_path, changed, reuse=True)
    second = builds.build_folder(tmp_path / "index")

    assert sorted(next(iter(head)) for head, _ in sent) == ["delete", "delete", "index", "index"]
    assert index_of(first) != index_of(second)
    assert [hit.article for hit in ask(opened(first), "余额").hits] != ["b"]
    assert [hit.article for hit in ask(opened(second), "查余额").hits][:1] == ["b"]
    assert verify_build(first).passages == verify_build(second).passages == len(MANY)
    sent.clear()
    rebuilt(tmp_path, changed)
    assert {next(iter(head)) for head, _ in sent} == {"index"}
    assert len(sent) == len(MANY)


def test_a_build_that_is_refused_leaves_nothing_in_the_cluster(opensearch: str, prefix: str, tmp_path: Path) -> None:
    rebuilt(tmp_path, FILES)
    serving = indices(opensearch, prefix)

    def refuse(step: str, done: int, total: int) -> None:
        if step == "questions":
            raise BuildRefused("a canary fell")

    with pytest.raises(BuildRefused):
        rebuilt(tmp_path, {**FILES, "new.md": "# 新的\n\n新的。\n"}, progress=refuse)
    assert indices(opensearch, prefix) == serving
    assert ask(Shelf(tmp_path / "index").get(), "充值").hits


KILLED = """
import os, signal, sys
from pathlib import Path
from service.jobs.desks import Desks
from service.jobs.index import rebuild_index
from datetime import date
def kill(step, done, total):
    if step == sys.argv[2] and total:
        os.kill(os.getpid(), signal.SIGKILL)
where = Path(sys.argv[1])
rebuild_index(Desks(), where / "index", date(2026, 11, 20), articles=where / "articles", engine="opensearch", progress=kill)
"""


@pytest.mark.parametrize("step", ["write", "checksums", "verify", "questions"])
def test_what_a_killed_builder_left_in_the_cluster_is_swept_by_the_next(
    step: str, opensearch: str, prefix: str, tmp_path: Path
) -> None:
    rebuilt(tmp_path, FILES)
    before = builds.build_folder(tmp_path / "index")
    chosen = {name: value for name, value in os.environ.items() if name.startswith("KAWEN_OPENSEARCH_")}
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path), step], env=builds.environment(**chosen), check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert builds.build_folder(tmp_path / "index") == before
    assert len(indices(opensearch, prefix)) == 2
    assert ask(opened(before), "充值").hits

    collect(tmp_path / "index")
    assert indices(opensearch, prefix) == {index_of(before)}


def test_an_index_that_somebody_deleted_or_replaced_is_refused_not_empty(
    opensearch: str, prefix: str, tmp_path: Path
) -> None:
    rebuilt(tmp_path, FILES)
    build = builds.build_folder(tmp_path / "index")
    request = urllib.request.Request(f"{opensearch}/{index_of(build)}", method="DELETE")
    urllib.request.urlopen(request, timeout=30).close()
    with pytest.raises(IndexTrouble, match="kawen index build"):
        opened(build)
    body = json.dumps({"mappings": {"_meta": {"token": "another"}}}).encode()
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(f"{opensearch}/{index_of(build)}", body, headers, method="PUT")
    urllib.request.urlopen(request, timeout=30).close()
    with pytest.raises(IndexRefused, match="kawen index build"):
        opened(build)


def test_a_passage_that_the_cluster_lost_is_noticed(opensearch: str, prefix: str, tmp_path: Path) -> None:
    rebuilt(tmp_path, FILES)
    build = builds.build_folder(tmp_path / "index")
    index = index_of(build)
    for path, body in ((f"/{index}/_settings", b'{"index.blocks.write": null}'),):
        request = urllib.request.Request(opensearch + path, body, {"Content-Type": "application/json"}, method="PUT")
        urllib.request.urlopen(request, timeout=30).close()
    found = get(opensearch, f"/{index}/_search?size=1")["hits"]["hits"][0]["_id"]
    request = urllib.request.Request(f"{opensearch}/{index}/_doc/{found}?refresh=true", method="DELETE")
    urllib.request.urlopen(request, timeout=30).close()

    with pytest.raises(IndexRefused, match="holds 7 passages instead of 8"):
        verify_build(build)


def test_a_finished_index_takes_no_writing_and_no_field_that_nobody_declared(
    opensearch: str, prefix: str, tmp_path: Path
) -> None:
    rebuilt(tmp_path, FILES)
    index = index_of(builds.build_folder(tmp_path / "index"))
    settings = get(opensearch, f"/{index}/_settings")[index]["settings"]["index"]
    mapping = get(opensearch, f"/{index}/_mapping")[index]["mappings"]

    assert settings["blocks"]["write"] == "true"
    assert mapping["dynamic"] == "strict"
    assert get(opensearch, f"/_index_template/{prefix}")["index_templates"][0]["index_template"]["index_patterns"]
