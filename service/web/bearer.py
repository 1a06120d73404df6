"""Who may: bearer tokens, those of the environment and those that `kawen token` has made."""

import hmac

from flask import current_app, request

from service.store import tokens
from service.store.database import Database
from service.web.problems import Refused
from service.web.settings import Settings

_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="kawen"'}


def require(scope: str) -> None:
    """Let the request pass if it carries a good token for the scope; 401 if not, 403 if no token could be good."""
    settings: Settings = current_app.extensions["settings"]
    store: Database = current_app.extensions["store"]
    fixed = {"rebuild": settings.rebuild_token, "metrics": settings.metrics_token}[scope]
    if not fixed and not _any(store, scope):
        raise Refused(
            403,
            f"nobody may do this over HTTP yet: make a token with kawen token create --scope {scope}, "
            f"or start the service with KAWEN_{scope.upper()}_TOKEN set",
        )
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    given = given.strip()
    if scheme.lower() != "bearer" or not given:
        raise Refused(401, "a bearer token is needed", _CHALLENGE)
    if fixed and hmac.compare_digest(given.encode(), fixed.encode()):
        return
    if tokens.good(store, given, scope) is None:
        raise Refused(401, f"this token is not good for {scope}", _CHALLENGE)


def _any(store: Database, scope: str) -> bool:
    """Whether there is a token that could be good."""
    return store.file.is_file() and any(scope in one.scopes and not one.revoked for one in tokens.each(store))
