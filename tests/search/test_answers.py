"""When an answer is called one: measured on questions the corpus answers and on such as it does not (answers.toml)."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from service.jobs.ask import ask
from service.search.shelf import Opened
from tests.search import builds

TABLE = tomllib.loads(Path(__file__).with_name("answers.toml").read_text(encoding="utf-8"))
SETS = ("fit", "held")


@dataclass(frozen=True)
class Numbers:
    """`precision`: of what is called an answer, the share that is asked about what the corpus knows; `recall`:
    of what the corpus knows, the share called answered; `first`: with the right passage first.
    """

    precision: float
    recall: float
    first: float


def measure(build: Opened, names: tuple[str, ...]) -> Numbers:
    """The numbers over some of the sets, the judged questions of the corpus with them."""
    rows = [row for row in TABLE["answered"] if row["set"] in names]
    asked: list[tuple[str, Sequence[tuple[str, str]], str, str | None]] = [
        (row["text"], _within(row), row["article"], row.get("heading")) for row in rows
    ]
    if "judged" in names:
        asked += [(q.text, q.filters, q.article, q.heading) for q in builds.desks().questions() if not q.open]
    found = first = 0
    for text, filters, article, heading in asked:
        answer = ask(build, text, filters=filters, limit=1)
        found += answer.answer == "found"
        hit = answer.hits[0] if answer.hits else None
        first += hit is not None and hit.article == article and heading in (None, hit.section)
    wrongly = sum(
        ask(build, row["text"], limit=1).answer == "found" for row in TABLE["unanswered"] if row["set"] in names
    )
    return Numbers(found / (found + wrongly), found / len(asked), first / len(asked))


def _within(row: dict[str, str]) -> list[tuple[str, str]]:
    return [("country", row["country"])] if "country" in row else []


@pytest.mark.parametrize(
    ("names", "least"),
    [
        (("fit", "held", "judged"), Numbers(0.96, 0.92, 0.93)),
        (("held",), Numbers(0.89, 0.87, 0.85)),
    ],
)
def test_answers_are_told_from_what_merely_comes_near(
    shipped: Opened, names: tuple[str, ...], least: Numbers, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = measure(shipped, names)
    with capsys.disabled():
        print(f"\n{'+'.join(names)}: precision {seen.precision:.3f} recall {seen.recall:.3f} first {seen.first:.3f}")

    assert seen.precision >= least.precision
    assert seen.recall >= least.recall
    assert seen.first >= least.first


def test_there_are_enough_questions_to_say_so() -> None:
    assert all(sum(row["set"] == name for row in TABLE[kind]) >= 80 for kind in TABLE for name in SETS)


@pytest.mark.parametrize("text", [row["text"] for row in TABLE["unanswered"]])
def test_what_is_no_answer_is_called_nearest_and_matches_nothing_exactly(shipped: Opened, text: str) -> None:
    answer = ask(shipped, text)

    if answer.answer != "found":
        assert {hit.match for hit in answer.hits} <= {"nearest"}
