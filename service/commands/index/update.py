"""Bring the index up to date, working out only what has changed."""

from pathlib import Path
from typing import Any

import click

from service.commands.index._options import building


@click.command("update", short_help="The same, working out only the articles that changed.")
@building
@click.option("--job", type=click.Path(path_type=Path), hidden=True, help="Write the outcome to this file.")
def command(**options: Any) -> None:
    """Like build, but what was worked out of an unchanged article is used again; the answers are the same.

    Keeps the engine and the folder of articles of the build that serves, unless told otherwise.

    \b
    Exit codes: 0 switched, or nothing to do; 2 not switched: the old build still serves.
    """
    from service.commands.index._run import run

    run(reuse=True, **options)
