"""The log of the service: one JSON object a line, or plain lines on a terminal; no question unless switched on."""

import logging
import sys

from pythonjsonlogger.json import JsonFormatter

from service.text.terminal import harmless
from service.web.settings import Settings

ACCESS = logging.getLogger("kawen.access")
_FIELDS = ("asctime", "levelname", "name", "message")


def set_up(settings: Settings) -> logging.Handler:
    """Send what the service and gunicorn have to say to standard error; the handler, for those with loggers apart."""
    handler = logging.StreamHandler(sys.stderr)
    plain = settings.log_format == "text" or (settings.log_format == "auto" and sys.stderr.isatty())
    handler.setFormatter(_Plain() if plain else _json())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("service").setLevel(logging.INFO)  # what we say of ourselves; libraries only warn
    ACCESS.setLevel(logging.INFO if settings.access_log else logging.WARNING)
    return handler


def _json() -> JsonFormatter:
    return JsonFormatter(
        " ".join(f"%({name})s" for name in _FIELDS),
        rename_fields={"asctime": "time", "levelname": "level", "name": "logger"},
        json_ensure_ascii=False,
        datefmt="%Y-%m-%dT%H:%M:%S%z",
    )


class _Plain(logging.Formatter):
    """A line for people, in which control characters are visible; what stands in a trace is left as it is."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(message)s", "%H:%M:%S")

    def formatMessage(self, record: logging.LogRecord) -> str:
        return harmless(super().formatMessage(record))
