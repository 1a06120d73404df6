"""How often one address may ask: searches, checks and messages each have a limit of their own.

Requests of this very machine are not counted: where a proxy stands in front and `proxies` is not set, all
readers have its address, and counting them together would shut everybody out.
"""

import ipaddress
import math
import time
from functools import lru_cache
from typing import Any

from flask import Flask, Response, request
from flask_limiter import Limiter, RateLimitExceeded
from limits.errors import ConfigurationError

from service.web.problems import Refused, problem
from service.web.settings import Settings
from service.web.windows import Windows, unusable

_PROCESS = f"{Windows.STORAGE_SCHEME[0]}://"
#: Path → (setting, methods).
_LIMITED = {
    "/": ("limit_search", ("GET",)),
    "/widget": ("limit_search", ("GET",)),
    "/opensearch/suggestions": ("limit_search", ("GET",)),
    "/api/v1/search": ("limit_search", ("GET",)),
    "/api/v1/suggest": ("limit_search", ("GET",)),
    "/lint": ("limit_lint", ("POST",)),
    "/api/v1/lint": ("limit_lint", ("POST",)),
    "/feedback": ("limit_feedback", ("POST",)),
    "/api/v1/feedback": ("limit_feedback", ("POST",)),
}


def install(app: Flask) -> None:
    """Count the requests of each address; bodies beyond the largest are refused before they are read."""
    settings: Settings = app.extensions["settings"]
    app.before_request(_small)
    limiter = _unhooked(app, settings.limit_storage)
    for rule in app.url_map.iter_rules():
        name, methods = _LIMITED.get(rule.rule, ("", ()))
        if not name or not (most := getattr(settings, name)):
            continue
        limited = limiter.shared_limit(
            f"{most}/minute",
            scope=name,
            methods=list(methods),
            exempt_when=_exempt,
            error_message=f"at most {most} requests of this kind a minute; wait and try again",
        )
        app.view_functions[rule.endpoint] = limited(app.view_functions[rule.endpoint])  # type: ignore[assignment]
    app.register_error_handler(RateLimitExceeded, lambda trouble: _refused(limiter, trouble))


def _unhooked(app: Flask, storage: str) -> Limiter:
    """A limiter that looks at a request where it reaches a view with a limit; its hooks would look at all of them for
    limits that hold everywhere, of which there are none, and cost as much as the rest of a 304.
    """
    hooks: list[dict[Any, list[Any]]] = [app.before_request_funcs, app.after_request_funcs]
    before = [list(table[None]) for table in hooks]
    made = _limiter(app, storage)
    for table, ours in zip(hooks, before, strict=True):
        table[None][:] = ours
    return made


def _limiter(app: Flask, storage: str) -> Limiter:
    """While a server that counts for all cannot be reached, each process counts alone."""
    alone = storage == "memory://"
    try:
        return Limiter(
            _who,
            app=app,
            storage_uri=_PROCESS if alone else storage,
            strategy="fixed-window",
            in_memory_fallback_enabled=not alone,
            key_prefix="kawen",
        )
    except ConfigurationError as trouble:
        raise unusable(storage, trouble) from None


def _refused(limiter: Limiter, trouble: RateLimitExceeded) -> Response:
    reached = limiter.current_limit
    left = reached.reset_at - time.time() if reached else 60.0
    return problem(429, trouble.description or "", {"Retry-After": str(max(1, math.ceil(left)))})


def _exempt() -> bool:
    """The front page without a question costs nothing."""
    return _loopback(request.remote_addr or "") or (request.path == "/" and not request.args)


def _who() -> str:
    return _counted(request.remote_addr or "nobody")


@lru_cache(4096)
def _counted(address: str) -> str:
    """The address, or the network that an owner of IPv6 has all of."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    return address if known.version == 4 else str(ipaddress.ip_network(f"{address.partition('%')[0]}/64", strict=False))


@lru_cache(4096)
def _loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _small() -> None:
    most = request.max_content_length
    if most is not None and (request.content_length or 0) > most:
        raise Refused(
            413, f"a request carries at most {most / 1e6:g} MB; check larger articles with kawen lint", limit=most
        )
