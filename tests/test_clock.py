"""The day is an argument: who judges knows no clock, and --as-of makes a run repeatable."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
#: Doors may ask for the day; all else is told it.
DOORS = ("commands", "jobs", "web", "store")  # the store notes when something was kept
#: When a build was made is written into it, and says nothing about any article.
STAMPS = {"service/search/build.py"}
#: What reads a clock, wherever its object comes from: `date.today()`, `time.time()`, `datetime.now(UTC)`.
CLOCKS = {"today", "now", "utcnow", "time", "time_ns", "localtime", "gmtime", "ctime", "strftime", "fromtimestamp"}
MODULES = sorted((ROOT / "service").rglob("*.py"))

#: Runs kawen on a machine whose date is another one.
ELSEWHEN = """
import datetime, sys, time
class Date(datetime.date):
    @classmethod
    def today(cls):
        return cls(*DAY)
class Now(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls(*DAY, 12, tzinfo=tz)
    @classmethod
    def today(cls):
        return cls.now()
datetime.date, datetime.datetime = Date, Now
moment = time.mktime((*DAY, 12, 0, 0, 0, 0, -1))
time.time = lambda: moment
from service.commands import main
main()
"""


def clocks(tree: ast.AST) -> list[int]:
    """The lines where a module asks for the time."""
    read = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS:
            owner = node.func.value
            name = owner.id if isinstance(owner, ast.Name) else owner.attr if isinstance(owner, ast.Attribute) else ""
            if name in ("date", "datetime", "time"):
                read.append(node.lineno)
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            read += [node.lineno for alias in node.names if alias.name in CLOCKS]
    return read


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nobody_but_the_doors_reads_a_clock(module: Path) -> None:
    name = module.relative_to(ROOT).as_posix()
    if name.split("/")[1] in DOORS or name in STAMPS:
        return

    assert clocks(ast.parse(module.read_text(encoding="utf-8"))) == [], f"{name}: take the day as an argument"


@pytest.mark.parametrize(
    "text",
    [
        "from datetime import date\ndate.today()",
        "import datetime\ndatetime.date.today()",
        "import datetime as d\nfrom datetime import datetime\ndatetime.now()",
        "import time\ntime.time()",
        "from time import time\ntime()",
    ],
)
def test_a_clock_is_recognised(text: str) -> None:
    assert clocks(ast.parse(text))


def kawen(day: tuple[int, int, int], home: Path, *words: str | Path) -> subprocess.CompletedProcess[bytes]:
    """Run kawen on a day of the machine's."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("KAWEN_")}
    env |= {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "PYTHONPATH": str(ROOT)}
    script = [sys.executable, "-c", f"DAY = {day!r}{ELSEWHEN}", *map(str, words)]
    return subprocess.run(script, capture_output=True, cwd=home, env=env, check=False)


DAYS = [(2011, 3, 4), (2026, 11, 20), (2041, 12, 31)]


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles whose findings hang on the day: every bad example there is, and the shipped ones."""
    from service.lint import run
    from service.lint.rule import NEXT_ARTICLE

    folder = tmp_path_factory.mktemp("articles")
    for rule in run.rules():
        for number, example in enumerate(rule.bad):
            for part, text in enumerate(run.marked(example)[0].split(NEXT_ARTICLE)):
                (folder / f"{rule.slug}-{number}-{part}.md").write_text(text, encoding="utf-8")
    for path in (ROOT / "corpus" / "articles").glob("*.md"):
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


@pytest.mark.parametrize("form", ["json", "text"])
def test_with_as_of_a_run_says_the_same_on_every_day(articles: Path, tmp_path: Path, form: str) -> None:
    runs = [
        kawen(day, tmp_path, "lint", articles, "--format", form, "--as-of", "2026-11-20", "--fail-level", "error")
        for day in DAYS
    ]

    assert [run.returncode for run in runs] == [1, 1, 1], runs[0].stderr.decode()
    assert len(runs[0].stdout) > 10_000
    assert runs[0].stdout == runs[1].stdout == runs[2].stdout
    assert runs[0].stderr == runs[1].stderr == runs[2].stderr


def test_without_as_of_the_day_of_the_machine_counts(articles: Path, tmp_path: Path) -> None:
    """So that the test above could fail."""
    runs = [kawen(day, tmp_path, "lint", articles, "--json") for day in DAYS]

    assert len({run.stdout for run in runs}) == len(DAYS)


@pytest.mark.parametrize("words", [["list", "--json"], ["due", "--within", "12m"], ["check"]])
def test_facts_stand_as_of_the_day_that_is_given(tmp_path: Path, words: list[str]) -> None:
    runs = [kawen(day, tmp_path, "facts", *words, "--as-of", "2026-11-20") for day in DAYS]

    assert runs[0].stdout
    assert runs[0].stdout == runs[1].stdout == runs[2].stdout
    assert {run.returncode for run in runs} == {0}
