"""Build or update, with a progress line, and say what came of it."""

import time
from pathlib import Path
from typing import Any

import click

from service.commands.index._bar import Bar
from service.commands.index._options import show


def run(*, reuse: bool, job: Path | None = None, **options: Any) -> None:
    """What `kawen index build` and `kawen index update` do; `options` are those of `_options.building`."""
    from datetime import date

    from service.jobs.desks import Desks
    from service.jobs.index import DEFAULT_ENGINE, articles_of, engine_of, rebuild_index
    from service.jobs.limits import Limits
    from service.jobs.place import index_folder
    from service.jobs.record import recorded

    today = options["as_of"].date() if options["as_of"] else date.today()
    root, articles, engine = index_folder(options["index"]), options["articles"], options["engine"]
    if reuse:
        articles, engine = articles or articles_of(root), engine or engine_of(root)
    begun = time.monotonic()
    with recorded(job) as record, Bar(quiet=options["quiet"]) as bar:

        def tell(step: str, done: int, total: int) -> None:
            bar(step, done, total)
            record.progress(step, done, total)

        done = rebuild_index(
            Desks(),
            root,
            today,
            articles=articles,
            engine=engine or DEFAULT_ENGINE,
            allow_bad=options["allow_bad"],
            limits=Limits.of_environment(keep=options["keep"], margin=options["margin"], force=options["force"]),
            reuse=reuse,
            progress=tell,
        )
        record.done(done.manifest.build)
    if options["as_json"]:
        from service.jobs.index import rebuilt_json

        show({"index": str(root), **rebuilt_json(done), "seconds": round(time.monotonic() - begun, 3)})
        return
    from service.jobs.index import warnings

    for line in warnings(done):
        click.echo(f"kawen: {line}", err=True)
    if options["quiet"]:
        return
    made = done.manifest
    said = f"build {made.build}, {made.articles} articles, {made.passages} passages, {made.engine}"
    click.echo(f"{root}: {'nothing has changed since ' if done.unchanged else ''}{said}")
