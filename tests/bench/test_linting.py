"""The measurements measure what they say; how much that is nobody asserts."""

import sys
from pathlib import Path

import pytest

from service.text.later import later
from tests.bench import lint_peers, lint_profile
from tests.bench.linting import size, write
from tests.bench.spent import Spent, median, spent

SAID = ["卡在机场可以买到。", "先问运营商。", "流量用完以后会降速，通话另外计费。"]


def python(code: str) -> Spent:
    return spent([sys.executable, "-c", code])


def test_memory_and_cpu_are_those_of_the_command_and_not_of_who_measures() -> None:
    mine = bytearray(300_000_000)
    bare = python("pass")
    large = python("held = bytearray(120_000_000); print(sum(range(2_000_000)))")

    assert bare.memory < 60 < 120 <= large.memory < 240, len(mine)
    assert 0 < bare.cpu < large.cpu


def test_processes_below_the_command_count_too() -> None:
    below = (
        "import subprocess, sys; subprocess.run([sys.executable, '-c', 'held = bytearray(120_000_000)'], check=True)"
    )

    assert python(below).memory >= 120


def test_the_exit_code_the_files_spoken_of_and_the_last_words_are_told() -> None:
    done = python(
        "print('many/1.md:3 x\\nmany/1.md:4 y\\n2.md z'); import sys; sys.stderr.write('gone\\n\\n'); exit(2)"
    )

    assert (done.code, done.files, done.said) == (2, 2, "gone")


def test_a_program_that_is_not_there_is_said_to_be_missing() -> None:
    with pytest.raises(OSError, match="kawen-nowhere"):
        spent(["kawen-nowhere"])


def test_each_figure_of_a_median_is_its_own_middle() -> None:
    runs = iter([Spent(1, 30, 200, 1, 9, "a"), Spent(2, 10, 300, 1, 9, "b"), Spent(3, 20, 100, 0, 8, "c")])

    assert median(lambda: next(runs), 3) == Spent(2, 20, 200, 0, 8, "c")


def test_articles_are_always_the_same_and_of_five_kilobytes(tmp_path: Path) -> None:
    for name in ("once", "again"):
        write(tmp_path / name, SAID, 20)
    once, again = (sorted(path.read_bytes() for path in (tmp_path / name).iterdir()) for name in ("once", "again"))

    assert once == again
    assert len(set(once)) == 20
    assert 0.0045 < size(tmp_path / "once") / 20 < 0.0065


def peer(code: str) -> lint_peers.Peer:
    return lint_peers.Peer("a linter", lambda what: [sys.executable, "-c", code, str(what)])


def over(tmp_path: Path, code: str) -> lint_peers.Measured:
    many, tiny = tmp_path / "many", tmp_path / "tiny.md"
    write(many, SAID, 3)
    tiny.write_text("# 日本\n", encoding="utf-8")
    return lint_peers.measured(peer(code), many, tiny, 1)


def test_a_peer_that_finds_things_is_measured(tmp_path: Path) -> None:
    found = over(tmp_path, "import sys; from pathlib import Path; print(*Path(sys.argv[1]).glob('*')); sys.exit(1)")

    assert not found.why
    assert found.folder
    assert found.folder.files == 3
    assert found.tiny


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("print('no files to lint')", "exit codes 0 and 0: no files to lint"),
        ("raise TypeError('regex.test is not a function')", "regex.test is not a function"),
        ("import sys; sys.exit('2.7 or nothing')", "2.7 or nothing"),
        ("import os; os._exit(3)", "exit codes 3 and 3"),
    ],
)
def test_a_peer_that_does_not_read_the_articles_is_told_and_not_measured(tmp_path: Path, code: str, why: str) -> None:
    found = over(tmp_path, code)

    assert (found.folder, found.tiny) == (None, None)
    assert why in found.why


def test_peers_that_cannot_be_installed_are_named_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: Path) -> str:
        return "no way to the registry"

    monkeypatch.setattr(lint_peers, "_INSTALL", dict.fromkeys(("npm", "pip"), refused))
    found, missing = lint_peers.installed(tmp_path)

    assert found == []
    assert {one.why for one in missing} == {"not installed: no way to the registry"}
    assert {one.name.split()[0] for one in missing} >= {"textlint", "zhlint", "@lint-md/cli", "autocorrect-node"}
    assert {one.name.split()[0] for one in missing} >= {"markdownlint-cli2", "rumdl", "proselint"}


def test_a_look_counts_for_the_innermost_place_on_the_stack() -> None:
    def at(*modules: str) -> str:
        frames: dict[str, object] = {"place": lint_profile.place, "sys": sys}
        code = "def look(): return place(sys._getframe())"
        for module in reversed(modules):
            frames = {**frames, "__name__": module}
            exec(code, frames)
            code = "inner = look\ndef look(): return inner()"
        return str(frames["look"]())  # type: ignore[operator]

    assert at("service.lint.run", "service.lint.rules.a", "service.text.phones") == "rules"
    assert at("service.lint.rules.a", "service.claims.read", "service.text.money") == "claims read"
    assert at("service.lint.rules.a", "service.text.later") == "which pattern can match where"
    assert at("service.lint.rules.a", "re._parser") == "patterns compiled"
    assert at("elsewhere") == lint_profile._REST


def test_running_a_pattern_is_told_from_asking_whether_it_can_match() -> None:
    pattern = later("a")
    pattern.search("b")
    seen = []
    monitor = sys.getprofile()

    def look(frame: object, event: str, what: object) -> None:
        if event == "c_call" and getattr(what, "__name__", "") == "search":
            seen.append(lint_profile.place(frame))  # type: ignore[arg-type]

    sys.setprofile(look)
    try:
        pattern.search("b")
    finally:
        sys.setprofile(monitor)

    assert seen == ["patterns run"]
