"""Scripts of other sites may read the interface for programs, when their origin is in the settings; never write."""

from flask import Flask, Response, current_app, request

from service.web.settings import Settings

_OPEN = ("/api/v1/", "/openapi.json")
_METHODS = "GET, HEAD, OPTIONS"
#: Headers a script may send beside the simple ones, and those it may read.
_SENT = "If-None-Match, X-Request-ID"
_READ = "ETag, Link, Retry-After, X-Limit-Max, X-Request-ID"
#: Seconds a browser may remember that it is allowed.
_REMEMBERED = "600"


def install(app: Flask) -> None:
    """Say who may read; without origins in the settings nothing is said."""
    app.after_request(_shared)


def _shared(response: Response) -> Response:
    settings: Settings = current_app.extensions["settings"]
    allowed = settings.cors_origins
    if not allowed or not request.path.startswith(_OPEN):
        return response
    everybody = "*" in allowed
    if not everybody:
        response.vary.add("Origin")
    origin = request.headers.get("Origin", "")
    if not origin or not (everybody or origin in allowed):
        return response
    response.headers["Access-Control-Allow-Origin"] = "*" if everybody else origin
    response.headers["Access-Control-Expose-Headers"] = _READ
    if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
        response.headers["Access-Control-Allow-Methods"] = _METHODS
        response.headers["Access-Control-Allow-Headers"] = _SENT
        response.headers["Access-Control-Max-Age"] = _REMEMBERED
    return response
