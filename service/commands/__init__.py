"""One file per command; the file's name is the command's. Heavy imports sit inside the commands."""

import sys
from typing import Any

import click

from service import __version__, folder
from service.errors import ServiceError


class Trouble(click.ClickException):
    """A ServiceError as click shows it."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        from service.text.terminal import harmless

        for line in f"kawen: {self.message}".splitlines():
            click.echo(harmless(line), file=file or sys.stderr)


class Folder(click.Group):
    """The commands of a folder, each loaded when it is needed."""

    #: The package whose files are the commands.
    package = __name__

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(folder.names(self.package))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in folder.names(self.package):
            return None
        command: click.Command = folder.load(self.package, cmd_name).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in folder.names(self.package):
            import difflib

            close = difflib.get_close_matches(args[0], folder.names(self.package), n=1)
            hint = f" Did you mean {close[0]!r}?" if close else ""
            ctx.fail(f"No such command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ServiceError as trouble:
            raise Trouble(str(trouble)) from trouble
        except OSError as trouble:
            if isinstance(trouble, BrokenPipeError):
                raise
            raise Trouble(f"{trouble.filename or 'stopped'}: {trouble.strerror or trouble}") from trouble
        except KeyboardInterrupt:
            click.echo("kawen: interrupted", err=True)
            raise SystemExit(130) from None  # as shells say it; 1 would mean findings


@click.group(cls=Folder, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kawen")
def group() -> None:
    """卡问: ask about travel SIM cards, lint articles about them, rebuild the index.

    \b
    Exit codes: 0 nothing to complain of, 1 findings, 2 could not do all of the work.
    """


def main() -> None:
    """The door of the script `kawen`, of `python -m service` and of `cli.py`."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # names of files may be any bytes
    group(prog_name="kawen")
