"""gunicorn as this service runs it: everything loaded before the fork, drained before the end, reloaded on SIGHUP."""

import gc
import json
import logging
import os
import signal
import socket
import time
from collections.abc import Callable
from typing import Any

import gunicorn.util
from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.glogging import Logger

from service.errors import ServiceError
from service.web.metrics_port import MetricsPort
from service.web.problem_types import of_status
from service.web.settings import Settings

#: Seconds running requests have to end, once draining is over; and after which a stuck worker is replaced.
_GRACE, _STUCK = 30, 60
_LOG = logging.getLogger(__name__)


class Server(BaseApplication):  # type: ignore[misc]
    """The app and what gunicorn is to do with it; `again` reads the settings anew."""

    def __init__(
        self,
        app: Flask,
        settings: Settings,
        listener: socket.socket,
        ready: Callable[[], None],
        again: Callable[[], Settings],
        handler: logging.Handler,
    ) -> None:
        self.app = app
        self.settings = settings
        self._listener = listener
        self._ready = ready
        self._again = again
        self._handler = handler
        self._metrics: MetricsPort | None = None
        self._handle = os.dup(listener.fileno())  # gunicorn closes its own; ours is closed by who opened it
        os.set_inheritable(self._handle, True)
        gunicorn.util.write_error = unreadable  # what never reaches the app has the one error shape too
        super().__init__()

    def load_config(self) -> None:
        """What gunicorn asks for; settings another version of it does not know are left out."""
        chosen = {
            "bind": f"fd://{self._handle}",
            "workers": self.settings.workers,
            "threads": self.settings.threads,
            "worker_class": "gthread",
            "preload_app": True,
            "graceful_timeout": _GRACE,
            "timeout": _STUCK,
            "keepalive": 5,
            "loglevel": "warning",
            "logger_class": _logger(self._handler),
            "limit_request_line": 8190,
            "forwarded_allow_ips": "",  # whom to believe is the setting `proxies`
            "worker_tmp_dir": "/dev/shm" if os.access("/dev/shm", os.W_OK) else None,
            "when_ready": self._when_ready,
            "post_fork": self._post_fork,
            "worker_exit": lambda arbiter, worker: self.app.extensions["recorder"].flush(last=True),
            "child_exit": _forget_numbers,
            "control_socket_disable": True,
        }
        for name, value in chosen.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Flask:
        return self.app

    def reload(self) -> None:
        """Read the settings and the index anew; what cannot be used is told, and what served still serves."""
        from service.web.server import loaded

        gc.unfreeze()  # what is not needed any more may go
        try:
            settings = self._again()
            app = loaded(settings)
        except ServiceError as trouble:
            _LOG.error("not reloaded, the settings and the index of before still serve: %s", trouble)
        else:
            if (settings.host, settings.port, settings.metrics_port) != (
                self.settings.host,
                self.settings.port,
                self.settings.metrics_port,
            ):
                _LOG.warning("host and ports stay as they are until the service is started anew")
            self.settings, self.app, self.callable = settings, app, app
            build = app.extensions["shelf"].get().manifest.build
            _LOG.info("reloaded: settings and index were read anew, build %s answers", build)
        super().reload()
        gc.collect()
        gc.freeze()

    def run(self) -> None:
        """Until a signal ends it."""
        _Draining(self).run()

    def _when_ready(self, arbiter: Arbiter) -> None:
        if self.settings.metrics_port:
            self._metrics = MetricsPort(self.settings)
        gc.freeze()  # collecting would touch, and so copy, pages that workers share
        self._ready()

    def _post_fork(self, arbiter: Arbiter, worker: Any) -> None:
        if self._metrics is not None:
            self._metrics.let_go()


class _Draining(Arbiter):  # type: ignore[misc]
    """Tells load balancers first, goes on answering for a while, and only then closes the door."""

    def handle_term(self) -> None:
        """SIGTERM: /readyz says no for `drain_seconds`; any other signal to stop cuts that short."""
        self.app.app.extensions["draining"].begin()
        end = time.monotonic() + self.app.settings.drain_seconds
        while (left := end - time.monotonic()) > 0:
            for sig in self.wait_for_signals(timeout=min(left, 1.0)):
                if sig == signal.SIGCHLD:
                    self.handle_chld()
                elif sig in (signal.SIGINT, signal.SIGQUIT, signal.SIGTERM):
                    end = 0.0
            self.manage_workers()
        super().handle_term()


def unreadable(client: socket.socket, status: int, reason: str, message: str) -> None:
    """Answer a request that cannot be parsed: a line of more than 8190 bytes, broken headers."""
    if status == 501:  # a transfer coding nobody knows: the request's fault, not ours
        status, reason = 400, "Bad Request"
    kind = f"/problems/{of_status(status).slug}"
    body = json.dumps({"type": kind, "title": reason, "status": status, "detail": message}).encode()
    head = f"HTTP/1.1 {status} {reason}\r\nConnection: close\r\nContent-Type: application/problem+json\r\n"
    client.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)


def _forget_numbers(arbiter: Arbiter, worker: Any) -> None:
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def _logger(handler: logging.Handler) -> type[Logger]:
    class Ours(Logger):  # type: ignore[misc]
        """What gunicorn has to say, where and as the service says the rest."""

        def setup(self, cfg: Any) -> None:
            super().setup(cfg)
            self.error_log.handlers[:] = [handler]

        def warning(self, msg: Any, *args: Any, **kwargs: Any) -> None:
            """All but requests that cannot be parsed: the line would be shown, with address and question."""
            if not str(msg).startswith("Invalid request"):
                super().warning(msg, *args, **kwargs)

    return Ours
