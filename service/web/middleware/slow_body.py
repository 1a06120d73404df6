"""A body that dribbles in holds a thread: after a while its sender is hung up on, with 408."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask

#: Seconds a body may take from its first byte to its last; the largest needs 1.4 Mbit/s.
PATIENCE = 30.0
#: Set in the environ of a request that was hung up on.
HUNG_UP = "kawen.hung_up"
_Start = Callable[..., Any]


class _Patience:
    """Shuts the reading side of the connection, so that a read which waits ends at once; what was read stays."""

    def __init__(self, app: Callable[[dict[str, Any], _Start], Iterable[bytes]]) -> None:
        self._app = app

    def __call__(self, environ: dict[str, Any], start: _Start) -> Iterable[bytes]:
        connection = environ.get("gunicorn.socket")
        if connection is None or not (environ.get("CONTENT_LENGTH") or environ.get("HTTP_TRANSFER_ENCODING")):
            return self._app(environ, start)
        timer = threading.Timer(PATIENCE, _hang_up, (environ, connection))
        timer.daemon = True
        timer.start()
        try:
            return self._app(environ, start)
        finally:
            timer.cancel()


def _hang_up(environ: dict[str, Any], connection: socket.socket) -> None:
    environ[HUNG_UP] = True
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RD)


def install(app: Flask) -> None:
    """Under gunicorn; waitress reads whole bodies before it gives them to a thread."""
    app.wsgi_app = _Patience(app.wsgi_app)  # type: ignore[method-assign, assignment]
