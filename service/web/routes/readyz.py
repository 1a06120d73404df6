"""GET /readyz → 200 {"ready": true, "build", "age_seconds", "stale": […], "trouble", …}, 503 draining or without index."""

import time
from datetime import UTC, date, datetime

from flask import Blueprint, current_app, jsonify
from flask.typing import ResponseReturnValue

from service.jobs.index import stale
from service.search.manifest import Manifest
from service.search.shelf import Shelf
from service.web.draining import Draining
from service.web.problems import Refused

bp = Blueprint("readyz", __name__)
#: Seconds for which a look at the corpus is good enough.
_FRESH = 30.0


@bp.get("/readyz")
def readyz() -> ResponseReturnValue:
    """Whether questions can be answered, from what, how old it is, and whether it is still the state of the corpus.

    A build is verified file by file when it is opened; `trouble` says why a newer one was refused.
    """
    draining: Draining = current_app.extensions["draining"]
    if draining:
        raise Refused(503, "the service is being stopped; ask another one")
    shelf: Shelf = current_app.extensions["shelf"]
    build = shelf.get()
    made = build.manifest
    troubles = [*([shelf.trouble] if shelf.trouble else []), *build.engine.troubles()]
    return jsonify(
        ready=True,
        build=made.build,
        engine=made.engine,
        built=made.built,
        age_seconds=age(made),
        articles=made.articles,
        passages=made.passages,
        as_of=made.as_of,
        stale=stale_reasons(made),
        trouble="; ".join(troubles) or None,
    )


def age(made: Manifest) -> int:
    """Seconds since a build was made."""
    built = datetime.fromisoformat(made.built)
    return int((datetime.now(UTC) - (built if built.tzinfo else built.replace(tzinfo=UTC))).total_seconds())


def stale_reasons(made: Manifest) -> list[str]:
    """Why the build is stale, looked up at most every half minute."""
    seen = current_app.extensions.get("stale")
    now = time.monotonic()
    if seen is None or seen[0] != made.build or now - seen[1] > _FRESH:
        reasons = stale(current_app.extensions["desks"][1], made, date.today())
        seen = current_app.extensions["stale"] = (made.build, now, reasons)
    found: list[str] = seen[2]
    return found
