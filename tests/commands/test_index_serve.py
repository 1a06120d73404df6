"""`kawen index` and `kawen serve`: building, looking, and standing aside for another."""

import io
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from service.commands.index._bar import Bar, line
from service.search.build import LOCK
from service.search.shelf import Shelf, current
from service.search.sweep import is_build
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


def test_an_update_with_nothing_to_do_says_again_which_files_are_left_out(
    kawen: Kawen, index: Path, tmp_path: Path
) -> None:
    articles = tmp_path / "articles"
    (articles / "bad.md").write_bytes(b"# \xff\n")
    (articles / "two.md").write_text('+++\nid = "topup"\n+++\n# 充值\n\n充值。\n', encoding="utf-8")
    built = kawen("index", "build", "--articles", articles, "--engine", "memory", "--allow-bad")
    assert (built.exit_code, built.stderr.count("kawen: left out: ")) == (0, 2)

    again = kawen("index", "update")
    assert "nothing has changed since" in again.stdout
    assert (again.exit_code, again.stderr) == (built.exit_code, built.stderr)

    (index / "parts.sqlite").unlink()
    assert kawen("index", "update", "--quiet").stderr == built.stderr, "nothing needs to be remembered for that"
    told = json.loads(kawen("index", "update", "--json").stdout)
    assert (told["unchanged"], [Path(bad["path"]).name for bad in told["left_out"]]) == (True, ["bad.md", "two.md"])

    (articles / "bad.md").unlink()
    (articles / "two.md").unlink()
    assert kawen("index", "update").exit_code == 0
    assert kawen("index", "update").stderr == ""


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


# Back, away, and JSON ------------------------------------------------------------------------------


def again(kawen: Kawen, articles: Path, text: str, *words: str | Path) -> dict[str, Any]:
    (articles / "topup.md").write_text(text, encoding="utf-8")
    done = kawen("index", "build", "--articles", articles, "--engine", "memory", "--json", *words)
    assert done.exit_code == 0, done.stderr
    return dict(json.loads(done.stdout))


def test_a_build_tells_in_json_what_became_of_it(kawen: Kawen, index: Path, tmp_path: Path) -> None:
    told = again(kawen, tmp_path / "articles", "# 怎么充值\n\n报号码。\n")

    assert told["build"] == builds.build_folder(index).name
    assert (told["articles"], told["unchanged"], told["forced"], told["left_out"]) == (1, False, False, [])
    assert told["seconds"] > 0


def test_an_update_keeps_engine_and_folder_and_does_nothing_twice(kawen: Kawen, index: Path, tmp_path: Path) -> None:
    (tmp_path / "articles" / "new.md").write_text("# 补卡\n\n带护照。\n", encoding="utf-8")
    day = ("--as-of", "2026-11-20")
    told = json.loads(kawen("index", "update", "--json", *day).stdout)
    assert (told["articles"], told["reused"], told["engine"]) == (2, 1, "memory")

    assert json.loads(kawen("index", "update", "--json", *day).stdout)["unchanged"]
    assert kawen("index", "update", *day).stdout.startswith(f"{index}: nothing has changed since build {told['build']}")
    assert kawen("index", "update", "--quiet", *day).output == ""


def test_rollback_goes_back_build_by_build_and_forward_by_name(kawen: Kawen, index: Path, tmp_path: Path) -> None:
    names = [builds.build_folder(index).name]
    names += [str(again(kawen, tmp_path / "articles", f"# 怎么充值\n\n第{n}版。\n")["build"]) for n in (2, 3)]

    assert kawen("index", "rollback").stdout == f"{index}: build {names[1]} serves instead of {names[2]}\n"
    assert "第2版" in kawen("search", "充值").stdout
    assert json.loads(kawen("index", "rollback", "--json").stdout)["build"] == names[0]
    assert f"keeps no build before {names[0]}" in only_line(kawen("index", "rollback"))
    assert kawen("index", "rollback", "--to", names[2]).exit_code == 0
    assert "第3版" in kawen("search", "充值").stdout
    assert "keeps no build '../x'" in only_line(kawen("index", "rollback", "--to", "../x"))
    assert sorted(current(index) or []) == sorted(names)


def test_gc_says_what_goes_and_what_stays(kawen: Kawen, index: Path, tmp_path: Path) -> None:
    before = builds.build_folder(index).name
    now = str(again(kawen, tmp_path / "articles", "# 怎么充值\n\n第2版。\n")["build"])
    told = json.loads(kawen("index", "gc", "--keep", "1", "--dry-run", "--json").stdout)
    assert ([one["name"] for one in told["gone"]], [one["name"] for one in told["stays"]]) == ([before], [now])
    assert (index / before).exists()

    assert f"removed  {before}  old" in kawen("index", "gc", "--keep", "1").stdout
    assert not (index / before).exists()
    assert kawen("index", "gc", "--keep", "1").stdout.split()[:4] == ["stays", now, "in", "service,"]
    with held(index / LOCK):
        assert "another build is running" in only_line(kawen("index", "gc"))


