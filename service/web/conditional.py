"""304 for who has the answer already; nothing else that headers may ask of a GET is looked at."""

from http import HTTPStatus

from flask import Response, request


def unchanged(response: Response) -> Response:
    """The answer, or 304 with the same headers when the client has it."""
    tag, _ = response.get_etag()
    if (
        tag is None
        or response.status_code != HTTPStatus.OK
        or request.method not in ("GET", "HEAD")
        or not request.if_none_match.contains_weak(tag)
    ):
        return response
    response.status_code = HTTPStatus.NOT_MODIFIED
    response.set_data(b"")
    for name in ("Content-Type", "Content-Length", "Content-Encoding"):
        response.headers.pop(name, None)
    return response
