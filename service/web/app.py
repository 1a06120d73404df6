"""The app factory: settings in, a Flask app with every endpoint of the folder out."""

from flask import Flask, Response

from service import folder
from service.jobs.desks import Desks
from service.search.shelf import Shelf
from service.web import problems
from service.web.settings import Settings

ROUTES = "service.web.routes"
#: Bytes of a request body; an article has at most 5 MB.
LARGEST_BODY = 5_000_000
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def create_app(settings: Settings) -> Flask:
    """An app that answers from the index in `settings.index`; it may not be there yet."""
    app = Flask(__name__)
    app.config.update(MAX_CONTENT_LENGTH=LARGEST_BODY, MAX_FORM_MEMORY_SIZE=LARGEST_BODY)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.extensions["settings"] = settings
    app.extensions["shelf"] = Shelf(settings.index)
    app.extensions["desks"] = (None, Desks())
    for name in folder.names(ROUTES):
        app.register_blueprint(folder.load(ROUTES, name).bp)
    problems.register(app)
    app.after_request(_guarded)
    return app


def _guarded(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    return response
