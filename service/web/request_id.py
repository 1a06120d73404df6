"""The name of a request, by which a reader's complaint finds its line in the log."""

import re
import secrets

from flask import g, has_request_context, request

HEADER = "X-Request-ID"
#: What a proxy or a client may call a request: it ends up in logs and headers.
_SANE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


def current() -> str:
    """The id of this request: the one it came with when that is sane, else a new one; empty outside of requests."""
    if not has_request_context():
        return ""
    if "request_id" not in g:
        given = request.headers.get(HEADER, "")
        g.request_id = given if _SANE.fullmatch(given) else secrets.token_hex(16)
    found: str = g.request_id
    return found
