"""GET /readyz → 200 {"ready": true, "build", "articles", "passages", "stale": […], "trouble"}, 503 without an index."""

import time
from datetime import date

from flask import Blueprint, current_app, jsonify
from flask.typing import ResponseReturnValue

from service.jobs.index import stale
from service.search.manifest import Manifest
from service.search.shelf import Shelf

bp = Blueprint("readyz", __name__)
#: Seconds for which a look at the corpus is good enough.
_FRESH = 30.0


@bp.get("/readyz")
def readyz() -> ResponseReturnValue:
    """Whether questions can be answered, from what, and whether that is still the state of the corpus."""
    shelf: Shelf = current_app.extensions["shelf"]
    made = shelf.get().manifest
    return jsonify(
        ready=True,
        build=made.build,
        engine=made.engine,
        built=made.built,
        articles=made.articles,
        passages=made.passages,
        as_of=made.as_of,
        stale=stale_reasons(made),
        trouble=shelf.trouble,
    )


def stale_reasons(made: Manifest) -> list[str]:
    """Why the build is stale, looked up at most every half minute."""
    seen = current_app.extensions.get("stale")
    now = time.monotonic()
    if seen is None or seen[0] != made.build or now - seen[1] > _FRESH:
        reasons = stale(current_app.extensions["desks"][1], made, date.today())  # noqa: DTZ011 (our own day)
        seen = current_app.extensions["stale"] = (made.build, now, reasons)
    found: list[str] = seen[2]
    return found
