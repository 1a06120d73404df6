"""What `kawen lint` reads and where it writes: the options of both."""

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


class Source(click.Path):
    """A file, a folder, a pattern, standard input, or an address of the web, which stays a string."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if isinstance(value, str) and value.lower().startswith(("http://", "https://")):
            return value
        return super().convert(value, param, ctx)


def input_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--encoding` and `--stdin-filename`."""
    return _all(
        command,
        click.option("--encoding", metavar="NAME", help="Encoding of the files, like gb18030 (default: UTF-8)."),
        click.option(
            "--stdin-filename",
            type=click.Path(path_type=Path),
            metavar="NAME",
            help="Judge and report standard input as if it were this file.",
        ),
    )


def _all(command: Callable[..., Any], *options: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(options):
        command = option(command)
    return command
