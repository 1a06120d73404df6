"""Serve writing assistants: lint, search, rules and facts as tools (MCP over standard input and output)."""

from pathlib import Path

import click


@click.command("mcp", short_help="Serve writing assistants over the Model Context Protocol.")
@click.option("--index", type=click.Path(path_type=Path), help="Folder of the index that search_faq asks.")
def command(index: Path | None) -> None:
    """Speak the Model Context Protocol over standard input and output; assistants start this, people do not.

    It needs the extra `mcp`: pip install -e '.[mcp]'.
    """
    from datetime import date

    from service.errors import MissingExtra
    from service.jobs.desks import Desks
    from service.jobs.place import index_folder

    try:
        from service.assistant.server import serve
    except ModuleNotFoundError as trouble:
        raise MissingExtra.of("kawen mcp", "mcp", trouble) from None
    serve(Desks(), index_folder(index), date.today).run()
