"""List the sentences to check next."""

from typing import Any

import click

from service.commands.corpus._options import AS_OF, JSON, day, show


@click.command("doubts", short_help="List sentences whose fact is of medium or low confidence.")
@AS_OF
@JSON
def command(as_of: Any, as_json: bool) -> None:
    """List every sentence of the corpus that makes a claim whose fact is not of high confidence, and the fact."""
    from dataclasses import asdict

    from service.jobs.desks import Desks
    from service.jobs.doubts import doubt_lines, doubts

    found = doubts(Desks(), day(as_of))
    show(doubt_lines(found), [asdict(one) for one in found], as_json)
