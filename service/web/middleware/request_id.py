"""X-Request-ID on every answer: the one that was sent, when it is sane, else a new one."""

from flask import Flask, Response

from service.web import request_id


def install(app: Flask) -> None:
    """Tell every client what its request is called in the log."""
    app.after_request(_named)


def _named(response: Response) -> Response:
    response.headers[request_id.HEADER] = request_id.current()
    return response
