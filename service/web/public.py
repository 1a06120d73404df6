"""The addresses readers know: for canonical links, the sitemap and the feed."""

from typing import Any
from urllib.parse import urlsplit

from flask import current_app, request, url_for

from service.web.settings import Settings


def public_address(endpoint: str, **values: Any) -> str:
    """The whole address of an endpoint: below `base_url`, or where this request came in.

    The language prefix of the request stays, as with `url_for`.
    """
    settings: Settings = current_app.extensions["settings"]
    path = url_for(endpoint, **values)
    if not settings.base_url:
        return f"{request.scheme}://{request.host}{path}"
    site = urlsplit(settings.base_url)
    return f"{site.scheme}://{site.netloc}{path}"


def origins() -> frozenset[str]:
    """The origins under which this service is known."""
    settings: Settings = current_app.extensions["settings"]
    here = f"{request.scheme}://{request.host}"
    if not settings.base_url:
        return frozenset({here})
    site = urlsplit(settings.base_url)
    return frozenset({here, f"{site.scheme}://{site.netloc}"})
