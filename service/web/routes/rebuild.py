"""POST /api/v1/index/rebuild (Authorization: Bearer …) → 202 and the job's URL; off without a token."""

import os
import subprocess
import sys
import threading
from pathlib import Path

from flask import Blueprint, current_app, jsonify, url_for
from flask.typing import ResponseReturnValue

import service
from service.errors import BuildBusy
from service.jobs import record
from service.jobs.index import articles_of, engine_of
from service.web.asked import no_parameters
from service.web.bearer import require
from service.web.models.index import StartedAnswer
from service.web.operation import Operation, operation
from service.web.settings import Settings

bp = Blueprint("rebuild", __name__)


@bp.post("/api/v1/index/rebuild")
@operation(Operation("Rebuild the index", StartedAnswer, status=202, problems=(400, 401, 403, 409), secured=True))
def rebuild() -> ResponseReturnValue:
    """Start a rebuild in a process of its own, so that answering goes on at full speed."""
    settings: Settings = current_app.extensions["settings"]
    require("rebuild")
    no_parameters()
    if busy := record.running(settings.index):
        raise BuildBusy(f"job {busy} is rebuilding already; look at {url_for('job.job', id=busy)}")
    file = record.begin(settings.index)
    threading.Thread(target=_run, args=(settings.index, file), daemon=True).start()
    where = url_for("job.job", id=file.stem)
    return jsonify(job=file.stem, status="running", url=where), 202, {"Location": where}


def _env() -> dict[str, str]:
    """An environment in which this very `service` is found, wherever the checkout's door was opened from."""
    ours = str(Path(service.__file__).parents[1])
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (ours, os.environ.get("PYTHONPATH"))))}


def _run(index: Path, file: Path) -> None:
    command = [sys.executable, "-m", "service", "index", "build", "--index", str(index), "--job", str(file)]
    try:
        command += ["--engine", engine_of(index)]
        if articles := articles_of(index):
            command += ["--articles", str(articles)]
        done = subprocess.run(command, env=_env(), capture_output=True, text=True, encoding="utf-8", check=False)
        if done.returncode:
            record.failed(file, done.stderr.strip()[-2000:])
    except Exception as trouble:
        record.failed(file, str(trouble))
        raise
