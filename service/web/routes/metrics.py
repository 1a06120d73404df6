"""GET /metrics (Authorization: Bearer …) → numbers for Prometheus, of all workers together."""

from flask import Blueprint, Response, current_app
from flask.typing import ResponseReturnValue

from service.web import metrics as numbers
from service.web.bearer import require
from service.web.settings import Settings

bp = Blueprint("metrics", __name__)


@bp.get("/metrics")
def metrics() -> ResponseReturnValue:
    """With a token of scope metrics or KAWEN_METRICS_TOKEN; a port of their own (`metrics_port`) needs none."""
    require("metrics")
    settings: Settings = current_app.extensions["settings"]
    return Response(numbers.text(settings.index), content_type=numbers.TYPE)
