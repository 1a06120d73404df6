"""What `kawen lint` reads and writes: the options of both, apart from how it judges."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from service.folder import names

_FILE = click.Path(path_type=Path, dir_okay=False, writable=True)


def output_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--format`, `--json`, `--output-file`, `--output` and `--color`."""
    return _all(
        command,
        click.option(
            "--format",
            "form",
            metavar="NAME",
            default="text",
            show_default=True,
            help=f"Output format: {', '.join(names('service.report'))}.",
        ),
        click.option("--json", "form", flag_value="json", help="Short for --format json."),
        click.option(
            "--output-file", type=_FILE, metavar="FILE", help="Write the format to FILE, not to the terminal."
        ),
        click.option(
            "--output",
            "outputs",
            multiple=True,
            metavar="FORMAT=FILE",
            help="Write another format too, like sarif=kawen.sarif; repeatable.",
        ),
        click.option(
            "--color",
            "--colour",
            "colour",
            type=click.Choice(["auto", "always", "never"]),
            default="auto",
            show_default=True,
            help="Paint the text format; auto heeds NO_COLOR, FORCE_COLOR and the terminal.",
        ),
    )


def _all(command: Callable[..., Any], *options: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(options):
        command = option(command)
    return command
