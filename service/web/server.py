"""Run the app: gunicorn where there is fork, waitress on Windows."""

import json
import os
import socket
from collections.abc import Callable
from typing import Any

from service.errors import BadSettings
from service.web.app import create_app
from service.web.settings import Settings

Announce = Callable[[str], None]


def serve(settings: Settings, listener: socket.socket, announce: Announce) -> None:
    """Serve until told to stop; the address is announced once questions are answered there."""
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{port}/"
    app = create_app(settings)
    build = app.extensions["shelf"].get()
    build.lexicon.warm()  # before the fork: workers share what is loaded here
    _ = app.extensions["desks"][1].reader
    if os.name == "posix":
        _gunicorn(app, settings, listener, lambda: announce(f"卡问 kawen: {address} (Ctrl+C stops it)"))
    else:
        import waitress  # on Windows only: it needs no fork

        announce(f"卡问 kawen: {address} (Ctrl+C stops it)")
        waitress.serve(app, sockets=[listener], threads=settings.threads * settings.workers)


def listening(settings: Settings) -> socket.socket:
    """A socket on the address of the settings; BadSettings says what to choose instead."""
    try:
        family = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((settings.host, settings.port), family=family, backlog=128)
    except OSError as trouble:
        other = "--host" if isinstance(trouble, socket.gaierror) else "--port (0: any free one)"
        raise BadSettings(
            f"cannot listen on {settings.host}:{settings.port}: {trouble.strerror or trouble}; choose another with {other}"
        ) from None


def _unreadable(client: socket.socket, status: int, reason: str, message: str) -> None:
    """Answer a request that cannot be parsed: a line of more than 8190 bytes, broken headers."""
    body = json.dumps({"type": "about:blank", "title": reason, "status": status, "detail": message}).encode()
    head = f"HTTP/1.1 {status} {reason}\r\nConnection: close\r\nContent-Type: application/problem+json\r\n"
    client.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)


def _gunicorn(app: Any, settings: Settings, listener: socket.socket, ready: Callable[[], None]) -> None:
    import gunicorn.util
    from gunicorn.app.base import BaseApplication

    gunicorn.util.write_error = _unreadable  # what never reaches the app has the one error shape too

    class Server(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            handle = os.dup(listener.fileno())  # gunicorn closes its own; ours is closed by who opened it
            os.set_inheritable(handle, True)
            chosen = {
                "bind": f"fd://{handle}",
                "workers": settings.workers,
                "threads": settings.threads,
                "worker_class": "gthread",
                "preload_app": True,
                "graceful_timeout": 30,
                "timeout": 60,
                "loglevel": "warning",
                "limit_request_line": 8190,
                "when_ready": lambda server: ready(),
                "control_socket_disable": True,
            }
            for name, value in chosen.items():
                if name in self.cfg.settings:
                    self.cfg.set(name, value)

        def load(self) -> Any:
            return app

    Server().run()
