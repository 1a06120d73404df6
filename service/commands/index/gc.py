"""Clear away builds that nobody needs."""

from pathlib import Path

import click

from service.commands.index._options import INDEX, JSON, KEEP, show


@click.command("gc", short_help="Remove builds nobody needs any more.")
@INDEX
@KEEP
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
@JSON
def command(index: Path | None, keep: int | None, dry_run: bool, as_json: bool) -> None:
    """Remove what killed builders left, and builds older than the last N.

    The build in service stays, and so does every build that any process has open.
    """
    from service.jobs.limits import Limits
    from service.jobs.place import index_folder
    from service.search.build import collect

    root = index_folder(index)
    gone, stays = collect(root, Limits.of_environment(keep=keep).keep, only_look=dry_run)
    if as_json:
        rows = {"gone": gone, "stays": stays}
        shown = {name: [{"name": o.name, "why": o.why, "size": o.size} for o in found] for name, found in rows.items()}
        show({"index": str(root), "dry_run": dry_run, **shown})
        return
    for one in gone:
        click.echo(f"{'would go' if dry_run else 'removed'}  {one.name}  {one.why}, {one.size / 1e6:.1f} MB")
    for one in stays:
        click.echo(f"stays    {one.name}  {one.why}, {one.size / 1e6:.1f} MB")
