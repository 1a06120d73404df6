"""What the subcommands share."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import click

AS_OF = click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="As things stand on this day (default: today)."
)
JSON = click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")


def day(as_of: Any) -> date:
    """The day meant by --as-of."""
    return as_of.date() if as_of else date.today()


def show(lines: Iterable[str], values: Any, as_json: bool) -> None:
    """Print lines, or the values as JSON."""
    import json

    from service.text.terminal import harmless

    if as_json:
        click.echo(json.dumps(values, ensure_ascii=False, indent=2))
        return
    for line in lines:
        click.echo(harmless(line))
