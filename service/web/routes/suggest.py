"""GET /api/v1/suggest?q=&limit=8 → {"completions": [{"text", "kind"}], "did_you_mean": … | null, "build"}."""

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from service.errors import BadInput
from service.jobs.suggest import DEFAULT_LIMIT, LARGEST_LIMIT, suggest, suggested_json
from service.web.asked import build, known_only, whole_number

bp = Blueprint("suggest", __name__)


@bp.get("/api/v1/suggest")
def suggestions() -> ResponseReturnValue:
    """Suggest while a reader types."""
    known_only({"q", "limit"})
    limit = whole_number("limit", DEFAULT_LIMIT, LARGEST_LIMIT)
    typed = request.args.get("q", "")
    if any("\ud800" <= char <= "\udfff" for char in typed):
        raise BadInput("q is not UTF-8")
    return jsonify(suggested_json(suggest(build(), typed, limit)))
