"""Options that the commands about the index share."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from service.folder import names

_Command = TypeVar("_Command", bound=Callable[..., Any])
INDEX = click.option(
    "--index",
    type=click.Path(path_type=Path),
    help="The index folder (default: $KAWEN_INDEX, else .kawen/index of the checkout, else the user's data folder).",
)
JSON = click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
QUIET = click.option("--quiet", is_flag=True, help="No progress; only what went wrong is said.")
KEEP = click.option(
    "--keep",
    type=click.IntRange(1, 100),
    metavar="N",
    help="Builds that stay, to go back to (default: $KAWEN_KEEP, else 3).",
)


def building(command: _Command) -> _Command:
    """The options of everything that builds."""
    for option in reversed(_BUILDING):
        command = option(command)
    return command


_BUILDING = (
    INDEX,
    click.option(
        "--articles", type=click.Path(path_type=Path), help="A folder of articles instead of the corpus's own."
    ),
    click.option(
        "--engine", metavar="NAME", help=f"One of {', '.join(names('service.search.engines'))} (default: whoosh)."
    ),
    click.option("--allow-bad", is_flag=True, help="Leave out articles that cannot be read, and say so."),
    click.option(
        "--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Judge articles by the facts of this day."
    ),
    click.option(
        "--margin",
        type=click.FloatRange(0, 1),
        metavar="SHARE",
        help="Share of the judged questions that may get worse (default: $KAWEN_MARGIN, else 0).",
    ),
    click.option("--force", is_flag=True, help="Switch even if more than that get worse; each is told."),
    KEEP,
    QUIET,
    JSON,
)


def show(value: object, *, lines: bool = False) -> None:
    """Print a value as JSON: laid out, or on a line of its own."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=None if lines else 2))
