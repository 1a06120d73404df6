"""Check the corpus as a whole."""

from typing import Any

import click

from service.commands.corpus._options import AS_OF, JSON, day, show


@click.command("check", short_help="Find what is missing or broken in the corpus.")
@click.option(
    "--profile",
    type=click.Choice(["traveller", "publisher"]),
    default="traveller",
    show_default=True,
    help="How old a check of an article may be: a year, or half a year.",
)
@AS_OF
@JSON
def command(profile: str, as_of: Any, as_json: bool) -> None:
    """Check front matter, links between articles, cited facts, dates of checking, judged questions, and whether
    every promised destination (corpus/coverage.toml) has its articles.

    What single sentences claim is judged by `kawen lint`.

    \b
    Exit codes: 0 clean, 1 errors or warnings, 2 an article could not be read (wins over 1).
    """
    from dataclasses import asdict

    from service.jobs.curate import check, check_lines
    from service.jobs.desks import Desks
    from service.text.terminal import harmless

    checked = check(Desks(), day(as_of), profile)
    show(check_lines(checked), [asdict(remark) for remark in checked.remarks], as_json)
    for trouble in checked.unread:
        click.echo(harmless(f"kawen: {trouble}"), err=True)
    raise SystemExit(2 if checked.unread else int(not checked.clean))
