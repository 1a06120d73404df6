"""One error shape: RFC 9457 problem+json for programs, a plain page for readers."""

import json
import logging
from http import HTTPStatus

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import ClientDisconnected, HTTPException, RequestEntityTooLarge

from service.errors import (
    BadArticle,
    BadInput,
    BadSettings,
    BuildBusy,
    EngineDown,
    IndexTrouble,
    NotFound,
    ServiceError,
    StoreTrouble,
    TooSlow,
)
from service.web import request_id
from service.web.language import root, translated
from service.web.middleware.slow_body import HUNG_UP
from service.web.problem_types import BY_SLUG, ProblemType, of_status

#: The first that fits decides; a ServiceError that is none of these is a defect of ours.
_KINDS: tuple[tuple[type[ServiceError], str], ...] = (
    (BadInput, "invalid-request"),
    (BadSettings, "invalid-request"),
    (NotFound, "not-found"),
    (BadArticle, "unreadable-article"),
    (BuildBusy, "conflict"),
    (TooSlow, "too-slow"),
    (IndexTrouble, "unavailable"),
    (StoreTrouble, "unavailable"),
)
#: Seconds after which it may be worth asking again.
_RETRY = {"unavailable": "5", "too-slow": "1", "conflict": "5"}
#: Addresses for programs: an error there is never a page.
_FOR_PROGRAMS = ("/api/", "/healthz", "/readyz", "/openapi.json", "/metrics")


class Refused(HTTPException):
    """An HTTP error of our own with a text for people; `more` are members of the problem."""

    def __init__(self, code: int, description: str, headers: dict[str, str] | None = None, **more: int | str) -> None:
        super().__init__(description)
        self.code = code
        self.extra = headers or {}
        self.more = more


def register(app: Flask) -> None:
    """Answer every error in the one shape."""
    app.register_error_handler(ServiceError, _service)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _defect)


def problem(
    status: int,
    detail: str,
    headers: dict[str, str] | None = None,
    *,
    kind: ProblemType | None = None,
    **more: int | str,
) -> Response:
    """An error answer; a page where the reader came for a page. `more` are members beside those of the RFC."""
    kind = kind or of_status(status)
    wanted = request.headers.get("Accept", "")
    if not request.path.startswith(_FOR_PROGRAMS) and "text/html" in wanted:
        title = HTTPStatus(status).phrase
        response = Response(render_template("error.html", status=status, title=title, detail=detail), status)
    else:
        body = {
            "type": f"{root()}/problems/{kind.slug}",
            "title": translated(kind.title, "en"),
            "status": status,
            "detail": detail,
            "request_id": request_id.current(),
            **more,
        }
        text = json.dumps(body, ensure_ascii=False)
        response = Response(text, status, content_type="application/problem+json")
    response.headers["Cache-Control"] = "no-store"
    if kind.slug in _RETRY:
        response.headers["Retry-After"] = _RETRY[kind.slug]
    for name, value in (headers or {}).items():
        response.headers[name] = value
    return response


def _service(trouble: ServiceError) -> Response:
    slug = next((slug for kind, slug in _KINDS if isinstance(trouble, kind)), "internal-error")
    kind = BY_SLUG[slug]
    if isinstance(trouble, EngineDown):
        logging.getLogger(__name__).error("%s", trouble)
        return problem(kind.status, "the search engine does not answer just now; try again in a moment", kind=kind)
    if isinstance(trouble, IndexTrouble):  # its text names folders of this machine
        logging.getLogger(__name__).error("%s", trouble)
        return problem(kind.status, "there is no index that can be opened; the log of the service says why", kind=kind)
    if isinstance(trouble, StoreTrouble):
        logging.getLogger(__name__).error("%s", trouble)
        said = "nothing can be kept or looked up right now; the log of the service says why"
        return problem(kind.status, said, kind=kind)
    return problem(kind.status, str(trouble), kind=kind)


def _http(trouble: HTTPException) -> Response:
    headers = dict(getattr(trouble, "extra", {}))
    detail = trouble.description or ""
    if allowed := getattr(trouble, "valid_methods", None):
        headers["Allow"] = ", ".join(sorted(allowed))
        detail = f"{request.method[:20]} is not allowed here; use one of {headers['Allow']}"
    if trouble.code is not None and 300 <= trouble.code < 400:
        return Response(trouble.get_body(), trouble.code, trouble.get_headers())
    if isinstance(trouble, RequestEntityTooLarge) and (limit := request.max_content_length):
        return problem(413, f"the body may have at most {limit} bytes; send less at once", headers, limit=limit)
    if isinstance(trouble, ClientDisconnected) and request.environ.get(HUNG_UP):
        return problem(408, "the body came too slowly and was given up; send it again", {"Connection": "close"})
    for name in ("Retry-After", "WWW-Authenticate"):
        if (value := dict(trouble.get_headers()).get(name)) is not None:
            headers.setdefault(name, value)
    more: dict[str, int | str] = getattr(trouble, "more", {})
    return problem(trouble.code or 500, detail, headers, kind=None, **more)


def _defect(trouble: Exception) -> Response:
    """The other door: what nobody foresaw is logged with its trace and shown without."""
    if type(trouble).__module__.startswith("gunicorn.http."):  # a body in chunks that are none
        return problem(400, "the body is not what its headers say", {"Connection": "close"})
    logging.getLogger(__name__).error("unforeseen in %s %s", request.method, request.path, exc_info=trouble)
    return problem(500, "something went wrong on our side; it has been logged")
