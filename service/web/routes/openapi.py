"""GET /openapi.json → the interface for programs as an OpenAPI 3.1 document."""

import hashlib
import json

from flask import Blueprint, Response, current_app
from flask.typing import ResponseReturnValue

from service.web.conditional import unchanged
from service.web.language import root
from service.web.openapi import document

bp = Blueprint("openapi", __name__)


@bp.get("/openapi.json")
def openapi() -> ResponseReturnValue:
    """Made once for each address the service is reached under."""
    made: dict[str, bytes] = current_app.extensions.setdefault("openapi", {})
    where = root()
    if where not in made:
        made.clear()  # a proxy may be told anything about the address
        made[where] = json.dumps(document(current_app, where), ensure_ascii=False).encode()
    response = Response(made[where], content_type="application/json")
    response.set_etag(hashlib.blake2b(made[where], digest_size=12).hexdigest(), weak=True)
    response.headers["Cache-Control"] = "public, no-cache"
    return unchanged(response)
