"""Complete a question that is being typed."""

from pathlib import Path

import click


@click.command("suggest", short_help="Complete a question that is being typed.")
@click.argument("typed", nargs=-1, required=True)
@click.option("--limit", type=int, default=8, show_default=True, help="How many, at most 20.")
@click.option("--json", "as_json", is_flag=True, help="Print what GET /api/v1/suggest answers.")
@click.option("--index", type=click.Path(path_type=Path), help="The index folder (as in search).")
def command(typed: tuple[str, ...], limit: int, as_json: bool, index: Path | None) -> None:
    """Say how TYPED may go on: in Chinese, pinyin or Latin letters, finished or not.

    \b
    Exit codes: 0 there are suggestions, 1 there are none, 2 could not look.
    """
    from service.jobs.place import index_folder
    from service.jobs.suggest import suggest, suggested_json, suggested_lines
    from service.search.shelf import Shelf

    found = suggest(Shelf(index_folder(index)).get(), " ".join(typed), limit)
    if as_json:
        import json

        click.echo(json.dumps(suggested_json(found), ensure_ascii=False, indent=2))
    else:
        for line in suggested_lines(found):
            click.echo(line)
    raise SystemExit(not found.completions and not found.did_you_mean)
