"""GET /api/v1/search?q=&country=&operator=&kind=&topic=&limit=10&cursor=&explain=0 → the answer with its hits."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from service.jobs.ask import LARGEST_LIMIT
from service.jobs.warned import warned_json
from service.web.asked import answer_to, more, parameters, warning_of
from service.web.models.search import SearchAnswer, SearchQuery
from service.web.operation import Operation, operation

bp = Blueprint("search", __name__)


@bp.get("/api/v1/search")
@operation(
    Operation(
        "Answer a question",
        SearchAnswer,
        SearchQuery,
        problems=(503,),
        kept="build",
        example={"q": "kcell 怎么充值", "limit": "3"},
    )
)
def search() -> ResponseReturnValue:
    """Chinese in either script, English, pinyin. The answer says whether it is one (`answer`), what no hit has
    (`relaxed`), of each hit how its article did when it was checked (`verdict`), and of a dangerous question what
    whoever asks must read first (`safety`): show it before the hits.
    """
    answer = answer_to(parameters(SearchQuery))
    return jsonify(warned_json(answer, warning_of(answer))), more(answer.next, LARGEST_LIMIT)
