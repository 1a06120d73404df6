"""`kawen serve --check`: whether it could serve here, and if not, what to do."""

import socket
from pathlib import Path

import pytest

from service.store import messages
from service.store.database import Database
from service.store.messages import Message
from tests.commands.conftest import Kawen
from tests.search import builds


@pytest.fixture
def index(tmp_path: Path, kawen: Kawen, monkeypatch: pytest.MonkeyPatch) -> Path:
    builds.shelve(tmp_path / "index", {"topup.md": "# 怎么充值\n\n报手机号码和金额。\n"})
    monkeypatch.setenv("KAWEN_INDEX", str(tmp_path / "index"))
    monkeypatch.setenv("KAWEN_PORT", "0")
    return tmp_path / "index"


@pytest.mark.usefixtures("index")
def test_where_all_is_well_every_part_says_so(kawen: Kawen, tmp_path: Path) -> None:
    done = kawen("serve", "--check")
    assert done.exit_code == 0, done.output
    assert [line.split()[:2] for line in done.stdout.splitlines()] == [
        ["ok", name] for name in ("settings", "index", "store", "port", "metrics", "limits")
    ]
    assert not (tmp_path / "kawen.sqlite").exists(), "looking makes nothing"

    messages.add(Database(tmp_path / "kawen.sqlite"), Message("missing", question="蒙古"))
    assert "1 rows" in kawen("serve", "--check").stdout


def test_all_that_stands_in_the_way_is_told_at_once_with_what_to_do(
    kawen: Kawen, index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (builds.build_folder(index) / "passages.json").write_text("[]", encoding="utf-8")
    (tmp_path / "kawen.sqlite").write_bytes(b"broken" * 1000)
    monkeypatch.setenv("KAWEN_LIMIT_STORAGE", "nonsense://:secret@x")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        monkeypatch.setenv("KAWEN_METRICS_PORT", port)
        done = kawen("serve", "--check", "--port", port)

    assert done.exit_code == 2
    told = {line.split()[1]: line for line in done.stderr.splitlines()}
    assert f"run: kawen index build --index {index}" in told["index"]
    assert "kawen store restore" in told["store"]
    assert "choose another with --port" in told["port"]
    assert "choose another" in told["metrics"]
    assert "there are memory://, redis://" in told["limits"]
    assert "secret" not in done.output
    assert done.stdout.splitlines() == ["ok   settings  as they should be"]


@pytest.mark.parametrize(("token", "warned"), [("x" * 15, True), ("x" * 16, False), ("", False)])
@pytest.mark.usefixtures("index")
def test_a_token_that_may_be_guessed_is_warned_of_and_stands_in_no_way(
    kawen: Kawen, monkeypatch: pytest.MonkeyPatch, token: str, warned: bool
) -> None:
    monkeypatch.setenv("KAWEN_REBUILD_TOKEN", token)
    done = kawen("serve", "--check")

    assert done.exit_code == 0
    assert ("warn settings  KAWEN_REBUILD_TOKEN has 15 characters" in done.stderr) == warned
    assert ("ok   settings  as they should be" in done.stdout) != warned
    assert "xxx" not in done.output


@pytest.mark.usefixtures("index")
def test_settings_that_cannot_be_read_are_all_that_is_told(kawen: Kawen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAWEN_WORKRES", "2")
    done = kawen("serve", "--check")

    assert done.exit_code == 2
    assert done.stdout == ""
    assert "unknown variable KAWEN_WORKRES; did you mean 'KAWEN_WORKERS'?" in done.stderr


def test_without_an_index_the_way_to_one_is_told(kawen: Kawen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAWEN_PORT", "0")
    done = kawen("serve", "--check", "--index", tmp_path / "nothing")

    assert done.exit_code == 2
    assert "run: kawen index build" in done.stderr


@pytest.mark.usefixtures("index")
def test_a_store_that_cannot_be_made_is_told(kawen: Kawen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    monkeypatch.setenv("KAWEN_STORE", str(tmp_path / "file" / "kawen.sqlite"))

    assert "cannot be written to; choose another with KAWEN_STORE" in kawen("serve", "--check").stderr


@pytest.mark.usefixtures("index")
def test_the_server_for_development_is_for_this_machine_alone(kawen: Kawen) -> None:
    done = kawen("serve", "--dev", "--host", "0.0.0.0")

    assert done.exit_code == 2
    assert "--dev serves this machine alone" in done.stderr
