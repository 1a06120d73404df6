"""Baselines: findings known from before are kept out of the way, one by one."""

import json
from pathlib import Path

import pytest

from tests.commands.conftest import Kawen
from tests.search import builds

AD = "跟着做，轻松搞定越南的上网问题。"
OTHER = "跟着做，轻松搞定泰国的付款问题。"
FREE = "到店里把卡号和密码报给店员。"
WITH = ("--baseline", "old.json", "--select", "PRO001", "--select", "CRD001")


@pytest.fixture
def here(tmp_path: Path) -> Path:
    return builds.write_articles(tmp_path, {"a.md": f"# 一\n\n{AD}\n\n{FREE}\n"})


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def found(kawen: Kawen, *words: str) -> list[str]:
    return [finding["quote"] for finding in json.loads(kawen("lint", "--json", *WITH, *words, ".").stdout)]


def entries(here: Path) -> list[tuple[str, str]]:
    rows = json.loads((here / "old.json").read_text(encoding="utf-8"))["findings"]
    return [(row["path"], row["code"]) for row in rows]


def test_what_a_baseline_knows_is_not_reported_and_does_not_fail(kawen: Kawen, here: Path) -> None:
    assert kawen("lint", *WITH, "--update-baseline", ".").exit_code == 0
    assert entries(here) == [("a.md", "CRD001"), ("a.md", "PRO001")]
    assert found(kawen) == []
    assert kawen("lint", *WITH, ".").exit_code == 0


def test_known_findings_may_move_and_their_surroundings_change(kawen: Kawen, here: Path) -> None:
    kawen("lint", *WITH, "--update-baseline", ".")
    write(here / "a.md", f"# 又一\n\n先看这里。\n\n{FREE}\n\n- {AD}\n")

    assert found(kawen) == []


def test_a_second_one_of_the_same_words_is_new(kawen: Kawen, here: Path) -> None:
    kawen("lint", *WITH, "--update-baseline", ".")
    write(here / "a.md", f"# 一\n\n{AD}\n\n{FREE}\n\n{AD}\n")

    assert len(found(kawen)) == 1


def test_one_finding_swapped_for_another_shows(kawen: Kawen, here: Path) -> None:
    kawen("lint", *WITH, "--update-baseline", ".")
    write(here / "a.md", f"# 一\n\n{OTHER}\n\n{FREE}\n")

    assert ["泰国" in quote for quote in found(kawen)] == [True]


def test_a_mended_finding_leaves_the_baseline_when_it_is_updated_and_is_told_before(kawen: Kawen, here: Path) -> None:
    kawen("lint", *WITH, "--update-baseline", ".")
    write(here / "a.md", f"# 一\n\n{FREE}\n")
    told = kawen("lint", *WITH, ".")

    assert "1 处已经改好" in told.stderr
    assert kawen("lint", *WITH, "--quiet", ".").stderr == ""
    kawen("lint", *WITH, "--update-baseline", ".")
    assert entries(here) == [("a.md", "CRD001")]
    write(here / "a.md", f"# 一\n\n{AD}\n\n{FREE}\n")
    assert len(found(kawen)) == 1


def test_what_was_not_looked_at_stays_and_files_that_are_gone_leave(kawen: Kawen, here: Path) -> None:
    builds.write_articles(here, {"b.md": FREE, "c.md": FREE})
    kawen("lint", *WITH, "--update-baseline", ".")
    (here / "c.md").unlink()
    write(here / "a.md", "# 一\n")
    kawen("lint", "--baseline", "old.json", "--update-baseline", "--select", "CRD001", "a.md")

    assert entries(here) == [("a.md", "PRO001"), ("b.md", "CRD001")]


def test_the_file_is_sorted_one_finding_a_line_and_unchanged_when_nothing_changes(kawen: Kawen, here: Path) -> None:
    kawen("lint", *WITH, "--update-baseline", ".")
    before = (here / "old.json").read_bytes()
    state = (here / "old.json").stat()
    kawen("lint", *WITH, "--update-baseline", ".")

    assert (here / "old.json").read_bytes() == before
    assert (here / "old.json").stat().st_ino == state.st_ino
    assert [line[:8] for line in before.decode().splitlines()[1:-1]] == ['{"path":'] * 2
    assert list(here.glob(".old.json*")) == []


def test_paths_are_those_seen_from_the_baseline_wherever_a_run_is_started(
    kawen: Kawen, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kawen("lint", *WITH, "--update-baseline", ".")
    (here / "deep").mkdir()
    monkeypatch.chdir(here / "deep")

    assert kawen("lint", "--baseline", "../old.json", *WITH[2:], "../a.md").exit_code == 0


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"kawen-baseline": 1}', '{"kawen-baseline": 9, "findings": []}'])
def test_what_is_no_baseline_is_refused_and_not_overwritten(kawen: Kawen, here: Path, text: str) -> None:
    write(here / "old.json", text)

    for words in ([], ["--update-baseline"]):
        done = kawen("lint", *WITH, *words, ".")
        assert done.exit_code == 2
        assert "old.json" in done.stderr
        assert (here / "old.json").read_text(encoding="utf-8") == text


@pytest.mark.usefixtures("here")
def test_a_baseline_must_be_there_unless_it_is_being_written(kawen: Kawen) -> None:
    assert kawen("lint", *WITH, ".").exit_code == 2
    assert kawen("lint", "--update-baseline", ".").exit_code == 2


@pytest.mark.usefixtures("here")
def test_warnings_may_be_borne_up_to_a_number_and_findings_altogether(kawen: Kawen) -> None:
    only = ("--select", "PRO001", "--select", "CRD001", ".")
    warned = ("--config", "loud.toml", "--select", "PRO001", ".")
    Path("loud.toml").write_text('[rules.PRO001]\nseverity = "warning"\n', encoding="utf-8")

    assert kawen("lint", *warned).exit_code == 1
    assert kawen("lint", "--max-warnings", "1", *warned).exit_code == 0
    assert kawen("lint", "--max-warnings", "0", "--fail-level", "error", *warned).exit_code == 1
    assert kawen("lint", "--max-warnings", "9", *only).exit_code == 1, "errors are never borne"
    assert kawen("lint", "--exit-zero", *only).exit_code == 0
    assert kawen("lint", "--exit-zero", "nowhere.md").exit_code == 2


def test_quiet_says_nothing_where_nothing_was_found(kawen: Kawen, tmp_path: Path) -> None:
    builds.write_articles(tmp_path, {"a.md": "# 一\n"})

    assert kawen("lint", "--quiet", "--select", "PRO001", "a.md").output == ""
    assert kawen("lint", "--quiet", "--json", "--select", "PRO001", "a.md").stdout == "[]\n"
