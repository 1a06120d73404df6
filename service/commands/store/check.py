"""Whether the store is whole."""

from pathlib import Path

import click

from service.commands._store import JSON, STORE, opened


@click.command("check", short_help="Read every page of the store and say whether it is whole.")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@STORE
@JSON
def command(file: Path | None, store: Path | None, as_json: bool) -> None:
    """Check the store, or the backup FILE.

    \b
    Exit codes: 0 whole, 2 damaged or not there.
    """
    from service.commands.store._told import told
    from service.store import copies

    state = copies.check(file or opened(store).file)
    told(state, as_json)
    for trouble in state.troubles if not as_json else ():
        click.echo(f"kawen: {trouble}", err=True)
    raise SystemExit(2 if state.troubles else 0)
