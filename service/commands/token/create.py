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

    made, text = tokens.create(opened(store), name, scopes)
    if as_json:
        click.echo(json.dumps({**asdict(made), "token": text}, ensure_ascii=False, indent=2))
        return
    click.echo(text)
    click.echo(f"kawen: token {made.id} for {', '.join(made.scopes)}; it is not shown again", err=True)
