"""Follow the folder of articles and update the index whenever it changes."""

from typing import Any

import click

from service.commands.index._options import building


@click.command("watch", short_help="Update the index whenever an article changes.")
@building
@click.option(
    "--every",
    type=click.FloatRange(0.05, 3600),
    default=1.0,
    show_default=True,
    metavar="SECONDS",
    help="Time between two looks at the folder.",
)
@click.option(
    "--settle",
    type=click.FloatRange(0, 60),
    default=0.5,
    show_default=True,
    metavar="SECONDS",
    help="How long nothing may change before an update begins.",
)
def command(**options: Any) -> None:
    """Look at articles, facts, words and questions again and again; update when they change, until Ctrl+C.

    An article that cannot be read is reported, and the old build serves until it is mended.
    With --json each event is one line.
    """
    from service.commands.index._follow import follow

    follow(**options)
