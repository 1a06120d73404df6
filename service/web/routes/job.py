"""GET /api/v1/jobs/<id> → {"job", "status": "running" | "done" | "failed", "progress" | "build" | "error"}."""

from flask import Blueprint, current_app, jsonify
from flask.typing import ResponseReturnValue

from service.jobs import record
from service.web.asked import no_parameters
from service.web.models.index import JobAnswer
from service.web.operation import Operation, operation
from service.web.settings import Settings

bp = Blueprint("job", __name__)


@bp.get("/api/v1/jobs/<id>")
@operation(Operation("Follow a rebuild", JobAnswer, problems=(400, 404), example={"id": "20261120T081500-3f9a1c20"}))
def job(id: str) -> ResponseReturnValue:
    """How a rebuild stands; `progress` has step, done, total, per_second and seconds_left once there is any."""
    no_parameters()
    settings: Settings = current_app.extensions["settings"]
    return jsonify(record.read(settings.index, id))
