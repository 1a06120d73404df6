"""Bearer tokens for the HTTP interface: make, list, revoke. One file per subcommand."""

import click

from service.commands import Folder


class Token(Folder):
    """The commands of this folder."""

    package = __name__


@click.group("token", cls=Token, short_help="Make, list and revoke bearer tokens of the service.")
def command() -> None:
    """Make bearer tokens for the HTTP interface, list them, revoke them. A running service follows at once."""
