"""GET /api/v1/rules?category=&severity=&limit=200&cursor= → {"rules": [{"code", "slug", "summary", "docs", "bad", "good", …}], "total", "next", "version"}."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from service import __version__
from service.jobs.lint import rule_json
from service.lint import run
from service.web.asked import more, parameters
from service.web.models.rule import MOST, RulesAnswer, RulesQuery
from service.web.operation import Operation, operation
from service.web.paging import piece

bp = Blueprint("rules", __name__)


@bp.get("/api/v1/rules")
@operation(Operation("List the rules", RulesAnswer, RulesQuery, kept="content", example={"category": "promo-contact"}))
def rules() -> ResponseReturnValue:
    """Every rule with its docs, its examples and the facts it rests on, by code."""
    asked = parameters(RulesQuery)
    found = [
        rule
        for rule in run.rules()
        if asked.category in (None, rule.category) and asked.severity in (None, rule.severity)
    ]
    shown = piece(sorted(found, key=lambda rule: rule.code), lambda rule: (rule.code,), asked.limit, asked.cursor)
    answer = jsonify(
        rules=[rule_json(rule) for rule in shown.rows],
        version=__version__,
        total=shown.total,
        limit=asked.limit,
        limit_max=MOST,
        next=shown.next,
    )
    return answer, more(shown.next, MOST)
