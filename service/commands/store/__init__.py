"""The file of feedback, counts and tokens: back it up, put a backup in place, look whether it is whole."""

import click

from service.commands import Folder


class Store(Folder):
    """The commands of this folder."""

    package = __name__


@click.group("store", cls=Store, short_help="Back up, restore and check feedback, counts and tokens.")
def command() -> None:
    """Back up the store while the service writes, put a backup in place, look whether it is whole."""
