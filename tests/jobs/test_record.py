"""What became of a rebuild: one file a job, which tells the truth even when the builder cannot."""

import json
import os
import time
from pathlib import Path

import pytest

from service.errors import BuildRefused, NotFound
from service.jobs import record


def write(root: Path, id: str, **values: object) -> str:
    (root / "jobs").mkdir(exist_ok=True)
    (root / "jobs" / f"{id}.json").write_text(json.dumps(values), encoding="utf-8")
    return id


ID = "20261120T070000-0123abcd"


def test_a_job_runs_until_it_says_how_it_ended(tmp_path: Path) -> None:
    file = record.begin(tmp_path)
    assert record.read(tmp_path, file.stem) == {"job": file.stem, "status": "running"}
    assert record.running(tmp_path) == file.stem

    with record.recorded(file) as job:
        job.done("20261120T070000-feedbeef")
    assert record.read(tmp_path, file.stem) == {"job": file.stem, "status": "done", "build": "20261120T070000-feedbeef"}
    assert record.running(tmp_path) is None


def test_a_job_tells_how_far_it_is_until_it_is_done(tmp_path: Path) -> None:
    file = record.begin(tmp_path)
    with record.recorded(file) as job:
        job.progress("lint", 0, 8)
        told = record.read(tmp_path, file.stem)
        assert told["status"] == "running"
        assert told["progress"] == {"step": "lint", "done": 0, "total": 8, "per_second": 0.0, "seconds_left": None}
        job.progress("lint", 8, 8)
        job.progress("write", 3, 4)
        assert record.read(tmp_path, file.stem)["progress"]["step"] == "write"
        assert record.running(tmp_path) == file.stem
        job.done("x")

    assert record.read(tmp_path, file.stem) == {"job": file.stem, "status": "done", "build": "x"}


@pytest.mark.parametrize("years", [-10, 10])
def test_a_clock_that_was_set_leaves_no_job_running_for_ever(tmp_path: Path, years: int) -> None:
    write(tmp_path, ID, status="running")
    when = time.time() + years * 365 * 86400
    os.utime(tmp_path / "jobs" / f"{ID}.json", (when, when))

    assert record.running(tmp_path) is None


@pytest.mark.parametrize(
    ("trouble", "said"),
    [(BuildRefused("old one still serves"), "old one still serves"), (ZeroDivisionError("x"), "ZeroDivisionError: x")],
)
def test_a_job_that_fails_says_why_and_fails_all_the_same(tmp_path: Path, trouble: Exception, said: str) -> None:
    file = record.begin(tmp_path)
    with pytest.raises(type(trouble)), record.recorded(file):
        raise trouble

    assert record.read(tmp_path, file.stem) == {"job": file.stem, "status": "failed", "error": said}


def test_a_job_whose_process_is_gone_without_a_word_has_failed(tmp_path: Path) -> None:
    write(tmp_path, ID, status="running")
    assert record.running(tmp_path) == ID, "it may be about to begin"
    os.utime(tmp_path / "jobs" / f"{ID}.json", (0, 0))

    assert record.read(tmp_path, ID) == {
        "job": ID,
        "status": "failed",
        "error": "the builder was stopped before it was done",
    }
    assert record.running(tmp_path) is None


def test_a_job_that_could_not_be_written_down_has_failed(tmp_path: Path) -> None:
    write(tmp_path, ID)
    (tmp_path / "jobs" / f"{ID}.json").write_text("", encoding="utf-8")

    assert record.read(tmp_path, ID)["status"] == "failed"
    assert record.running(tmp_path) is None


def test_a_failure_from_outside_never_overwrites_what_the_job_said(tmp_path: Path) -> None:
    file = record.begin(tmp_path)
    record.failed(file, "could not be started")
    assert record.read(tmp_path, file.stem)["error"] == "could not be started"

    record.failed(file, "something else")
    assert record.read(tmp_path, file.stem)["error"] == "could not be started"


@pytest.mark.parametrize(
    "id",
    [
        "nobody",
        "",
        ".",
        "..",
        "../CURRENT",
        "..%2fCURRENT",
        "a/b",
        "\x00",
        "a" * 5000,
        "é",
        "20990101T000000-00000000",
        "*",
    ],
)
def test_an_id_that_is_none_is_not_found_and_reaches_no_other_file(tmp_path: Path, id: str) -> None:
    (tmp_path / "jobs").mkdir()
    (tmp_path / "CURRENT.json").write_text('{"status": "done", "build": "x"}', encoding="utf-8")
    (tmp_path / "jobs" / "nobody.json").write_text('{"status": "done", "build": "x"}', encoding="utf-8")

    with pytest.raises(NotFound, match="there is no job"):
        record.read(tmp_path, id)


def test_files_that_are_no_jobs_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, "notes", status="running", pid=1)

    assert record.running(tmp_path) is None


def test_old_jobs_are_swept_away_and_the_newest_kept(tmp_path: Path) -> None:
    ids = [write(tmp_path, f"202511{day:02}T070000-0123abcd", status="done", build="x") for day in range(1, 29)]
    new = record.begin(tmp_path).stem

    left = sorted(file.stem for file in (tmp_path / "jobs").glob("*.json"))
    assert left == [*ids[-record.KEPT :], new]


def test_without_a_file_nothing_is_written_down() -> None:
    with record.recorded(None) as job:
        job.progress("lint", 1, 2)
        job.done("x")
