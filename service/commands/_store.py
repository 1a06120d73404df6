"""Which store a command is about."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from service.store.database import Database

STORE = click.option(
    "--store",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The store (default: the service's: $KAWEN_STORE, kawen-server.toml, else kawen.sqlite beside the index).",
)
JSON = click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")


def opened(chosen: Path | None) -> "Database":
    """The store that was chosen, or that of the service's settings."""
    from service.store.database import Database
    from service.web.settings import Settings

    return Database(chosen or Settings.load(Path.cwd(), {}).store_file)
