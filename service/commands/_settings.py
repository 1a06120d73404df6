"""The options of `kawen lint`: what configuration files may say too, and what only a run has."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

_SETTINGS = (
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

_RUN = (
    click.option(
        "--baseline",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="Report only what this file does not know.",
    ),
    click.option("--update-baseline", is_flag=True, help="Write to the baseline what is found now."),
    click.option(
        "--fix",
        is_flag=True,
        help="Mend what can be mended safely, and report the rest; of - the mended text is printed, the rest beside it.",
    ),
    click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: mend what wants to be read over, too."),
    click.option("--diff", is_flag=True, help="Show what --fix would change; exit 1 if it is anything."),
    click.option("--jobs", "-j", type=click.IntRange(min=0), default=1, metavar="N", help="Processes; 0: one a CPU."),
    click.option("--no-cache", is_flag=True, help="Neither use nor keep findings of other runs."),
    click.option(
        "--cache-dir",
        type=click.Path(path_type=Path, file_okay=False),
        help="Where findings are kept between runs (default: $KAWEN_CACHE_DIR, else the user's cache folder).",
    ),
    click.option("--watch", is_flag=True, help="Run again whenever a file changes, until Ctrl-C."),
    click.option("--quiet", "-q", is_flag=True, help="Say nothing where nothing was found; no notes, no progress."),
    click.option("--exit-zero", is_flag=True, help="Exit 0 even with findings; 2 still means work left undone."),
    click.option("--max-warnings", type=click.IntRange(min=0), metavar="N", help="Bear N warnings, exit 1 with more."),
)


def config_options(command: Command) -> Command:
    """Options that win over configuration files."""
    for option in reversed(_SETTINGS):
        command = option(command)
    return command


def run_options(command: Command) -> Command:
    """Options that only a run has."""
    for option in reversed(_RUN):
        command = option(command)
    return command
