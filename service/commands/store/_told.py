"""What a store holds, as the commands say it."""

import json
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from service.store.copies import State


def told(state: "State", as_json: bool, **more: object) -> None:
    """Print a state: one line a table, or one object."""
    if as_json:
        told = {"file": str(state.file), "version": state.version, "rows": state.rows, "troubles": list(state.troubles)}
        click.echo(json.dumps({**told, **more}, ensure_ascii=False, indent=2))
        return
    rows = ", ".join(f"{count} {name}" for name, count in state.rows.items() if count) or "nothing yet"
    click.echo(f"{state.file}: version {state.version}; {rows}")
    for name, value in more.items():
        if value:
            click.echo(f"{name}: {value}")
