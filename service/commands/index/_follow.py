"""The loop behind `kawen index watch`, as a terminal sees it."""

import signal
from datetime import date
from typing import Any

import click

from service.commands.index._bar import Bar
from service.commands.index._options import show


def follow(**options: Any) -> None:
    """Run until Ctrl+C or SIGTERM; either ends it cleanly between two files, never half way through a switch."""
    from service.jobs.index import DEFAULT_ENGINE, articles_of, engine_of, rebuilt_json, warnings
    from service.jobs.limits import Limits
    from service.jobs.place import index_folder
    from service.jobs.watch import Watch
    from service.text.terminal import harmless

    root = index_folder(options["index"])
    limits = Limits.of_environment(keep=options["keep"], margin=options["margin"], force=options["force"])
    fixed = options["as_of"].date() if options["as_of"] else None
    quiet, as_json = options["quiet"], options["as_json"]
    with Bar(quiet=quiet) as bar:
        watch = Watch(
            root,
            lambda: fixed or date.today(),
            articles=options["articles"] or articles_of(root),
            engine=options["engine"] or (engine_of(root) or DEFAULT_ENGINE),
            allow_bad=options["allow_bad"],
            limits=limits,
            every=options["every"],
            settle=options["settle"],
            progress=bar,
        )
        signal.signal(signal.SIGTERM, _stop)
        try:
            if not quiet and not as_json:
                click.echo(f"watching {watch.folder} (Ctrl+C stops it)")
            for event in watch:
                bar.wipe()
                if as_json:
                    told = rebuilt_json(event.done) if event.done else {"error": event.trouble}
                    show({"at": event.at, "seconds": event.seconds, **told}, lines=True)
                elif event.done is None:
                    for line in event.trouble.splitlines():
                        click.echo(harmless(f"kawen: {line}"), err=True)
                else:
                    for line in warnings(event.done):
                        click.echo(f"kawen: {line}", err=True)
                    if not quiet:
                        made, done = event.done.manifest, event.done
                        anew = 0 if done.unchanged else max(made.articles - done.reused, 0)
                        click.echo(
                            f"{event.at}  build {made.build}, {made.articles} articles, "
                            f"{anew} worked out anew, {event.seconds:.1f} s"
                        )
        except KeyboardInterrupt:
            bar.wipe()
            if not quiet and not as_json:
                click.echo("stopped; the index serves what it served")


def _stop(*_: object) -> None:
    raise KeyboardInterrupt
