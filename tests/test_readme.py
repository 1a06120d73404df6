"""README's tables and outputs are made from the code; `UPDATE=1 pytest tests/test_readme.py` writes them anew."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from service import folder
from service.jobs.coverage import coverage, coverage_lines
from service.jobs.desks import Desks
from service.lint.run import rules

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
MARK = re.compile(r"<!-- (table|output): (.+?) -->\n(.*?)<!-- end -->", re.DOTALL)

#: What can be added, the place it goes, and a glob that finds what is there already.
ADDITIONS = (
    (
        "lint rule",
        "file `service/lint/rules/<slug>.py` (docs, examples and authority inside)",
        "service/lint/rules/*.py",
    ),
    (
        "fact",
        "`[[fact]]` in `corpus/facts/<subject>.toml`; when it changes, close the old row with `until`",
        "corpus/facts/*.toml",
    ),
    (
        "false sentence that values cannot express",
        "`refutes` in a fact, as in `corpus/facts/refuted.toml`",
        "corpus/facts/refuted.toml",
    ),
    (
        "kind of claim",
        "file `service/claims/attributes/<name>.py` and facts with that `attribute`",
        "service/claims/attributes/*.py",
    ),
    ("operator", "`[[operator]]` in `corpus/facts/operators.toml`", "corpus/facts/operators.toml"),
    ("article", "file `corpus/articles/<id>.md`", "corpus/articles/*.md"),
    ("destination that readers are promised", "its code in `corpus/coverage.toml`", "corpus/coverage.toml"),
    ("synonym", "row in `corpus/words/synonyms.toml`", "corpus/words/synonyms.toml"),
    ("English term", "row in `corpus/words/bilingual.toml`", "corpus/words/bilingual.toml"),
    ("word that jieba miscuts, a name", "line in `corpus/words/dictionary.txt`", "corpus/words/dictionary.txt"),
    ("string that is fine in pieces", "line in `corpus/words/cuts.txt`", "corpus/words/cuts.txt"),
    (
        "country, city, or service of one country alone",
        "row in `corpus/words/countries.toml`",
        "corpus/words/countries.toml",
    ),
    ("reader's question that must work", "row in `corpus/questions/<subject>.toml`", "corpus/questions/*.toml"),
    ("search engine", "file `service/search/engines/<name>.py` (`--engine <name>`)", "service/search/engines/*.py"),
    ("output format", "file `service/report/<name>.py` (`--format <name>`)", "service/report/*.py"),
    (
        "HTTP endpoint",
        "file `service/web/routes/<name>.py` with `@operation(…)`, its models in `service/web/models/<name>.py`",
        "service/web/models/*.py",
    ),
    (
        "what every request passes",
        "file `service/web/middleware/<name>.py` with `install(app)`",
        "service/web/middleware/*.py",
    ),
    ("dangerous question", "a wording in `corpus/words/dangers.toml`", "corpus/words/dangers.toml"),
    ("command", "file `service/commands/<name>.py`", "service/commands/*.py"),
)


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def endpoints() -> str:
    rows = []
    for name in folder.names("service.web.routes"):
        contract = (folder.load("service.web.routes", name).__doc__ or "").strip().splitlines()[0]
        asked, _, answer = contract.partition(" → ")
        rows.append((f"`{asked}`", answer.rstrip(".")))
    return table(("endpoint", "answer"), sorted(rows, key=lambda row: row[0].split()[1]))


def rule_table() -> str:
    rows = [(r.code, f"`{r.slug}`", r.severity, f"`{r.category}`", r.summary) for r in rules()]
    return table(("code", "rule", "severity", "category", "what it asks for"), rows)


def additions() -> str:
    for what, _, glob in ADDITIONS:
        assert list(ROOT.glob(glob)), f"README says where a {what} goes, but {glob} finds nothing"
    return table(("a…", "put one…"), [(what, place) for what, place, _ in ADDITIONS])


def reach() -> str:
    return "".join(f"{line}\n" for line in coverage_lines(coverage(Desks(ROOT / "corpus"))))


TABLES: dict[str, Callable[[], str]] = {
    "endpoints": endpoints,
    "rules": rule_table,
    "additions": additions,
    "coverage": reach,
}


def output(command: str, index: Path) -> str:
    """What a command prints here, with everything left out that differs from day to day."""
    words = shlex.split(command)
    assert words[0] == "kawen"
    done = subprocess.run(
        [sys.executable, "-m", "service", *words[1:]],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "KAWEN_INDEX": str(index)},
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    said = done.stdout.replace(str(index), ".kawen/index").strip()
    said = re.sub(r"\d{8}T\d{6}-[0-9a-f]{8}", "20261120T081500-3f9a1c20", said)
    return f"```console\n$ {command}\n{said}\n```\n"


def made(kind: str, name: str, index: Path) -> str:
    return TABLES[name]() if kind == "table" else output(name, index)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place: Path = tmp_path_factory.mktemp("readme") / "index"
    output("kawen index build", place)
    return place


def test_tables_and_outputs_are_fresh(index: Path) -> None:
    text = README.read_text(encoding="utf-8")
    fresh = MARK.sub(lambda m: f"<!-- {m[1]}: {m[2]} -->\n{made(m[1], m[2], index)}<!-- end -->", text)
    if os.environ.get("UPDATE"):
        README.write_text(fresh, encoding="utf-8")
    assert fresh == README.read_text(encoding="utf-8"), "run: make readme"


def test_every_table_is_shown_once() -> None:
    shown = [name for kind, name, _ in MARK.findall(README.read_text(encoding="utf-8")) if kind == "table"]

    assert sorted(shown) == sorted(TABLES)
