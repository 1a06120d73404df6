"""Where the service stands: behind proxies that say who asks, and below a path that is not its own.

Installed after the languages, so that the path is whole again before they look at it.
"""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import unquote, urlsplit

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from service.web.settings import Settings

_Start = Callable[..., Any]
_App = Callable[[dict[str, Any], _Start], Iterable[bytes]]


class _Below:
    """Takes the path of `base_url` off an address, whether or not the proxy has done so, and keeps it in links."""

    def __init__(self, app: _App, path: str) -> None:
        self._app = app
        self._path = path

    def __call__(self, environ: dict[str, Any], start: _Start) -> Iterable[bytes]:
        if not environ.get("SCRIPT_NAME"):
            asked: str = environ.get("PATH_INFO", "")
            if asked == self._path or asked.startswith(self._path + "/"):
                environ["PATH_INFO"] = asked[len(self._path) :] or "/"
            environ["SCRIPT_NAME"] = self._path
        return self._app(environ, start)


def install(app: Flask) -> None:
    """Believe as many proxies as the settings say, and stand below the path of `base_url`."""
    settings: Settings = app.extensions["settings"]
    if path := unquote(urlsplit(settings.base_url).path).rstrip("/"):
        app.wsgi_app = _Below(app.wsgi_app, path)  # type: ignore[method-assign, assignment]
    if many := settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=many, x_proto=many, x_host=many, x_port=many, x_prefix=many
        )
