"""What each constant of the ranking is worth: change one at a time, measure, print a table.

`python -m tests.bench.sweep [NAME …] [BEIR_FOLDER …]`: over the questions of the corpus and of
tests/search/answers.toml, and nDCG@10 over BEIR folders. The first row is what is shipped; a constant that
changes nothing anywhere has no business being there.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

import service.search
from service.jobs.desks import Desks
from service.jobs.eval import collection, measured, run
from service.jobs.index import rebuild_index
from service.jobs.trec import Task, beir, own
from service.search.shelf import Opened, Shelf
from tests.search import builds
from tests.search.test_answers import measure

#: Constant → other values: what stands in capitals at the top of modules of service.search, wherever it stands;
#: with the module's name where two have the same.
CONSTANTS: dict[str, tuple[Any, ...]] = {
    "BAG": (1.0, 2.0, 8.0, 16.0),
    "COVERED": (0.5, 1.0, 3.0),
    "SPECIAL": (0.5, 1.0),
    "EARLY": (0.0, 0.05),
    "IMPLIED": (0.3, 1.0),
    "NUMBER": (1.0, 3.0),
    "scoring.SINGLE": (0.2, 0.7, 1.0),
    "scoring.LONGEST": (2, 8),
    "EQUAL": (0.0, 0.2),
    "NEAR": (0.5, 0.9),
    "STRAY": (0.0, 0.2),
    "rank.ENOUGH": (0.5, 0.8),
    "engine.ENOUGH": (1, 5),
    "CLEARLY": (1.4, 2.5),
    "_SHORT": (0, 30, 200),
    "FEW_WORDS": (1, 3, 4, 8),
    "weigh.K1": tuple(
        {"section": h, "title": h, "path": h, "body": b, "asked": a}
        for h, b, a in ((1.2, 0.3, 0.6), (1.2, 0.9, 0.6), (1.2, 1.2, 0.6), (0.6, 0.6, 0.6), (1.2, 0.6, 1.2))
    ),
    "weigh.FIELDS": tuple(
        {"section": s, "title": t, "path": 0.5, "body": 1.0, "asked": a}
        for s, t, a in (
            (1.0, 1.0, 0.8),
            (2.0, 1.0, 0.8),
            (8.0, 1.0, 0.8),
            (4.0, 3.0, 0.8),
            (4.0, 1.0, 0.4),
            (4.0, 1.0, 1.6),
        )
    ),
    "weigh.LENGTH": tuple(
        {"section": h, "title": h, "path": h, "body": b, "asked": 0.5}
        for h, b in ((0.3, 0.5), (0.3, 0.75), (0.75, 0.9))
    ),
}


def main(words: list[str]) -> None:
    tasks = [beir(Path(word), None) for word in words if Path(word).is_dir()]
    names = [word for word in words if not Path(word).is_dir()]
    print(f"| constant | value | judged | right first | precision | recall |{''.join(f' {t.name} |' for t in tasks)}")
    print("|---|---|---:|---:|---:|---:|" + "---:|" * len(tasks))
    with opened(tasks) as found:
        row("shipped", "", found, tasks)
    for name in names or CONSTANTS:
        for value in CONSTANTS[name]:
            with changed(name, value), opened(tasks) as found:
                row(name, value, found, tasks)


@contextmanager
def opened(tasks: list[Task]) -> Iterator[list[Opened]]:
    """The corpus, and each collection, indexed."""
    with ExitStack() as stack, tempfile.TemporaryDirectory(prefix="kawen-sweep-") as place:
        root, index = Path(place) / "corpus", Path(place) / "index"
        shutil.copytree(builds.desks().root, root, ignore=shutil.ignore_patterns("questions"))
        (root / "questions").mkdir()  # without judged questions no value is refused
        desks = Desks(root)
        rebuild_index(desks, index, builds.TODAY, engine="memory")
        others = [stack.enter_context(collection(desks, task, "memory")) for task in tasks]
        yield [Shelf(index).get(), *others]


def row(name: str, value: Any, found: list[Opened], tasks: list[Task]) -> None:
    corpus, *others = found
    judged = own(builds.desks().questions(), corpus)
    first = measured(judged, run(corpus, judged)).means["Success@1"]
    answers = measure(corpus, ("fit", "held", "judged"))
    said = [first, answers.first, answers.precision, answers.recall]
    said += [measured(task, run(b, task), ["nDCG@10"]).means["nDCG@10"] for b, task in zip(others, tasks, strict=True)]
    print(f"| {name} | {value} | " + " | ".join(f"{number:.4f}" for number in said) + " |", flush=True)


@contextmanager
def changed(name: str, value: Any) -> Iterator[None]:
    """A constant with another value, in every module that knows it (or in the one that is named)."""
    where, _, name = name.rpartition(".")
    found: list[tuple[ModuleType, Any]] = []
    for module in map(import_module, (f"service.search.{m.name}" for m in iter_modules(service.search.__path__))):
        if name in vars(module) and module.__name__.endswith(where):
            found.append((module, getattr(module, name)))
            setattr(module, name, value)
    assert found, f"no module of service.search has {name}"
    try:
        yield
    finally:
        for module, before in found:
            setattr(module, name, before)


if __name__ == "__main__":
    main(sys.argv[1:])
