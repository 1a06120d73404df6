"""GET /api/v1/index → the build that answers: {"build", "engine", "built", "articles", "passages", "as_of", "stale", "building", …}."""

from flask import Blueprint, current_app, jsonify
from flask.typing import ResponseReturnValue

from service.search.build import busy
from service.search.shelf import Shelf
from service.web.asked import build, no_parameters
from service.web.models.index import IndexAnswer
from service.web.operation import Operation, operation
from service.web.routes.readyz import stale_reasons

bp = Blueprint("api_index", __name__)


@bp.get("/api/v1/index")
@operation(Operation("Say which build answers", IndexAnswer, problems=(400, 503), kept="content"))
def index() -> ResponseReturnValue:
    """What the index holds, how old it is, whether it is stale, and whether a new one is being built."""
    no_parameters()
    shelf: Shelf = current_app.extensions["shelf"]
    made = build().manifest
    return jsonify(
        build=made.build,
        engine=made.engine,
        built=made.built,
        articles=made.articles,
        passages=made.passages,
        as_of=made.as_of,
        next_change=made.next_change,
        stale=stale_reasons(made),
        building=busy(shelf.root),
        trouble="a newer build cannot be opened; the log of the service says why" if shelf.trouble else None,
        forced=made.forced,
        wrong=made.wrong,
    )
