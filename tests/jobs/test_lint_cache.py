"""Findings kept between runs: the same as without, whatever happens to the file they are kept in."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from service.jobs import examine, lint_cache
from service.jobs.lint import Linted, lint_articles, lint_files
from service.jobs.lint_cache import Cache
from service.lint import packed, run
from service.lint.config import Configuration
from service.lint.rule import NEXT_ARTICLE
from tests.search import builds

DESKS = builds.desks()
RULES = run.rules()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every example of every rule, and comments that silence some."""
    where = tmp_path_factory.mktemp("articles")
    for rule in RULES:
        for nth, example in enumerate((*rule.bad, *rule.good[:1])):
            for part, text in enumerate(run.marked(example)[0].split(NEXT_ARTICLE)):
                (where / f"{rule.slug}-{nth}-{part}.md").write_text(text, encoding="utf-8")
    (where / "bad.md").write_bytes(b"# \xff\n")
    (where / "front.md").write_text("+++\nid = \n+++\n", encoding="utf-8")
    return where


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache", DESKS.root)


def linted(folder: Path, cache: Cache | None = None, *, jobs: int = 1, today: date = builds.TODAY) -> Linted:
    return lint_files(DESKS, [folder], Configuration(), today, cache=cache, jobs=jobs)


def said(one: Linted) -> tuple[object, ...]:
    return one.findings, one.suppressed, one.texts, one.checked, [str(trouble) for trouble in one.troubles]


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How many files were really examined since it was last asked."""
    seen: list[str] = []
    real = run.examine

    def counting(article, *rest):  # type: ignore[no-untyped-def]
        seen.append(article.path)
        return real(article, *rest)

    monkeypatch.setattr(examine, "examine", counting)

    def count() -> int:
        number = len(seen)
        seen.clear()
        return number

    return count


def test_a_warm_run_says_what_a_cold_one_says_and_examines_nothing(
    folder: Path, cache: Cache, counted: Callable[[], int]
) -> None:
    bare = linted(folder)
    counted()
    cold = linted(folder, cache)
    examined = counted()
    warm = linted(folder, cache)

    assert said(bare) == said(cold) == said(warm)
    assert examined == bare.checked > 200
    assert counted() == 0
    assert {f.code for f in warm.findings} > {"DUP001", "CTR002", "SPR004"}
    assert said(lint_articles(DESKS, [folder], builds.TODAY, RULES)) == said(bare)


def test_several_processes_say_what_one_says_in_the_same_order(folder: Path, cache: Cache) -> None:
    assert said(linted(folder, jobs=2)) == said(linted(folder))
    assert said(linted(folder, cache, jobs=3)) == said(linted(folder, cache))


def test_only_a_file_that_changed_is_examined_again(tmp_path: Path, cache: Cache, counted: Callable[[], int]) -> None:
    where = builds.write_articles(
        tmp_path / "a", {f"{n}.md": f"# 题 {n}\n\n到店里把卡号和密码报给店员。\n" for n in range(5)}
    )
    linted(where, cache)
    counted()
    (where / "3.md").write_text("# 题\n", encoding="utf-8")
    again = linted(where, cache)

    assert counted() == 1
    assert {Path(f.path).name for f in again.findings if f.code == "CRD001"} == {"0.md", "1.md", "2.md", "4.md"}


def test_another_day_other_rules_or_another_path_are_judged_anew(
    tmp_path: Path, cache: Cache, counted: Callable[[], int]
) -> None:
    where = builds.write_articles(tmp_path / "a", {"a.md": "# 题\n\n到店里把卡号和密码报给店员。\n"})
    linted(where, cache)
    counted()

    linted(where, cache, today=builds.TODAY + timedelta(days=1))
    assert counted() == 1
    lint_files(DESKS, [where], Configuration(None, {"select": ["CRD001"]}), builds.TODAY, cache=cache)
    assert counted() == 1
    (where / "a.md").rename(where / "b.md")
    linted(where, cache)
    assert counted() == 1
    lint_files(DESKS, [where], Configuration(None, {"fail-level": "info"}), builds.TODAY, cache=cache)
    assert counted() == 0, "how loud a finding is decides nothing about what is found"


def test_other_facts_are_another_engine(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "words").mkdir()
    names = []
    for text in ("# one\n", "# two\n"):
        (tmp_path / "facts" / "a.toml").write_text(text, encoding="utf-8")
        made = Cache(tmp_path, tmp_path).names(RULES, builds.TODAY)
        assert made is not None
        names.append(made.of("a.md", "text"))

    assert names[0] != names[1]
    assert Cache(tmp_path, tmp_path / "nowhere").names(RULES, builds.TODAY) is None


@pytest.mark.parametrize(
    "harm",
    [
        lambda path: path.write_bytes(b"not a database"),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:5000]),
        lambda path: path.write_bytes(path.read_bytes()[:100] + b"\xff" * 4000 + path.read_bytes()[4100:]),
        lambda path: path.write_bytes(bytes(b ^ (n % 97 == 0) for n, b in enumerate(path.read_bytes()))),
        lambda path: _sql(path, "DROP TABLE kept", "CREATE TABLE kept (other)"),
    ],
)
def test_a_damaged_cache_is_never_trusted_and_begun_anew(
    folder: Path, cache: Cache, tmp_path: Path, counted: Callable[[], int], harm: Callable[[Path], object]
) -> None:
    good = linted(folder, cache)
    path = tmp_path / "cache" / lint_cache.NAME
    _sql(path, "PRAGMA wal_checkpoint(TRUNCATE)")
    harm(path)

    for _ in range(3):
        assert said(linted(folder, cache)) == said(good)
    counted()
    linted(folder, cache)
    assert counted() == 0


@pytest.mark.parametrize("column", ["body", "notes", "digest"])
def test_a_row_that_somebody_changed_is_not_believed(folder: Path, cache: Cache, tmp_path: Path, column: str) -> None:
    good = linted(folder, cache)
    _sql(tmp_path / "cache" / lint_cache.NAME, f"UPDATE kept SET {column} = x'5b5d'")

    assert said(linted(folder, cache)) == said(good)


def test_rows_that_are_whole_but_make_no_sense_are_not_believed(
    folder: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = linted(folder)
    for nonsense in (b"{}", b"[[[]],[]]", b"[[[1,2]],[]]", b"[[],[[]]]", b"7", b"["):
        made = (nonsense, b"{}")
        monkeypatch.setattr(Cache, "rows", lambda self, names, made=made: dict.fromkeys(names, made))
        assert said(linted(folder, cache)) == said(good)


def test_notes_that_make_no_sense_are_made_anew(tmp_path: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    twins = {f"{n}.md": f'+++\nid = "a"\n+++\n\n# 题 {n}\n\n甲。\n' for n in range(2)}
    where = builds.write_articles(tmp_path / "a", twins)
    good = linted(where)
    for nonsense in (b'{"DUP002": [[1]]}', b"[]", b"{", b'{"DUP002": 7}'):
        made = (b"[[],[]]", nonsense)
        monkeypatch.setattr(Cache, "rows", lambda self, names, made=made: dict.fromkeys(names, made))

        assert [f.code for f in linted(where, cache).findings if f.code == "DUP002"] == ["DUP002"]
    assert [f.code for f in good.findings if f.code == "DUP002"] == ["DUP002"]


@pytest.mark.skipif(os.name != "posix", reason="file modes")
def test_a_cache_that_others_may_write_is_not_used(
    folder: Path, cache: Cache, tmp_path: Path, counted: Callable[[], int]
) -> None:
    linted(folder, cache)
    (tmp_path / "cache" / lint_cache.NAME).chmod(0o666)
    counted()

    assert linted(folder, cache).checked == counted()
    assert (tmp_path / "cache" / lint_cache.NAME).stat().st_mode & 0o777 == 0o666


def test_a_place_that_cannot_hold_a_cache_costs_only_time(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    assert said(linted(folder, Cache(tmp_path / "file" / "below", DESKS.root))) == said(linted(folder))


def test_rows_nobody_asks_for_are_forgotten(tmp_path: Path, cache: Cache) -> None:
    where = builds.write_articles(tmp_path / "a", {"a.md": "# 题\n", "b.md": "# 题\n"})
    linted(where, cache)
    path = tmp_path / "cache" / lint_cache.NAME
    _sql(path, f"UPDATE kept SET day = day - {lint_cache.KEPT + 1}")
    (where / "a.md").write_text("# 新\n", encoding="utf-8")
    linted(where, cache)

    with sqlite3.connect(path) as base:
        rows = base.execute("SELECT count(*) FROM kept WHERE day < ?", (date.today().toordinal() - 7,)).fetchone()
    assert rows == (0,)


def test_runs_beside_each_other_share_a_cache(folder: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "service", "lint", "--json", "--as-of", "2026-11-20", str(folder)]
    command += ["--cache-dir", str(tmp_path / "cache")]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
    told = [one.communicate() for one in runs]
    last = subprocess.run(command, capture_output=True, check=False)

    assert {one.returncode for one in runs} | {last.returncode} == {2}, "two files cannot be read"
    assert len({out for out, _ in told} | {last.stdout}) == 1
    assert len(told[0][0]) > 1000


def test_what_is_packed_comes_back_the_same() -> None:
    for rule in RULES:
        for example in rule.bad:
            for text in run.marked(example)[0].split(NEXT_ARTICLE):
                checked = run.examine(DESKS.reader.parse(text, "甲.md"), DESKS.desk(builds.TODAY), RULES)
                body, notes = packed.pack(checked)

                assert packed.unpack(body, notes, "甲.md", DESKS.facts.facts) == checked


def _sql(path: Path, *commands: str) -> None:
    base = sqlite3.connect(path, isolation_level=None)
    for command in commands:
        base.execute(command)
    base.close()
