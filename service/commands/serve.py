"""Serve the search page and the HTTP interface."""

from pathlib import Path

import click

from service.folder import names


@click.command("serve", short_help="Serve the search page and the HTTP interface.")
@click.option("--host", help="Address to listen on (default: 127.0.0.1).")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on (default: 8390; 0: any free one).")
@click.option(
    "--index",
    type=click.Path(path_type=Path),
    help="The index folder (default: $KAWEN_INDEX, else .kawen/index of the checkout, else the user's data folder).",
)
@click.option("--workers", type=click.IntRange(1, 64), help="Processes that answer (default: 2).")
@click.option(
    "--engine",
    type=click.Choice(names("service.search.engines")),
    help="What holds the index (default: what it was built by, else whoosh).",
)
@click.option("--check", is_flag=True, help="Only say whether it could serve: settings, index, store, ports.")
@click.option("--dev", is_flag=True, help="Flask's own server, which reloads what changes; for this machine alone.")
def command(
    host: str | None,
    port: int | None,
    index: Path | None,
    workers: int | None,
    engine: str | None,
    check: bool,
    dev: bool,
) -> None:
    """Build the index if there is none or it is stale, then serve until Ctrl+C.

    Settings come from the options, else from KAWEN_* in the environment, else from kawen-server.toml.

    \b
    SIGTERM: /readyz says no, running requests end, exit 0. SIGHUP: settings and index are read anew.
    Exit codes of --check: 0 it could serve, 2 it could not, and what to do about it.
    """
    from service.jobs.desks import Desks
    from service.jobs.index import fresh_index
    from service.web import server
    from service.web.settings import Settings

    options = {"host": host, "port": port, "index": index, "workers": workers, "engine": engine}
    given = {name: value for name, value in options.items() if value is not None}
    folder = Path.cwd()

    def settings() -> Settings:
        return Settings.load(folder, given)

    if check:
        from service.web.check import checks

        stopped = False
        for name, said, state in checks(settings):
            click.echo(f"{state:4} {name:9} {said}", err=state != "ok")
            stopped |= state == "no"
        raise SystemExit(2 if stopped else 0)
    chosen = settings()
    if dev:
        for line in fresh_index(Desks(), chosen.index, chosen.engine):
            click.echo(line)
        server.develop(chosen, announce=click.echo)
        return
    with server.listening(chosen) as listener:
        for line in fresh_index(Desks(), chosen.index, chosen.engine):
            click.echo(line)
        server.serve(chosen, listener, announce=click.echo, again=settings)
