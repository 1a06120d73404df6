"""What the index holds, and whether it is stale."""

from pathlib import Path

import click

from service.commands.index._options import INDEX, JSON, show


@click.command("status", short_help="Say which build serves, and whether it is stale.")
@INDEX
@JSON
def command(index: Path | None, as_json: bool) -> None:
    """Say which build serves, what it holds, whether it is stale, and which builds one can go back to."""
    from service.jobs.desks import Desks
    from service.jobs.index import index_state
    from service.jobs.place import index_folder

    state = index_state(Desks(), index_folder(index))
    if as_json:
        show(state)
        return
    for name, value in state.items():
        if isinstance(value, list):
            value = ", ".join(value) or "no"
        elif isinstance(value, bool):
            value = "yes" if value else "no"
        click.echo(f"{name:12} {'none' if value is None else value}")
