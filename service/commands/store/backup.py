"""Back up the store."""

from pathlib import Path

import click

from service.commands._store import JSON, STORE, opened


@click.command("backup", short_help="Copy the store to one file, while the service writes.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@STORE
@JSON
def command(file: Path, store: Path | None, as_json: bool) -> None:
    """Copy the store as it is at one moment to FILE, check the copy, and only then give it its name.

    The service may go on writing. FILE must not be there yet; it holds tokens' hashes and what readers wrote.
    """
    from service.commands.store._told import told
    from service.store import copies

    told(copies.backup(opened(store), file), as_json)
