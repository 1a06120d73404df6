"""What readers' questions ask of the editors."""

from pathlib import Path

import click

from service.commands._store import JSON, STORE, opened


@click.command("insights", short_help="What readers ask, do not find, and find unhelpful.")
@click.option("--days", type=click.IntRange(1, 3650), default=30, show_default=True, help="How far to look back.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="Lines of each list.")
@click.option(
    "--index",
    type=click.Path(path_type=Path),
    help="The index folder (default: $KAWEN_INDEX, else .kawen/index of the checkout, else the user's data folder).",
)
@STORE
@JSON
def command(days: int, limit: int, index: Path | None, store: Path | None, as_json: bool) -> None:
    """Questions nothing answers, grouped by meaning, each with the nearest article and a stub to begin with;
    what is asked most; answers that did not help.

    Words of questions are there as far as readers sent them or `keep_missing` and `query_log` allow.
    """
    import json
    from datetime import date

    from service.errors import NotFound
    from service.jobs.desks import Desks
    from service.jobs.insights import insights, insights_json, insights_lines
    from service.jobs.place import index_folder
    from service.search.shelf import Shelf
    from service.text.terminal import harmless

    where = opened(store)
    if not where.file.is_file():
        raise NotFound(f"there is no store in {where.file} yet; the service makes it when there is something to keep")
    today = date.today()
    found = insights(where, Shelf(index_folder(index)).get(), Desks(), today, days=days, limit=limit)
    if as_json:
        click.echo(json.dumps(insights_json(found), ensure_ascii=False, indent=2))
        return
    for line in insights_lines(found):
        click.echo(harmless(line))
