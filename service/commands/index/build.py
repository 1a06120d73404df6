"""Build the whole index anew."""

from pathlib import Path
from typing import Any

import click

from service.commands.index._options import building


@click.command("build", short_help="Build the whole index anew, check it, switch to it.")
@building
@click.option("--job", type=click.Path(path_type=Path), hidden=True, help="Write the outcome to this file.")
def command(**options: Any) -> None:
    """Build aside, verify, ask the judged questions, then switch. The old build serves until then.

    \b
    Exit codes: 0 switched, 2 not switched: the old build still serves.
    """
    from service.commands.index._run import run

    run(reuse=False, **options)
