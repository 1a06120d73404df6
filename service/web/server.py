"""Run the app: gunicorn where there is fork, waitress on Windows, Flask's own for who works on it."""

import gc
import ipaddress
import logging
import os
import shutil
import socket
import tempfile
from collections.abc import Callable
from datetime import date

from flask import Flask

from service.errors import BadSettings
from service.web.settings import Settings

Announce = Callable[[str], None]
#: Read through once before the fork, so that all that linting needs is loaded, and shared.
_SAMPLE = "# 怎么充值\n\n2026 年 11 月 20 日：充值只需要手机号码和金额，1000 坚戈起，见 https://kcell.kz/ 。\n"


def serve(settings: Settings, listener: socket.socket, announce: Announce, again: Callable[[], Settings]) -> None:
    """Serve until told to stop; the address is announced once questions are answered there.

    `again` reads the settings anew when a signal asks for it.
    """
    from service.web import logs

    said = f"卡问 kawen: {_address(listener)} (Ctrl+C stops it)"
    handler = logs.set_up(settings)
    _warn(settings)
    if os.name != "posix":
        import waitress  # on Windows only: it needs no fork

        app = loaded(settings)
        _metrics_port(settings)
        announce(said)
        waitress.serve(app, sockets=[listener], threads=settings.threads * settings.workers)
        return
    shared, ours = tempfile.mkdtemp(prefix="kawen-metrics-"), os.getpid()
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = shared
    try:
        from service.web.forked import Server  # loads the numbers, which look at that once

        Server(loaded(settings), settings, listener, lambda: announce(said), again, handler).run()
    finally:
        if os.getpid() == ours:  # a worker that ends comes by here too
            shutil.rmtree(shared, ignore_errors=True)


def develop(settings: Settings, announce: Announce) -> None:
    """Flask's own server, which starts anew when a file of the service changes; for this machine alone."""
    from werkzeug.serving import run_simple

    from service.web import logs
    from service.web.app import create_app

    if not _local(settings.host):
        raise BadSettings(f"--dev serves this machine alone, not {settings.host}; leave away --host or --dev")
    logs.set_up(settings)
    _warn(settings)
    app = create_app(settings)
    app.config["TEMPLATES_AUTO_RELOAD"] = True
    announce(f"卡问 kawen: http://{settings.host}:{settings.port}/ (for development; Ctrl+C stops it)")
    run_simple(settings.host, settings.port, app, threaded=True, use_reloader=True)


def loaded(settings: Settings) -> Flask:
    """An app with all that is needed to answer: workers that are forked from here share it."""
    from service.jobs.lint import lint_text
    from service.jobs.safety import danger_of
    from service.lint.run import rules
    from service.web.app import create_app

    app = create_app(settings)
    build = app.extensions["shelf"].get()
    build.lexicon.warm()
    build.parser.speller.warm()
    build.parser.parse("哈萨克斯坦SIM卡怎么充值")
    desks = app.extensions["desks"][1]
    for question in ("哈萨克斯坦SIM卡怎么充值", "chongzhi"):
        danger_of(desks.words, question)  # the wordings become patterns, and their pinyin
    lint_text(desks, _SAMPLE, "article.md", date.today(), rules())
    app.extensions["recorder"].forget()
    gc.collect()
    return app


def listening(settings: Settings) -> socket.socket:
    """A socket on the address of the settings; BadSettings says what to choose instead."""
    try:
        family = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((settings.host, settings.port), family=family, backlog=1024)
    except OSError as trouble:
        other = "--host" if isinstance(trouble, socket.gaierror) else "--port (0: any free one)"
        raise BadSettings(
            f"cannot listen on {settings.host}:{settings.port}: {trouble.strerror or trouble}; choose another with {other}"
        ) from None


def _warn(settings: Settings) -> None:
    for said in settings.warnings():
        logging.getLogger(__name__).warning("%s", said)


def _metrics_port(settings: Settings) -> None:
    if settings.metrics_port:
        from service.web.metrics_port import MetricsPort

        MetricsPort(settings)


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
