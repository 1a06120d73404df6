"""What operators may see of a request: a line in the log, numbers for Prometheus, counts of questions."""

import secrets
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from flask import Flask, Response, current_app, g, request

from service.model import Answer
from service.store.database import Database
from service.store.questions import Asked
from service.text.normalise import fold
from service.web import metrics
from service.web.logs import ACCESS
from service.web.recorder import Recorder
from service.web.settings import Settings

_Start = Callable[..., Any]
#: Sent by scripts that ask while a reader types: of half words that find nothing only the last may be a missing answer.
TYPING = "X-Kawen-Typing"


class _Timed:
    """Notes when a request began, before anybody has done anything with it."""

    def __init__(self, app: Callable[[dict[str, Any], _Start], Iterable[bytes]]) -> None:
        self._app = app

    def __call__(self, environ: dict[str, Any], start: _Start) -> Iterable[bytes]:
        environ["kawen.began"] = time.perf_counter()
        return self._app(environ, start)


def install(app: Flask) -> None:
    """Look at every answer once it is ready."""
    settings: Settings = app.extensions["settings"]
    store: Database = app.extensions["store"]
    app.extensions["recorder"] = Recorder(
        store, words=settings.keep_missing, log=settings.query_log, days=settings.retention_days
    )
    app.wsgi_app = _Timed(app.wsgi_app)  # type: ignore[method-assign, assignment]
    app.after_request_funcs.setdefault(None, []).insert(0, _seen)  # the first is called last


def _seen(response: Response) -> Response:
    took = time.perf_counter() - request.environ["kawen.began"]
    metrics.request(request.endpoint or "none", request.method, response.status_code, took)
    answer: Answer | None = g.get("answer")
    if answer is not None:
        metrics.search(answer.answer)
        _record(answer)
    if "findings" in g:
        metrics.lint(finding.code for finding in g.findings)
    if "feedback" in g:
        metrics.feedback(g.feedback)
    settings: Settings = current_app.extensions["settings"]
    if settings.access_log:
        _log(response, took, answer if settings.log_queries else None)
    return response


def _record(answer: Answer) -> None:
    if request.args.get("cursor"):
        return
    recorder: Recorder = current_app.extensions["recorder"]
    address, typing = request.remote_addr or "", TYPING in request.headers
    if not typing and not recorder.keeps(answer.answer):
        recorder.typed(address)
        return
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    question = " ".join(fold(answer.text).split())
    recorder.add(Asked(at, question, answer.answer, answer.total, answer.build, address), typing=typing)


def _log(response: Response, took: float, answer: Answer | None) -> None:
    """A line without address, without what was asked (unless allowed), and without what stood in the query string."""
    fields = {
        "request_id": g.get("request_id") or secrets.token_hex(8),
        "method": request.method,
        "path": request.path,
        "endpoint": request.endpoint,
        "status": response.status_code,
        "bytes": response.content_length,
        "ms": round(took * 1000, 2),
    }
    if answer is not None:
        fields["question"], fields["answer"] = answer.text, answer.answer
    ACCESS.info("%(method)s %(path)s %(status)d %(ms).1f ms", fields, extra=fields)
