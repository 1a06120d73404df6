"""Show what an article claims, and what the facts say of it."""

import sys
from pathlib import Path
from typing import Any

import click


@click.command("claims", short_help="Show what an article claims and what the facts say of it.")
@click.argument("path", type=click.Path(path_type=Path, readable=False), metavar="FILE")
@click.option("--attribute", "names", multiple=True, metavar="NAME", help="Only claims about this; repeatable.")
@click.option("--verdict", "verdicts", multiple=True, metavar="NAME", help="Only claims so judged; repeatable.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Judge by the facts of this day (default: today).",
)
def command(path: Path, names: tuple[str, ...], verdicts: tuple[str, ...], as_json: bool, as_of: Any) -> None:
    """Read the claims of the article FILE, each with its place, its verdict and the facts behind it.

    Everything that was read is shown, what is right or cannot be checked included; `kawen lint` reports only
    what would hurt a reader. FILE may be - for standard input.
    """
    from datetime import date

    from service.claims.read import attributes
    from service.corpus.encodings import LARGEST, decode
    from service.jobs.claims import claim_lines, claims_json, claims_of
    from service.jobs.desks import Desks
    from service.model import RULINGS
    from service.text.terminal import harmless

    _known(names, [attribute.name for attribute in attributes()], "attribute")
    _known(verdicts, RULINGS, "verdict")
    today = as_of.date() if as_of else date.today()
    desks = Desks()
    if path == Path("-"):
        article = desks.reader.parse(decode(sys.stdin.buffer.read(LARGEST + 1), "-"), "-")
    else:
        article = desks.reader.load(path)
    judged = claims_of(desks, article, today, *names)
    judged = tuple(one for one in judged if not verdicts or one.verdict in verdicts)
    if as_json:
        import json

        click.echo(json.dumps(claims_json(article, judged), ensure_ascii=False, indent=2))
        return
    for line in claim_lines(article, judged):
        click.echo(harmless(line))
    if not judged:
        click.echo("没有读到可以与事实对照的说法。")


def _known(given: tuple[str, ...], known: Any, what: str) -> None:
    import difflib

    from service.errors import BadSettings

    for name in given:
        if name not in known:
            close = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
            hint = f"; did you mean {close[0]!r}?" if close else ""
            raise BadSettings(f"unknown {what} {name!r}{hint} There are: {', '.join(known)}")
