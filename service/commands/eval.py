"""Measure how well search answers: by the judged questions, or by any BEIR folder."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from service.folder import names

if TYPE_CHECKING:
    from service.jobs.desks import Desks
    from service.jobs.eval import Difference, Measured
    from service.jobs.trec import Run, Task


@click.command("eval", short_help="Measure search by judged questions or a BEIR folder.")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--split", help="Which judgements of a BEIR folder: qrels/SPLIT.tsv (default: the only one, else test).")
@click.option(
    "--engine",
    default="whoosh",
    show_default=True,
    metavar="NAME",
    help=f"What indexes a BEIR folder: one of {', '.join(names('service.search.engines'))}.",
)
@click.option("--measure", "measures", multiple=True, help="A measure of ir_measures, such as nDCG@10; repeatable.")
@click.option("--save-run", type=click.Path(path_type=Path), help="Write the ranking as a TREC run file.")
@click.option("--load-run", type=click.Path(path_type=Path), help="Measure this TREC run instead of asking.")
@click.option(
    "--against",
    type=click.Path(path_type=Path),
    help="Compare with a TREC run file, or (judged questions) another index or build folder.",
)
@click.option("--at-least", multiple=True, metavar="MEASURE=VALUE", help="Exit 1 where a mean is below; repeatable.")
@click.option("--per-query", is_flag=True, help="List every question with its values.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@click.option(
    "--index", type=click.Path(path_type=Path), help="The index the judged questions are asked (as in search)."
)
def command(
    folder: Path | None,
    split: str | None,
    engine: str,
    measures: tuple[str, ...],
    save_run: Path | None,
    load_run: Path | None,
    against: Path | None,
    at_least: tuple[str, ...],
    per_query: bool,
    as_json: bool,
    index: Path | None,
) -> None:
    """Ask the judged questions of the corpus, or those of the BEIR folder FOLDER, and measure the answers.

    A BEIR folder has corpus.jsonl, queries.jsonl and qrels/SPLIT.tsv; it is indexed for this run alone.
    Needs ir_measures (pip install -e '.[eval]').

    \b
    Exit codes: 0 measured, 1 a mean is below --at-least, 2 could not measure.
    """
    from service.jobs.desks import Desks
    from service.jobs.eval import compared, measured
    from service.jobs.trec import read_run, write_run

    bars = [_bar(text) for text in at_least]
    measures = measures and (*measures, *(name for name, _ in bars if name not in measures))
    task, answers, theirs = _asked(Desks(), folder, split, engine, index, load_run, against)
    ours = measured(task, answers, measures)
    if save_run is not None:
        write_run(save_run, answers, "kawen")
    if against is not None and theirs is None:
        theirs = read_run(against)
    differences = compared(ours, measured(task, theirs, measures)) if theirs is not None else []
    if as_json:
        import json

        click.echo(json.dumps(_json(task, ours, answers, differences), ensure_ascii=False, indent=2))
    else:
        for line in _lines(task, ours, answers, differences, per_query):
            click.echo(line)
    below = [f"{name} {ours.means[name]:.4f} < {bar}" for name, bar in bars if _mean(ours, name) < bar]
    for said in below:
        click.echo(f"kawen: {said}", err=True)
    raise SystemExit(bool(below))


def _asked(
    desks: "Desks",
    folder: Path | None,
    split: str | None,
    engine: str,
    index: Path | None,
    load_run: Path | None,
    against: Path | None,
) -> "tuple[Task, Run, Run | None]":
    """The task, the ranking to be measured, and that of another build to compare with."""
    from service.jobs.eval import collection, run
    from service.jobs.place import index_folder
    from service.jobs.trec import beir, own, read_run
    from service.search.shelf import Shelf, opened

    if folder is not None:
        task = beir(folder, split)
        if load_run is not None:
            return task, read_run(load_run), None
        with collection(desks, task, engine) as build:
            return task, run(build, task), None
    build = Shelf(index_folder(index)).get()
    task = own(desks.questions(), build)
    theirs = None
    if against is not None and against.is_dir():
        theirs = run(Shelf(against).get() if (against / "CURRENT").exists() else opened(against), task)
    return task, read_run(load_run) if load_run is not None else run(build, task), theirs


def _bar(text: str) -> tuple[str, float]:
    name, _, value = text.partition("=")
    try:
        return name, float(value)
    except ValueError:
        raise click.BadParameter(f"{text!r} is not MEASURE=VALUE", param_hint="--at-least") from None


def _mean(ours: "Measured", name: str) -> float:
    if name not in ours.means:
        raise click.BadParameter(f"{name} is not measured; add --measure {name}", param_hint="--at-least")
    return ours.means[name]


def _lines(
    task: "Task", ours: "Measured", answers: "Run", differences: "list[Difference]", per_query: bool
) -> Iterator[str]:
    from service.jobs.eval import missed
    from service.text.terminal import harmless

    yield f"{task.name}: {len(task.questions)} questions"
    for name, mean in ours.means.items():
        yield f"{name:10} {mean:.4f}"
    for difference in differences:
        yield (
            f"{difference.measure:10} {difference.ours - difference.theirs:+.4f} against {difference.theirs:.4f}, "
            f"p = {difference.p:.4f}; {len(difference.better)} better, {len(difference.worse)} worse"
        )
    changed = {q for d in differences for q in (*d.better, *d.worse)}
    places = missed(task, answers)
    listed = task.questions if per_query else [*(places if task.passages else ()), *sorted(changed - places.keys())]
    for id in listed:
        values = " ".join(f"{name} {of[id]:.3f}" for name, of in ours.values.items())
        yield harmless(f"{id}  {values}  {task.questions[id]}")


def _json(task: "Task", ours: "Measured", answers: "Run", differences: "list[Difference]") -> dict[str, Any]:
    from dataclasses import asdict

    return {
        "task": task.name,
        "means": ours.means,
        "questions": {
            id: {"text": text, "values": {name: of[id] for name, of in ours.values.items()}, "best": _best(answers, id)}
            for id, text in task.questions.items()
        },
        "comparison": [asdict(difference) for difference in differences],
    }


def _best(answers: "Run", id: str) -> list[str]:
    """The first ten documents."""
    return [name for name, _ in sorted(answers.get(id, {}).items(), key=lambda pair: -pair[1])[:10]]
