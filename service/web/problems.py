"""One error shape: RFC 9457 problem+json for programs, a plain page for readers."""

import json
import logging
from http import HTTPStatus

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException

from service.errors import (
    BadArticle,
    BadInput,
    BadSettings,
    BuildBusy,
    IndexTrouble,
    NotFound,
    ServiceError,
    StoreTrouble,
)

#: The first that fits decides; a ServiceError that is none of these is a defect of ours.
_STATUS: tuple[tuple[type[ServiceError], int], ...] = (
    (BadInput, 400),
    (BadSettings, 400),
    (NotFound, 404),
    (BadArticle, 422),
    (BuildBusy, 409),
    (IndexTrouble, 503),
    (StoreTrouble, 503),
)


class Refused(HTTPException):
    """An HTTP error of our own with a text for people."""

    def __init__(self, code: int, description: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.extra = headers or {}


def register(app: Flask) -> None:
    """Answer every error in the one shape."""
    app.register_error_handler(ServiceError, _service)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _defect)


def problem(status: int, detail: str, headers: dict[str, str] | None = None) -> Response:
    """An error answer; a page where the reader came for a page."""
    title = HTTPStatus(status).phrase
    wanted = request.headers.get("Accept", "")
    if not request.path.startswith(("/api/", "/healthz", "/readyz")) and "text/html" in wanted:
        response = Response(render_template("error.html", status=status, title=title, detail=detail), status)
    else:
        body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
        text = json.dumps(body, ensure_ascii=False)
        response = Response(text, status, content_type="application/problem+json")
    response.headers.extend(headers or {})
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = "5"
    return response


def _service(trouble: ServiceError) -> Response:
    status = next((status for kind, status in _STATUS if isinstance(trouble, kind)), 500)
    if isinstance(trouble, IndexTrouble):  # its text names folders of this machine
        logging.getLogger(__name__).error("%s", trouble)
        return problem(status, "there is no index that can be opened; the log of the service says why")
    if isinstance(trouble, StoreTrouble):
        logging.getLogger(__name__).error("%s", trouble)
        return problem(status, "nothing can be kept or looked up right now; the log of the service says why")
    return problem(status, str(trouble))


def _http(trouble: HTTPException) -> Response:
    headers = dict(getattr(trouble, "extra", {}))
    if allowed := getattr(trouble, "valid_methods", None):
        headers["Allow"] = ", ".join(sorted(allowed))
    if trouble.code is not None and 300 <= trouble.code < 400:
        return Response(trouble.get_body(), trouble.code, trouble.get_headers())
    return problem(trouble.code or 500, trouble.description or "", headers)


def _defect(trouble: Exception) -> Response:
    """The other door: what nobody foresaw is logged with its trace and shown without."""
    logging.getLogger(__name__).error("unforeseen in %s %s", request.method, request.path, exc_info=trouble)
    return problem(500, "something went wrong on our side; it has been logged")
