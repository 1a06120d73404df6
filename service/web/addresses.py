"""Addresses of pages: in another language, and whole, as the world outside knows them."""

from urllib.parse import quote

from flask import current_app, request

from service.web.language import PREFIXES
from service.web.settings import Settings


def root() -> str:
    """The path under which the service lies, without a language: "" at the top of its host."""
    found: str = request.environ.get("kawen.root", request.script_root)
    return found


def at(path: str) -> str:
    """A path of ours that has no language: a static file, a feed, a description for programs."""
    return f"{root()}{path}"


def here(language: str | None = None, *, query: bool = True) -> str:
    """The path of this request in a language, or in whichever the reader's browser prefers."""
    prefix = f"/{language.lower()}" if language else ""
    asked = request.query_string.decode("ascii", "replace") if query else ""
    return f"{root()}{prefix}{quote(request.path)}" + (f"?{asked}" if asked else "")


def public(path: str) -> str:
    """A path of ours (with `root()`) as a whole address: the setting `base_url`, else what the request was sent to."""
    settings: Settings = current_app.extensions["settings"]
    if settings.base_url:
        return settings.base_url.rstrip("/") + path.removeprefix(root())
    return request.host_url.rstrip("/") + path


def translations() -> list[tuple[str, str]]:
    """(hreflang, whole address) of this page in each language, and for readers of any other."""
    each = [(language, public(here(language, query=False))) for language in PREFIXES.values()]
    return [*each, ("x-default", public(here(query=False)))]
