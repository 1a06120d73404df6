"""Revoke a bearer token."""

from pathlib import Path

import click

from service.commands._store import JSON, STORE, opened


@click.command("revoke", short_help="Make a token worthless.")
@click.argument("id")
@STORE
@JSON
def command(id: str, store: Path | None, as_json: bool) -> None:
    """Make the token that `kawen token list` shows as ID worthless, from the next request on."""
    import json
    from dataclasses import asdict

    from service.errors import NotFound
    from service.store import tokens

    where = opened(store)
    if not where.file.is_file():
        raise NotFound(f"there is no store in {where.file}, and so no token")
    done = tokens.revoke(where, id)
    click.echo(
        json.dumps(asdict(done), ensure_ascii=False, indent=2) if as_json else f"token {done.id} revoked {done.revoked}"
    )
