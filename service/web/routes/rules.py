"""GET /api/v1/rules → {"rules": [{"code", "slug", "severity", "category", "summary", "docs", "bad", "good", …}]}."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from service import __version__
from service.jobs.lint import rule_json
from service.lint import run

bp = Blueprint("rules", __name__)


@bp.get("/api/v1/rules")
def rules() -> ResponseReturnValue:
    """Every rule with its docs and examples."""
    return jsonify(rules=[rule_json(rule) for rule in run.rules()], version=__version__)
