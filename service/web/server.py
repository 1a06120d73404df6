"""Run the app: gunicorn where there is fork, waitress on Windows."""

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
    build.lexicon.segmenter.warm()  # before the fork: workers share what is loaded here
    _ = app.extensions["desks"].reader
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


def _gunicorn(app: Any, settings: Settings, listener: socket.socket, ready: Callable[[], None]) -> None:
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            listener.set_inheritable(True)
            chosen = {
                "bind": f"fd://{listener.fileno()}",
                "workers": settings.workers,
                "threads": settings.threads,
                "worker_class": "gthread",
                "preload_app": True,
                "graceful_timeout": 30,
                "timeout": 60,
                "loglevel": "warning",
                "when_ready": lambda server: ready(),
                "control_socket_disable": True,
            }
            for name, value in chosen.items():
                if name in self.cfg.settings:
                    self.cfg.set(name, value)

        def load(self) -> Any:
            return app

    Server().run()
