"""The language of the pages: a first path segment (/en/…, /zh-hant/…), else what the browser prefers."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, Response, request

from service.web import language

_Start = Callable[..., Any]


class _Prefix:
    """Takes the language off the path and onto SCRIPT_NAME, so that every link made by `url_for` keeps it."""

    def __init__(self, app: Callable[[dict[str, Any], _Start], Iterable[bytes]]) -> None:
        self._app = app

    def __call__(self, environ: dict[str, Any], start: _Start) -> Iterable[bytes]:
        path: str = environ.get("PATH_INFO", "")
        first, slash, rest = path[1:].partition("/")
        environ["kawen.root"] = environ.get("SCRIPT_NAME", "")
        if chosen := language.PREFIXES.get(first):
            environ["kawen.language"] = chosen
            environ["SCRIPT_NAME"] = f"{environ.get('SCRIPT_NAME', '')}/{first}"
            environ["PATH_INFO"] = slash + rest or "/"
        return self._app(environ, start)


def install(app: Flask) -> None:
    """Read the prefix before routing; give templates `_`, `ngettext` and `language`."""
    app.wsgi_app = _Prefix(app.wsgi_app)  # type: ignore[method-assign, assignment]
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        language.gettext, language.ngettext, newstyle=True
    )
    app.context_processor(lambda: {"language": language.current()})
    app.after_request(_varied)


def _varied(response: Response) -> Response:
    """A page without a language in its address differs by reader."""
    if response.mimetype == "text/html" and "kawen.language" not in request.environ:
        response.vary.add("Accept-Language")
    return response
