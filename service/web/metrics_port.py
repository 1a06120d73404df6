"""A port of its own for /metrics: it needs no token, and answers while every worker is busy."""

from threading import Thread
from wsgiref.simple_server import WSGIServer

from prometheus_client import start_http_server

from service.errors import BadSettings
from service.web import metrics
from service.web.settings import Settings


class _Told:
    """Stands for a registry that is put together anew for each answer, as several processes need it."""

    def __init__(self, settings: Settings) -> None:
        self._root = settings.index

    def collect(self) -> object:
        return metrics.told(self._root).collect()

    def restricted_registry(self, names: object) -> object:
        return metrics.told(self._root).restricted_registry(names)  # type: ignore[arg-type]


class MetricsPort:
    """Listens from the moment it is made; BadSettings when the port is taken."""

    def __init__(self, settings: Settings) -> None:
        host, port = settings.metrics_host, settings.metrics_port
        try:
            found: tuple[WSGIServer, Thread] = start_http_server(port, host, registry=_Told(settings))  # type: ignore[arg-type]
        except OSError as trouble:
            raise BadSettings(
                f"cannot listen on {host}:{port} for metrics: {trouble.strerror or trouble}; choose another metrics_port"
            ) from None
        self._server = found[0]

    def let_go(self) -> None:
        """Close the socket in a process that was forked: the port is its parent's."""
        self._server.socket.close()
