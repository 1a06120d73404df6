"""Headers of safety on every answer: what a page may load, who may frame it, that nobody may guess."""

import secrets

from flask import Flask, Response, current_app, g, request

from service.web.settings import Settings

_POLICY = (
    "default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}"
)
_HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"),
)
_DAY = 86_400


def install(app: Flask) -> None:
    """Set the headers that a route has not set itself; give templates `csp_nonce`.

    A view that others may frame says who with `g.frame_ancestors`.
    """
    settings: Settings = app.extensions["settings"]
    app.extensions["plain_policy"] = _policy("'self'", settings.frame_ancestors)
    app.jinja_env.globals["csp_nonce"] = csp_nonce
    app.after_request(_guarded)


def csp_nonce() -> str:
    """For the inline script of a page that cannot do without; only pages that ask for it allow one."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    nonce: str = g.csp_nonce
    return nonce


def _policy(scripts: str, ancestors: str) -> str:
    return _POLICY.format(scripts=scripts, ancestors=ancestors)


def _guarded(response: Response) -> Response:
    headers, settings = response.headers, current_app.extensions["settings"]
    assert isinstance(settings, Settings)
    there = {name.lower() for name, _ in headers}  # looked up once: this is done for every answer
    if "content-security-policy" not in there:
        headers.add("Content-Security-Policy", _policy_of(settings))
    for name, value in _HEADERS:
        if name.lower() not in there:
            headers.add(name, value)
    if settings.hsts_days and request.is_secure and "strict-transport-security" not in there:
        headers.add("Strict-Transport-Security", f"max-age={settings.hsts_days * _DAY}")
    return response


def _policy_of(settings: Settings) -> str:
    """The policy of this answer: nearly always the same."""
    if "csp_nonce" in g or "frame_ancestors" in g:
        scripts = f"'self' 'nonce-{g.csp_nonce}'" if "csp_nonce" in g else "'self'"
        return _policy(scripts, g.get("frame_ancestors", settings.frame_ancestors))
    plain: str = current_app.extensions["plain_policy"]
    return plain
