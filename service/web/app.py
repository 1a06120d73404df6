"""The app factory: settings in, a Flask app with every endpoint of the folder out."""

from flask import Flask

from service import folder
from service.jobs.desks import Desks
from service.web import problems
from service.web.draining import Draining
from service.web.settings import Settings
from service.web.shelved import ToldShelf

ROUTES = "service.web.routes"
MIDDLEWARE = "service.web.middleware"
#: Bytes of a request body; larger articles are for `kawen lint`.
LARGEST_BODY = 2_000_000


def create_app(settings: Settings) -> Flask:
    """An app that answers from the index in `settings.index`; it may not be there yet."""
    app = Flask(__name__)
    app.config.update(MAX_CONTENT_LENGTH=LARGEST_BODY, MAX_FORM_MEMORY_SIZE=LARGEST_BODY)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.extensions["settings"] = settings
    app.extensions["shelf"] = ToldShelf(settings.index)
    app.extensions["desks"] = (None, Desks())
    app.extensions["draining"] = Draining()
    for name in folder.names(ROUTES):
        app.register_blueprint(folder.load(ROUTES, name).bp)
    problems.register(app)
    for name in folder.names(MIDDLEWARE):
        folder.load(MIDDLEWARE, name).install(app)
    return app
