"""Build the index aside, check it, switch to it; look at it; verify its files."""

from pathlib import Path
from typing import Any

import click

from service.folder import names

_INDEX = click.option(
    "--index",
    type=click.Path(path_type=Path),
    help="The index folder (default: $KAWEN_INDEX, else .kawen/index of the checkout, else the user's data folder).",
)


@click.group("index", short_help="Build, inspect and verify the index.")
def command() -> None:
    """Build the index aside and switch to it in one step; inspect and verify it."""


@command.command("build")
@_INDEX
@click.option("--articles", type=click.Path(path_type=Path), help="A folder of articles instead of the corpus's own.")
@click.option(
    "--engine",
    default="whoosh",
    show_default=True,
    metavar="NAME",
    help=f"One of {', '.join(names('service.search.engines'))}.",
)
@click.option("--allow-bad", is_flag=True, help="Leave out articles that cannot be read, and say so.")
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Judge articles by the facts of this day."
)
@click.option("--job", type=click.Path(path_type=Path), hidden=True, help="Write the outcome to this file.")
def build(
    index: Path | None, articles: Path | None, engine: str, allow_bad: bool, as_of: Any, job: Path | None
) -> None:
    """Build aside, verify, ask the judged questions, then switch. The old build serves until then.

    \b
    Exit codes: 0 switched, 2 not switched: the old build still serves.
    """
    from datetime import date

    from service.jobs.desks import Desks, index_folder
    from service.jobs.index import rebuild_index
    from service.jobs.record import recorded

    today = as_of.date() if as_of else date.today()  # noqa: DTZ011 (the reader's own day)
    root = index_folder(index)
    with recorded(job) as record:
        done = rebuild_index(Desks(), root, today, articles=articles, engine=engine, allow_bad=allow_bad)
        record(done.manifest.build)
    if done.unasked:
        absent = ", ".join(sorted({question.article for question in done.unasked}))
        asked = f"{len(done.unasked)} judged questions were not asked: there is no article {absent}"
        click.echo(f"kawen: {asked}", err=True)
    for trouble in done.left_out:
        click.echo(f"kawen: left out: {trouble}", err=True)
    made = done.manifest
    click.echo(f"{root}: build {made.build}, {made.articles} articles, {made.passages} passages, {made.engine}")


@command.command("status")
@_INDEX
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def status(index: Path | None, as_json: bool) -> None:
    """Say which build serves, what it holds, and whether it is stale."""
    from service.jobs.desks import Desks, index_folder
    from service.jobs.index import index_state

    state = index_state(Desks(), index_folder(index))
    if as_json:
        import json

        click.echo(json.dumps(state, ensure_ascii=False, indent=2))
        return
    for name, value in state.items():
        shown = ", ".join(value) or "no" if isinstance(value, list) else value
        click.echo(f"{name:12} {'none' if shown is None else shown}")


@command.command("verify")
@_INDEX
def verify(index: Path | None) -> None:
    """Check every file of the current build against its manifest and open it."""
    from service.jobs.desks import index_folder
    from service.search.shelf import current, opened

    root = index_folder(index)
    names = current(root) or []
    build = opened(root / names[0])
    click.echo(f"{root / names[0]}: {len(build.manifest.files)} files as the manifest says")
