"""GET /api/v1/suggest?q=&limit=8 → {"completions": [{"text", "kind"}], "did_you_mean": … | null, "build"}."""

import time

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from service.jobs.suggest import LARGEST_LIMIT, suggest, suggested_json
from service.web.asked import PATIENCE, build, more, parameters
from service.web.models.suggest import SuggestAnswer, SuggestQuery
from service.web.operation import Operation, operation

bp = Blueprint("suggest", __name__)


@bp.get("/api/v1/suggest")
@operation(
    Operation(
        "Suggest while a reader types",
        SuggestAnswer,
        SuggestQuery,
        problems=(503,),
        kept="build",
        max_age=60,
        example={"q": "充", "limit": "5"},
    )
)
def suggestions() -> ResponseReturnValue:
    """Completions in Chinese, by pinyin or Latin letters, and related questions."""
    asked = parameters(SuggestQuery)
    found = suggest(build(), asked.q, asked.limit, until=time.monotonic() + PATIENCE)
    return jsonify(suggested_json(found)), more(None, LARGEST_LIMIT)
