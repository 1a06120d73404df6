"""GET /api/v1/jobs/<id> → {"job", "status": "running" | "done" | "failed", "progress" | "build" | "error"}."""

from flask import Blueprint, current_app, jsonify
from flask.typing import ResponseReturnValue

from service.jobs import record
from service.web.settings import Settings

bp = Blueprint("job", __name__)


@bp.get("/api/v1/jobs/<id>")
def job(id: str) -> ResponseReturnValue:
    """How a rebuild stands; `progress` has step, done, total, per_second and seconds_left once there is any."""
    settings: Settings = current_app.extensions["settings"]
    return jsonify(record.read(settings.index, id))
