"""Build the index aside, check it, switch to it; look at it, go back, clear away. One file per subcommand."""

import click

from service.commands import Folder


class Index(Folder):
    """The commands of this folder."""

    package = __name__


@click.group("index", cls=Index, short_help="Build, update, inspect and verify the index.")
def command() -> None:
    """Build the index aside and switch to it in one step; inspect it, verify it, go back to an earlier build."""
