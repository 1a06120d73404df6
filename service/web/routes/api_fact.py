"""GET /api/v1/facts/<id>?as_of= → a fact, and the rules and articles that rest on it."""

from datetime import date

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from service.errors import IndexTrouble
from service.jobs.facts import fact_json, fact_of, resting
from service.model import Fact
from service.web.asked import build, desks, parameters
from service.web.models.fact import FactAnswer, FactQuery
from service.web.operation import Operation, operation

bp = Blueprint("api_fact", __name__)


@bp.get("/api/v1/facts/<id>")
@operation(
    Operation(
        "Show a fact",
        FactAnswer,
        FactQuery,
        problems=(404,),
        kept="content",
        example={"id": "kz.registration.face-id"},
    )
)
def fact(id: str) -> ResponseReturnValue:
    """A claim with the interval in which it holds, its sources, and who rests on it."""
    asked = parameters(FactQuery)
    found = fact_of(desks(), id)
    on = asked.as_of or date.today()
    return jsonify({**fact_json(found, on), "cited": {"rules": _rules(found), "articles": _articles(found)}})


def _rules(fact: Fact) -> list[dict[str, str]]:
    return [{"code": rule.code, "rule": rule.slug} for rule in resting(fact)]


def _articles(fact: Fact) -> list[dict[str, str]]:
    """The articles of the build; none while there is no index."""
    try:
        pages = build().articles.values()
    except IndexTrouble:
        return []
    return [{"id": page["id"], "title": page["title"]} for page in pages if fact.id in page["facts"]]
