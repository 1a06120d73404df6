"""The options of `kawen lint` that say what configuration files say too."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

_OPTIONS = (
    click.option("--select", multiple=True, metavar="RULE", help="Run only this rule or group; repeatable."),
    click.option("--ignore", multiple=True, metavar="RULE", help="Do not run this rule or group; repeatable."),
    click.option("--extend-select", multiple=True, metavar="RULE", help="Run this rule or group too; repeatable."),
    click.option("--extend-ignore", multiple=True, metavar="RULE", help="The same as --ignore.", hidden=True),
    click.option(
        "--profile",
        type=click.Choice(["traveller", "publisher"]),
        help="Rules to begin with: all, or without those about style (default: traveller).",
    ),
    click.option(
        "--as-of",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="DATE",
        help="Judge by the facts of this day (default: today).",
    ),
    click.option(
        "--fail-level",
        type=click.Choice(["error", "warning", "info"]),
        help="Exit 1 from this severity on (default: warning).",
    ),
    click.option(
        "--config",
        type=click.Path(path_type=Path),
        help="Configuration file (default: for each file the nearest kawen.toml, or pyproject.toml with "
        "[tool.kawen], upwards).",
    ),
)


def config_options(command: Command) -> Command:
    """Options that win over configuration files."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
