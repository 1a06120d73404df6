"""The store of feedback and tokens, and what forms need; made when it is first needed."""

import hashlib
import secrets

from flask import Flask

from service.store.database import Database
from service.web.forms import form_token
from service.web.settings import Settings


def install(app: Flask) -> None:
    """Give views the store; give templates `form_token`."""
    settings: Settings = app.extensions["settings"]
    app.extensions["store"] = Database(settings.store_file)
    # without a key of the settings forms hold until the service starts anew; workers share what is made here
    key = settings.secret_key.encode() or secrets.token_bytes(32)
    app.extensions["form_key"] = hashlib.sha256(b"kawen forms\0" + key).digest()
    app.jinja_env.globals["form_token"] = form_token
