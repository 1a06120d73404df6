"""Forms that only our own pages may send, without a cookie.

Nobody is logged in here, so a foreign page has no rights to borrow; what it could do is let its visitors
vote under their own addresses. Two things stop it: browsers say where a form comes from (Sec-Fetch-Site,
Origin), which no page can change; and a form carries a signed hour, so that what is sent blindly, by scripts
that never fetched a page or long after it was served, is refused where a browser says nothing.
"""

import base64
import hashlib
import hmac
import time
from urllib.parse import urlsplit

from flask import current_app, request

from service.web.problems import Refused
from service.web.settings import Settings

_HOUR = 3600
#: Hours for which a page that was served, and perhaps cached, can be sent.
VALID = 24


def form_token() -> str:
    """The hidden field `token` of a form; the same for everybody within an hour, so that pages can be cached."""
    return _signed(int(time.time()) // _HOUR)


def require_own_form() -> None:
    """403 unless the form of this request was served here within the last day, and is sent from here."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        foreign = site not in ("same-origin", "none")
    else:
        origin = request.headers.get("Origin")
        foreign = origin is not None and origin not in _origins()
    if foreign:
        raise Refused(403, "this form was sent from another site; open our page and send it from there")
    if not _good(request.form.get("token", "")):
        raise Refused(403, "this form is too old or was not served here; load the page again and send it anew")


def _good(token: str) -> bool:
    hour, _, _ = token.partition(".")
    if not hour.isascii() or not hour.isdigit() or len(hour) > 9:
        return False
    age = int(time.time()) // _HOUR - int(hour)
    return hmac.compare_digest(_signed(int(hour)).encode(), token.encode()) and 0 <= age <= VALID


def _signed(hour: int) -> str:
    key: bytes = current_app.extensions["form_key"]
    mark = hmac.new(key, b"form %d" % hour, hashlib.sha256).digest()[:18]
    return f"{hour}.{base64.urlsafe_b64encode(mark).decode()}"


def _origins() -> frozenset[str]:
    """The origins under which this service is known."""
    settings: Settings = current_app.extensions["settings"]
    here = f"{request.scheme}://{request.host}"
    if not settings.base_url:
        return frozenset({here})
    site = urlsplit(settings.base_url)
    return frozenset({here, f"{site.scheme}://{site.netloc}"})
