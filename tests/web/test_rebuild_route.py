"""Rebuilding over HTTP: off without a token, one at a time, in a process of its own; and readers see the new build."""

import threading
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from service.jobs import record
from service.web.app import create_app
from service.web.settings import Settings
from tests.search import builds
from tests.web.conftest import TOKEN

REBUILD = "/api/v1/index/rebuild"
RIGHT = {"Authorization": f"Bearer {TOKEN}"}
#: Looks at a job, a twentieth of a second apart, before a test gives up.
LOOKS = 1200


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The service may have been started in any folder."""
    monkeypatch.chdir(tmp_path)


def ended(client: FlaskClient, url: str) -> dict[str, Any]:
    """The job, once it no longer runs."""
    for look in count():
        said: dict[str, Any] = client.get(url).get_json()
        if said["status"] != "running":
            return said
        assert look < LOOKS, "the job never ends"
        threading.Event().wait(0.05)
    raise AssertionError


def snippets(client: FlaskClient) -> list[str]:
    return [hit["snippet"] for hit in client.get("/api/v1/search?q=充值").get_json()["hits"]]


def test_without_a_token_of_its_own_the_service_rebuilds_for_nobody(client: FlaskClient) -> None:
    for headers in ({}, RIGHT, {"Authorization": "Bearer "}):
        answer = client.post(REBUILD, headers=headers)
        assert answer.status_code == 403
        assert "KAWEN_REBUILD_TOKEN" in answer.get_json()["detail"]


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        "Bearer wrong",
        f"Basic {TOKEN}",
        TOKEN,
        f"Bearer {TOKEN}x",
        f"Bearer {TOKEN[:-1]}",
        "Bearer ümlaut",
    ],
)
def test_a_wrong_token_is_turned_away_and_starts_nothing(own: FlaskClient, tmp_path: Path, header: str | None) -> None:
    answer = own.post(REBUILD, headers={"Authorization": header} if header is not None else {})

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert TOKEN not in answer.text
    assert not (tmp_path / "index" / "jobs").exists()


def test_a_rebuild_runs_aside_and_the_next_question_is_answered_from_it(own: FlaskClient, tmp_path: Path) -> None:
    assert snippets(own) == ["报手机号码和金额。"]
    before = own.get("/readyz").get_json()
    (tmp_path / "articles" / "topup.md").write_text("# 怎么充值\n\n报手机号码就可以充值。\n", encoding="utf-8")

    started = own.post(REBUILD, headers={"Authorization": f"bearer {TOKEN}"})
    assert started.status_code == 202
    said = started.get_json()
    assert said == {"job": said["job"], "status": "running", "url": f"/api/v1/jobs/{said['job']}"}
    assert started.headers["Location"] == said["url"]

    job = ended(own, said["url"])
    assert job == {"job": said["job"], "status": "done", "build": job["build"]}
    assert snippets(own) == ["报手机号码就可以充值。"]
    after = own.get("/readyz").get_json()
    assert after["build"] == job["build"] != before["build"]
    assert after["engine"] == before["engine"], "a rebuild keeps the engine that was chosen"


def test_a_rebuild_that_is_refused_says_why_and_the_old_build_answers(own: FlaskClient, tmp_path: Path) -> None:
    (tmp_path / "articles" / "bad.md").write_bytes(b"# \xff\n")
    job = ended(own, own.post(REBUILD, headers=RIGHT).get_json()["url"])

    assert job["status"] == "failed"
    assert "bad.md:1: not UTF-8" in job["error"]
    assert snippets(own) == ["报手机号码和金额。"]


def test_a_second_rebuild_is_told_of_the_first(own: FlaskClient, tmp_path: Path) -> None:
    first = record.begin(tmp_path / "index").stem
    answer = own.post(REBUILD, headers=RIGHT)

    assert answer.status_code == 409
    assert f"/api/v1/jobs/{first}" in answer.get_json()["detail"]


def test_a_job_tells_how_far_it_is(own: FlaskClient, tmp_path: Path) -> None:
    file = record.begin(tmp_path / "index")
    with record.recorded(file) as job:
        job.progress("lint", 1, 2)
        said = own.get(f"/api/v1/jobs/{file.stem}").get_json()
        job.done("x")

    assert said["status"] == "running"
    assert (said["progress"]["step"], said["progress"]["done"], said["progress"]["total"]) == ("lint", 1, 2)


@pytest.fixture
def relative(tmp_path: Path) -> FlaskClient:
    """A service that was told of its index by a relative path."""
    builds.shelve(tmp_path / "index", {"topup.md": "# 怎么充值\n\n报手机号码和金额。\n"})
    return create_app(Settings(Path("index"), rebuild_token=TOKEN)).test_client()


def test_a_relative_index_is_rebuilt_where_it_is(relative: FlaskClient, tmp_path: Path) -> None:
    (tmp_path / "articles" / "topup.md").write_text("# 怎么充值\n\n新的充值办法。\n", encoding="utf-8")

    assert ended(relative, relative.post(REBUILD, headers=RIGHT).get_json()["url"])["status"] == "done"
    assert snippets(relative) == ["新的充值办法。"]
