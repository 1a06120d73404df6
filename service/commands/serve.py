"""Serve the search page and the HTTP interface."""

from pathlib import Path

import click


@click.command("serve", short_help="Serve the search page and the HTTP interface.")
@click.option("--host", help="Address to listen on (default: 127.0.0.1).")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on (default: 8390; 0: any free one).")
@click.option(
    "--index",
    type=click.Path(path_type=Path),
    help="The index folder (default: $KAWEN_INDEX, else .kawen/index of the checkout, else the user's data folder).",
)
@click.option("--workers", type=click.IntRange(1, 64), help="Processes that answer (default: 2).")
def command(host: str | None, port: int | None, index: Path | None, workers: int | None) -> None:
    """Build the index if there is none or it is stale, then serve until Ctrl+C.

    Settings come from the options, else from KAWEN_* in the environment, else from kawen-server.toml.
    """
    from service.jobs.desks import Desks
    from service.jobs.index import fresh_index
    from service.web import server
    from service.web.settings import Settings

    chosen = {"host": host, "port": port, "index": index, "workers": workers}
    settings = Settings.load(Path.cwd(), {name: value for name, value in chosen.items() if value is not None})
    with server.listening(settings) as listener:
        for line in fresh_index(Desks(), settings.index):
            click.echo(line)
        server.serve(settings, listener, announce=click.echo)
