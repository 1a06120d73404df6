"""Make a bearer token."""

from pathlib import Path

import click

from service.commands._store import JSON, STORE, opened


@click.command("create", short_help="Make a token; it is shown this once.")
@click.argument("name")
@click.option("--scope", "scopes", multiple=True, metavar="SCOPE", help="rebuild or metrics; repeatable.")
@STORE
@JSON
def command(name: str, scopes: tuple[str, ...], store: Path | None, as_json: bool) -> None:
    """Make a token for what SCOPE says; NAME is for you to know it by. Only a hash of it is kept."""
    import json
    from dataclasses import asdict

    from service.store import tokens
    from service.text.terminal import harmless

    where = opened(store)
    made, text = tokens.create(where, name, scopes)
    click.echo(json.dumps({**asdict(made), "token": text}, ensure_ascii=False, indent=2) if as_json else text)
    click.echo(f"kawen: token {made.id} for {', '.join(made.scopes)}; it is not shown again", err=True)
    click.echo(f"kawen: kept in {harmless(str(where.file.absolute()))}, for the service that has this store", err=True)
