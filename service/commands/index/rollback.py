"""Serve an earlier build again."""

from pathlib import Path

import click

from service.commands.index._options import INDEX, JSON, show


@click.command("rollback", short_help="Go back to the build before.")
@INDEX
@click.option("--to", metavar="BUILD", help="A build that `kawen index status` lists, instead of the one before.")
@JSON
def command(index: Path | None, to: str | None, as_json: bool) -> None:
    """Serve the build that served before the current one was made. It is verified first; readers follow at once.

    Without --to, every call goes one build further back; with --to it goes forward too.

    \b
    Exit codes: 0 switched, 2 not switched: what served still serves.
    """
    from service.jobs.limits import Limits
    from service.jobs.place import index_folder
    from service.search.build import rollback
    from service.search.shelf import current

    root = index_folder(index)
    before = (current(root) or [])[0]
    made = rollback(root, to, keep=Limits.of_environment().keep)
    if as_json:
        show({"index": str(root), "build": made.build, "before": before})
    else:
        click.echo(f"{root}: build {made.build} serves instead of {before}")
