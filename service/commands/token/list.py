"""List the tokens there are."""

from pathlib import Path

import click

from service.commands._store import JSON, STORE, opened


@click.command("list", short_help="List tokens: scopes, made, last used, revoked.")
@STORE
@JSON
def command(store: Path | None, as_json: bool) -> None:
    """List every token, also revoked ones; never the token itself. Moments are UTC, by the minute for the last use."""
    import json
    from dataclasses import asdict

    from service.store import tokens
    from service.text.terminal import harmless

    where = opened(store)
    found = tokens.each(where) if where.file.is_file() else []
    if as_json:
        click.echo(json.dumps([asdict(token) for token in found], ensure_ascii=False, indent=2))
        return
    if not found:
        click.echo("no tokens; make one: kawen token create NAME --scope rebuild")
    for token in found:
        state = f"revoked {token.revoked}" if token.revoked else f"used {token.used or 'never'}"
        click.echo(harmless(f"{token.id}  {','.join(token.scopes):16} made {token.created}  {state}  {token.name}"))
