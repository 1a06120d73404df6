"""Serve editors: diagnostics as you type, why and by which source, fixes (LSP over standard input and output)."""

import click


@click.command("lsp", short_help="Serve editors over the Language Server Protocol.")
def command() -> None:
    """Speak the Language Server Protocol over standard input and output; editors start this, people do not.

    It needs the extra `lsp`: pip install -e '.[lsp]'.
    """
    from datetime import date

    from service.errors import MissingExtra
    from service.jobs.desks import Desks

    try:
        from service.editor.server import serve
    except ModuleNotFoundError as trouble:
        raise MissingExtra.of("kawen lsp", "lsp", trouble) from None
    serve(Desks(), date.today).start_io()
