"""Measure search by judged questions: nDCG, reciprocal rank, recall, success; and compare two rankings.

The measures are those of trec_eval (by ir_measures, extra `eval`), so that numbers mean what they mean elsewhere.
"""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.errors import BadInput, ServiceError
from service.jobs.ask import ranked
from service.jobs.desks import Desks
from service.jobs.trec import Run, Task
from service.model import Verdict
from service.search.build import Contents, Proof, build
from service.search.cuts import Afresh
from service.search.engine import Entry
from service.search.lexicon import lexicon
from service.search.query import LONGEST
from service.search.shelf import Opened, Shelf

#: Documents of a ranking that are looked at.
DEPTH = 100
#: What is measured of passages, of which one is right, and of collections with graded documents.
OF_PASSAGES, OF_DOCUMENTS = ("Success@1", "Success@3", "RR@10"), ("nDCG@10", "RR@10", "R@10", "R@100")
#: Sign flips of the randomisation test, and their seed: the same runs always give the same p.
_FLIPS, _SEED = 9_999, 20261120


class EvalMissing(ServiceError):
    """The library that measures is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "kawen eval measures with ir_measures, which is not installed; in its checkout run: pip install -e '.[eval]'"
        )


@dataclass(frozen=True, slots=True)
class Measured:
    """A ranking measured: measure → its mean, and → question → its value."""

    means: dict[str, float]
    values: dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Difference:
    """How another ranking does beside ours in one measure: `p` of the paired randomisation test (two-sided),
    and the questions that ours answers better and worse.
    """

    measure: str
    ours: float
    theirs: float
    p: float
    better: tuple[str, ...]
    worse: tuple[str, ...]


@contextmanager
def collection(desks: Desks, task: Task, engine: str) -> Iterator[Opened]:
    """A build of a task's documents, made for this run alone; a title is what its document answers."""
    entries = [
        Entry(id, "", "", title, (), "faq", text if text.strip() else title, (), (), (), (), Verdict())
        for id, title, text in task.documents
    ]
    with tempfile.TemporaryDirectory(prefix="kawen-eval-") as place:

        def contents() -> Contents:
            known = lexicon(desks.words, desks.facts, {})
            return Contents(
                entries=entries,
                pages=[],
                lexicon=known,
                cutter=Afresh(known),
                corpus="",
                articles_from=None,
                as_of="",
                next_change=None,
            )

        build(Path(place), engine, contents, lambda fresh, before: Proof())
        yield Shelf(Path(place)).get()


def run(build: Opened, task: Task) -> Run:
    """What the build answers to each question, best first; over-long questions are asked by their beginning."""
    answers = Run()
    for id, text in task.questions.items():
        order = ranked(build, text[:LONGEST], DEPTH, task.filters.get(id, ()))[:DEPTH]
        names = (f"{s.entry.article}#{s.entry.anchor}" if task.passages else s.entry.article for s in order)
        answers[id] = {name: 1 / rank for rank, name in enumerate(names, 1)}
    return answers


def measured(task: Task, answers: Run, measures: Sequence[str] = ()) -> Measured:
    """Every measure for every question of the task; one that a run leaves out has 0.

    BadInput for a measure that ir_measures does not know, EvalMissing without ir_measures.
    """
    ir = _library()
    names = measures or (OF_PASSAGES if task.passages else OF_DOCUMENTS)
    wanted = {name: _measure(ir, name) for name in names}
    values = {name: dict.fromkeys(task.questions, 0.0) for name in names}
    said = {str(measure): name for name, measure in wanted.items()}
    known = {id: scores for id, scores in answers.items() if scores and id in task.judged}
    for metric in ir.iter_calc(list(wanted.values()), task.judged, known):
        values[said[str(metric.measure)]][metric.query_id] = float(metric.value)
    means = {name: sum(of.values()) / (len(of) or 1) for name, of in values.items()}
    return Measured(means, values)


def _library() -> Any:
    try:
        import ir_measures
    except ModuleNotFoundError:
        raise EvalMissing from None
    return ir_measures


def _measure(ir: Any, name: str) -> Any:
    try:
        return ir.parse_measure(name)
    except (ValueError, NameError, SyntaxError):
        known = ", ".join(dict.fromkeys((*OF_DOCUMENTS, *OF_PASSAGES)))
        raise BadInput(f"unknown measure {name!r}; for example {known}") from None


def compared(ours: Measured, theirs: Measured) -> list[Difference]:
    """Ours beside theirs, measure by measure, over the same questions."""
    return [
        Difference(
            measure,
            mean,
            theirs.means[measure],
            significance([ours.values[measure][q] - theirs.values[measure][q] for q in ours.values[measure]]),
            tuple(q for q, value in ours.values[measure].items() if value > theirs.values[measure][q] + 1e-9),
            tuple(q for q, value in ours.values[measure].items() if value < theirs.values[measure][q] - 1e-9),
        )
        for measure, mean in ours.means.items()
    ]


def significance(differences: Iterable[float]) -> float:
    """The p of a paired randomisation test: how often random signs give as large a mean difference."""
    import numpy as np

    pairs = np.array([d for d in differences if abs(d) > 1e-9])
    if not len(pairs):
        return 1.0
    chance = np.random.default_rng(_SEED)
    seen = abs(pairs.sum()) - 1e-9
    as_large = sum(
        int((np.abs(chance.choice((-1.0, 1.0), (count, len(pairs))) @ pairs) >= seen).sum())
        for count in _batches(_FLIPS, 1_000)
    )
    return (as_large + 1) / (_FLIPS + 1)


def _batches(of: int, size: int) -> Iterator[int]:
    while of > 0:
        yield min(size, of)
        of -= size


def missed(task: Task, answers: Run) -> dict[str, int | None]:
    """The questions whose first document is not a right one, and the rank at which one comes, if at all."""
    places: dict[str, int | None] = {}
    for id in task.questions:
        right = {document for document, grade in task.judged[id].items() if grade > 0}
        best = sorted(answers.get(id, {}).items(), key=lambda pair: -pair[1])
        place = next((n for n, (document, _) in enumerate(best, 1) if document in right), None)
        if place != 1:
            places[id] = place
    return places
