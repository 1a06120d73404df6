"""GET /healthz → 200 {"ok": true} as long as the process answers."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

bp = Blueprint("healthz", __name__)


@bp.get("/healthz")
def healthz() -> ResponseReturnValue:
    """Alive."""
    return jsonify(ok=True)
