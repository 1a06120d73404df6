"""Whether the service could serve here, looked at without serving."""

import os
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import Literal

from service.errors import BadSettings, ServiceError
from service.jobs.desks import Desks
from service.jobs.index import stale, verify_build
from service.search.shelf import current
from service.store import copies
from service.web.server import listening
from service.web.settings import Settings
from service.web.windows import place, unusable

#: A `no` stands in the way, a `warn` does not.
State = Literal["ok", "warn", "no"]
#: What was looked at, what is to be said of it, and how it is.
Checked = tuple[str, str, State]


def checks(load: Callable[[], Settings]) -> Iterator[Checked]:
    """Everything `kawen serve` needs, one by one; without settings that can be read the rest is not looked at."""
    try:
        settings = load()
    except ServiceError as trouble:
        yield "settings", str(trouble), "no"
        return
    warnings = list(settings.warnings())
    for said in warnings:
        yield "settings", said, "warn"
    if not warnings:
        yield "settings", "as they should be", "ok"
    looks = {"index": _index, "store": _store, "port": _port, "metrics": _metrics, "limits": _limits}
    for name, look in looks.items():
        try:
            yield name, look(settings), "ok"
        except ServiceError as trouble:
            yield name, str(trouble), "no"


def _index(settings: Settings) -> str:
    names = current(settings.index) or []
    made = verify_build(settings.index / names[0])
    said = f"build {made.build}, {made.articles} articles, every file as the manifest says"
    reasons = stale(Desks(), made, date.today())
    return f"{said}; stale ({'; '.join(reasons)}): it is rebuilt at the start" if reasons else said


def _store(settings: Settings) -> str:
    file = settings.store_file
    if not file.exists():
        folder = next(parent for parent in file.absolute().parents if parent.exists())
        if not folder.is_dir() or not os.access(folder, os.W_OK):
            raise BadSettings(f"{file} cannot be made: {folder} cannot be written to; choose another with KAWEN_STORE")
        return f"{file} is made when there is something to keep"
    state = copies.check(file)
    if state.troubles:
        raise BadSettings(f"{file}: {state.troubles[0]}; restore a backup: kawen store restore FILE")
    if not os.access(file, os.W_OK) or not os.access(file.absolute().parent, os.W_OK):
        raise BadSettings(f"{file} cannot be written to by this user; change its owner, or choose another")
    return f"{file}, {sum(state.rows.values())} rows"


def _port(settings: Settings) -> str:
    with closing(listening(settings)):
        return f"{settings.host}:{settings.port} is free"


def _metrics(settings: Settings) -> str:
    if settings.metrics_port == 0:
        return "on the main port with a token, if there is one"
    if settings.metrics_port == settings.port:
        raise BadSettings(f"metrics_port and port are both {settings.port}; choose another")
    with closing(listening(replace(settings, host=settings.metrics_host, port=settings.metrics_port))):
        return f"{settings.metrics_host}:{settings.metrics_port} is free"


def _limits(settings: Settings) -> str:
    from limits.errors import ConfigurationError
    from limits.storage import storage_from_string

    where = place(settings.limit_storage)
    try:
        storage = storage_from_string(settings.limit_storage)
    except ConfigurationError as trouble:
        raise unusable(settings.limit_storage, trouble) from None
    if not storage.check():
        raise BadSettings(f"nothing answers at {where}; start it, or let each process count alone with memory://")
    return f"counted in {where}"
