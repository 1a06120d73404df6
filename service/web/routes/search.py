"""GET /api/v1/search?q=&country=&operator=&kind=&topic=&limit=10&cursor=&explain=0 → the answer with its hits."""

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from service.jobs.ask import answer_json
from service.web.asked import answered

bp = Blueprint("search", __name__)


@bp.get("/api/v1/search")
def search() -> ResponseReturnValue:
    """Answer a question."""
    return jsonify(answer_json(answered(request.args.get("q", ""))))
