"""GET /api/v1/rules/<code> → one rule, by its code or its name."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from service.errors import NotFound
from service.jobs.lint import rule_json
from service.lint.run import rules
from service.text.near import did_you_mean
from service.web.asked import no_parameters
from service.web.models.rule import RuleAnswer
from service.web.operation import Operation, operation

bp = Blueprint("api_rule", __name__)


@bp.get("/api/v1/rules/<code>")
@operation(Operation("Explain a rule", RuleAnswer, problems=(400, 404), kept="content", example={"code": "OPR001"}))
def rule(code: str) -> ResponseReturnValue:
    """A rule with its docs, its examples and the facts it rests on; `code` is its code or its name."""
    no_parameters()
    known = {name: one for one in rules() for name in (one.code, one.slug)}
    found = known.get(code.upper()) or known.get(code.lower())
    if found is None:
        raise NotFound(f"there is no rule {code[:40]!r}{did_you_mean(code, known)}; /api/v1/rules lists them all")
    return jsonify(rule_json(found))
