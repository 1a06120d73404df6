"""Put a backup in place."""

from pathlib import Path

import click

from service.commands._store import JSON, STORE, opened


@click.command("restore", short_help="Put a backup in place; what was there is kept beside it.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@STORE
@JSON
def command(file: Path, store: Path | None, as_json: bool) -> None:
    """Check FILE, keep a copy of what is there now, and put FILE in its place in one transaction.

    The service may go on: it sees the store of before, or that of FILE.
    """
    from service.commands.store._told import told
    from service.store import copies

    where = opened(store)
    kept = copies.restore(where, file)
    told(copies.check(where.file), as_json, before=str(kept) if kept else None)
