"""GET /api/v1/jobs (Authorization: Bearer …) → {"jobs": [{"job", "status", …}]}, the latest first; off without a token."""

from flask import Blueprint, current_app, jsonify
from flask.typing import ResponseReturnValue

from service.jobs import record
from service.web.asked import no_parameters
from service.web.bearer import require
from service.web.models.index import JobsAnswer
from service.web.operation import Operation, operation
from service.web.settings import Settings

bp = Blueprint("api_jobs", __name__)


@bp.get("/api/v1/jobs")
@operation(Operation("List rebuilds", JobsAnswer, problems=(400, 401, 403), secured=True))
def jobs() -> ResponseReturnValue:
    """The rebuilds that are remembered, for whoever may start one."""
    settings: Settings = current_app.extensions["settings"]
    require("rebuild")
    no_parameters()
    return jsonify(jobs=record.known(settings.index))