def test_the_setting_says_how_many_builds_stay(
    kawen: Kawen, index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAWEN_KEEP", "2")
    for n in range(3):
        again(kawen, tmp_path / "articles", f"# 怎么充值\n\n第{n}版。\n")
    assert len(json.loads(kawen("index", "status", "--json").stdout)["builds"]) == 2
    again(kawen, tmp_path / "articles", "# 怎么充值\n\n新版。\n", "--keep", "1")
    assert len([path for path in index.iterdir() if is_build(path.name)]) == 1


def test_verify_names_every_damaged_file_of_every_build(kawen: Kawen, index: Path, tmp_path: Path) -> None:
    before = builds.build_folder(index)
    now = str(again(kawen, tmp_path / "articles", "# 怎么充值\n\n第2版。\n")["build"])
    assert json.loads(kawen("index", "verify", "--json").stdout)["builds"] == [
        {"build": now, "ok": True, "files": 4, "passages": 1}
    ]
    (before / "passages.json").write_text("[]", encoding="utf-8")
    assert kawen("index", "verify").exit_code == 0
    done = kawen("index", "verify", "--all", "--json")

    assert done.exit_code == 2
    assert [one["ok"] for one in json.loads(done.stdout)["builds"]] == [True, False]
    assert "passages.json is damaged" in done.stdout


def test_a_forced_build_says_so_on_the_spot_and_in_the_status(
    kawen: Kawen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = tmp_path / "corpus"
    for part in ("facts", "words"):
        shutil.copytree(builds.ROOT / "corpus" / part, corpus / part)
    builds.write_articles(corpus / "articles", {"a.md": "# 怎么充值\n\n报号码。\n", "b.md": "# 补卡\n\n带护照。\n"})
    question = '[[question]]\ntext = "怎么充值"\narticle = "b"\n'
    builds.write_articles(corpus / "questions", {"judged.toml": question})
    monkeypatch.setenv("KAWEN_CORPUS", str(corpus))
    words = ("index", "build", "--engine", "memory", "--index", tmp_path / "i")

    assert "怎么充值: b" in kawen(*words).stderr
    assert kawen(*words).exit_code == 2
    done = kawen(*words, "--force")
    assert done.exit_code == 0
    assert "because of --force" in done.stderr
    assert "怎么充值: b" in done.stderr
    status = kawen("index", "status", "--index", tmp_path / "i").stdout
    assert "forced       yes" in status.splitlines()
    assert kawen(*words).exit_code == 0, "what serves is no better"


# Progress ------------------------------------------------------------------------------------------


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_has_share_rate_and_time_left_and_is_wiped() -> None:
    assert line("lint", 500, 2000, 5.0).split() == [
        "lint", "[######------------------]", "500/2,000", "100/s", "0:15", "left"
    ]  # fmt: skip
    assert "left" not in line("lint", 0, 2000, 0.0)
    assert line("switched", 1, 0, 0.0) == "switched"
    assert len(line("questions", 999_999, 1_000_000, 10.0)) <= 80

    screen = Screen()
    with Bar(screen) as bar:
        bar("lint", 1, 2)
        assert "lint" in screen.getvalue()
    assert screen.getvalue().endswith(" \r")


def test_progress_is_for_terminals_alone_and_quiet_is_quiet(kawen: Kawen, index: Path, tmp_path: Path) -> None:
    for quiet, stream in ((False, io.StringIO()), (True, Screen())):
        with Bar(stream, quiet=quiet) as bar:
            bar("lint", 1, 2)
        assert stream.getvalue() == ""
    done = kawen("index", "build", "--articles", tmp_path / "articles", "--engine", "memory")
    assert done.stderr == ""
    assert kawen("index", "build", "--articles", tmp_path / "articles", "--quiet").output == ""


# Watch ---------------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("end", ["SIGINT", "SIGTERM"])
def test_watch_follows_until_it_is_stopped_and_ends_cleanly(index: Path, tmp_path: Path, end: str) -> None:
    words = ["-m", "service", "index", "watch", "--index", str(index), "--every", "0.05", "--settle", "0.05", "--json"]
    with subprocess.Popen(
        [sys.executable, *words], cwd=tmp_path, env=builds.environment(), stdout=subprocess.PIPE, text=True
    ) as watch:
        assert watch.stdout is not None
        first = json.loads(watch.stdout.readline())
        assert first["articles"] == 1
        (tmp_path / "articles" / "bad.md").write_bytes(b"# \xff\n")
        assert "bad.md:1: not UTF-8" in json.loads(watch.stdout.readline())["error"]
        (tmp_path / "articles" / "bad.md").write_text("# 补卡\n\n带护照。\n", encoding="utf-8")
        told = json.loads(watch.stdout.readline())
        assert (told["articles"], told["reused"]) == (2, 1)
        watch.send_signal(getattr(signal, end))
        assert watch.stdout.read() == ""
    assert watch.returncode == 0
    assert builds.build_folder(index).name == told["build"]


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
    from service.jobs.place import index_folder

    monkeypatch.delenv("KAWEN_INDEX", raising=False)
    assert index_folder(None) == builds.ROOT / ".kawen" / "index"
    monkeypatch.setenv("KAWEN_INDEX", str(tmp_path))
    assert index_folder(None) == tmp_path
    assert index_folder(Path("x")) == Path("x")


def test_a_shelf_sees_what_the_command_built(kawen: Kawen, index: Path, tmp_path: Path) -> None:
    shelf = Shelf(index, at_once=60.0)
    before = shelf.get().manifest.build
    kawen("index", "build", "--articles", tmp_path / "articles", "--engine", "whoosh")

    assert shelf.get().manifest.build != before
    assert shelf.get().manifest.engine == "whoosh"
