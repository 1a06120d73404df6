"""`kawen index` and `kawen serve`: building, looking, and standing aside for another."""

import json
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from service.search.build import LOCK
from service.search.shelf import Shelf, current
from tests.commands.conftest import Kawen
from tests.commands.test_doors import only_line
from tests.search import builds

HOLD = (
    "import sys; from filelock import FileLock\nwith FileLock(sys.argv[1]): print('held', flush=True); sys.stdin.read()"
)


@pytest.fixture
def index(tmp_path: Path, kawen: Kawen, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An index of one article, which commands find by themselves."""
    builds.shelve(tmp_path / "index", {"topup.md": "# 怎么充值\n\n报手机号码和金额。\n"})
    monkeypatch.setenv("KAWEN_INDEX", str(tmp_path / "index"))
    return tmp_path / "index"


@contextmanager
def held(lock: Path) -> Iterator[None]:
    """Another process holds the lock."""
    command = [sys.executable, "-c", HOLD, str(lock)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdin is not None
    assert process.stdout.readline() == "held\n"
    try:
        yield
    finally:
        process.stdin.close()
        process.wait()
        process.stdout.close()


# Index ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", ["memory", "whoosh"])
def test_build_says_what_it_made_and_search_finds_it(kawen: Kawen, index: Path, tmp_path: Path, engine: str) -> None:
    done = kawen("index", "build", "--articles", tmp_path / "articles", "--engine", engine, "--as-of", "2026-11-20")

    assert done.exit_code == 0, done.output
    assert done.stdout == f"{index}: build {builds.build_folder(index).name}, 1 articles, 1 passages, {engine}\n"
    assert kawen("search", "充值").exit_code == 0


def test_a_build_that_is_refused_exits_2_and_the_old_one_serves(kawen: Kawen, index: Path, tmp_path: Path) -> None:
    before = current(index)
    (tmp_path / "articles" / "bad.md").write_bytes(b"# \xff\n")
    done = kawen("index", "build", "--articles", tmp_path / "articles", "--engine", "memory")

    assert done.exit_code == 2
    assert "bad.md:1: not UTF-8" in done.stderr
    assert "--allow-bad" in done.stderr
    assert current(index) == before
    assert kawen("search", "充值").exit_code == 0

    done = kawen("index", "build", "--articles", tmp_path / "articles", "--engine", "memory", "--allow-bad")
    assert done.exit_code == 0
    assert done.stderr.startswith("kawen: left out: ")
    assert "bad.md:1: not UTF-8" in done.stderr


def test_a_second_builder_is_told_to_wait(kawen: Kawen, index: Path, tmp_path: Path) -> None:
    with held(index / LOCK):
        said = only_line(kawen("index", "build", "--articles", tmp_path / "articles", "--engine", "memory"))
        assert kawen("search", "充值").exit_code == 0, "a builder stands in no reader's way"

    assert said == f"another build is running in {index}; wait until it is done and try again"
    assert kawen("index", "build", "--articles", tmp_path / "articles", "--engine", "memory").exit_code == 0


def test_status_says_what_serves_and_whether_it_is_stale(kawen: Kawen, index: Path, tmp_path: Path) -> None:
    state = json.loads(kawen("index", "status", "--json").stdout)
    assert (state["build"], state["articles"], state["stale"]) == (builds.build_folder(index).name, 1, [])
    assert f"build        {state['build']}" in kawen("index", "status").stdout.splitlines()

    (tmp_path / "articles" / "topup.md").write_text("# 改过了\n", encoding="utf-8")
    assert json.loads(kawen("index", "status", "--json").stdout)["stale"] == ["the corpus has changed since"]
    assert "the corpus has changed since" in kawen("index", "status").stdout


def test_verify_finds_the_damaged_file(kawen: Kawen, index: Path) -> None:
    assert "files as the manifest says" in kawen("index", "verify").stdout
    (builds.build_folder(index) / "passages.json").write_text("[]", encoding="utf-8")

    said = only_line(kawen("index", "verify"))
    assert "passages.json is damaged" in said
    assert said.endswith(f"run: kawen index build --index {index}")
    assert "passages.json is damaged" in only_line(kawen("search", "充值"))


def test_a_build_for_a_waiting_job_writes_down_how_it_ended(kawen: Kawen, index: Path, tmp_path: Path) -> None:
    job = tmp_path / "job.json"
    kawen("index", "build", "--articles", tmp_path / "articles", "--engine", "memory", "--job", job)
    assert json.loads(job.read_text(encoding="utf-8")) == {"status": "done", "build": builds.build_folder(index).name}

    kawen("index", "build", "--articles", tmp_path / "articles", "--engine", "lucene", "--job", job)
    said = json.loads(job.read_text(encoding="utf-8"))
    assert said["status"] == "failed"
    assert "unknown engine 'lucene'" in said["error"]


def test_the_option_wins_over_the_environment(kawen: Kawen, index: Path, tmp_path: Path) -> None:
    shutil.copytree(index, tmp_path / "other")

    assert json.loads(kawen("index", "status", "--json", "--index", tmp_path / "other").stdout)["index"].endswith(
        "other"
    )
    assert json.loads(kawen("index", "status", "--json").stdout)["index"] == str(index)


# Serve ---------------------------------------------------------------------------------------------


def test_a_port_that_is_taken_is_named_with_another_way(kawen: Kawen, index: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = only_line(kawen("serve", "--port", str(port), "--index", index))

    assert said.startswith(f"cannot listen on 127.0.0.1:{port}: ")
    assert said.endswith("choose another with --port (0: any free one)")


def test_an_address_that_is_none_is_named_with_another_way(kawen: Kawen, index: Path) -> None:
    assert only_line(kawen("serve", "--host", "no such host", "--port", "0", "--index", index)).endswith("with --host")


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize("port", ["99999", "-1", "http", "80.5", ""])
def test_a_bad_port_is_refused_with_its_bounds(kawen: Kawen, port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    done = kawen("serve", "--port", port)
    assert done.exit_code == 2
    assert "--port" in done.stderr

    if port:
        monkeypatch.setenv("KAWEN_PORT", port)
        assert "KAWEN_PORT" in only_line(kawen("serve"))


def test_serve_leaves_an_index_it_cannot_build_and_says_why(kawen: Kawen, index: Path, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "articles")
    (builds.build_folder(index) / "passages.json").write_text("[]", encoding="utf-8")
    done = kawen("serve", "--port", "0")

    assert done.exit_code == 2
    assert "which is gone" in done.stderr


def test_the_index_of_a_checkout_lies_in_the_checkout(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from service.jobs.desks import index_folder

    monkeypatch.delenv("KAWEN_INDEX", raising=False)
    assert index_folder(None) == builds.ROOT / ".kawen" / "index"
    monkeypatch.setenv("KAWEN_INDEX", str(tmp_path))
    assert index_folder(None) == tmp_path
    assert index_folder(Path("x")) == Path("x")


def test_a_shelf_sees_what_the_command_built(kawen: Kawen, index: Path, tmp_path: Path) -> None:
    shelf = Shelf(index)
    before = shelf.get().manifest.build
    kawen("index", "build", "--articles", tmp_path / "articles", "--engine", "whoosh")

    assert shelf.get().manifest.build != before
    assert shelf.get().manifest.engine == "whoosh"
