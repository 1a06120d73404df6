"""Answers are compressed as the client can read them; what asks whether anything has changed still works."""

from http import HTTPStatus

from flask import Flask, Response, request
from flask_compress import Compress

from service.web.conditional import unchanged

_MORE = (
    "application/atom+xml",
    "application/opensearchdescription+xml",
    "application/problem+json",
    "application/sarif+json",
)


def install(app: Flask) -> None:
    """Compress what is worth it; a part of a file is sent as it is."""
    app.config.update(COMPRESS_REGISTER=False, COMPRESS_EVALUATE_CONDITIONAL_REQUEST=False)
    app.config["COMPRESS_ALGORITHM"] = ["zstd", "br", "gzip"]
    compress = Compress(app)
    compress.compress_mimetypes_set.update(_MORE)

    def compressed(response: Response) -> Response:
        if response.status_code == HTTPStatus.PARTIAL_CONTENT or _tells_secrets(response):
            return response
        if response.direct_passthrough and "Accept-Encoding" in request.headers:
            response.direct_passthrough = False
            response.make_sequence()  # or its file stays open
        return unchanged(compress.after_request(response))

    app.after_request(compressed)


def _tells_secrets(response: Response) -> bool:
    """A page nobody may keep has a token in it; its compressed length must not tell what it repeats (BREACH)."""
    return response.mimetype == "text/html" and response.cache_control.no_store is True
