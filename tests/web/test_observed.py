"""What operators see: numbers, log lines, counts of questions; and what they must not see."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from service.store import questions
from service.store.database import Database
from service.web import logs
from service.web.app import create_app
from service.web.middleware.observed import TYPING
from service.web.settings import Settings
from tests.search import builds

SECRET = "质数月球卡"


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return builds.shelve(tmp_path / "index", {"topup.md": "# 怎么充值\n\n报手机号码和金额。\n"}).parent


@pytest.fixture(autouse=True)
def _logging() -> Iterator[None]:
    root = logging.getLogger()
    before = (root.handlers[:], root.level, logs.ACCESS.level)
    yield
    root.handlers[:], level, ours = before
    root.setLevel(level)
    logs.ACCESS.setLevel(ours)


def number(app: Flask, name: str) -> float:
    """A number of /metrics as a scraper with the token sees it; 0 where it has not been counted yet."""
    answer = app.test_client().get("/metrics", headers={"Authorization": "Bearer scrape"})
    assert answer.status_code == 200
    assert answer.content_type.startswith("text/plain; version=0.0.4")
    found = [line.rpartition(" ")[2] for line in answer.text.splitlines() if line.startswith(name + " ")]
    return float(found[0]) if found else 0.0


def test_the_numbers_tell_requests_searches_findings_and_the_age_of_the_build(index: Path) -> None:
    app = create_app(Settings(index, metrics_token="scrape"))
    names = {
        'kawen_searches_total{answer="found"}': 1,
        'kawen_searches_total{answer="none"}': 2,
        "kawen_lint_articles_total": 1,
        'kawen_lint_findings_total{code="CRD001"}': 1,
        'kawen_feedback_total{kind="missing"}': 1,
        'kawen_requests_total{endpoint="search.search",method="GET",status="200"}': 2,
        'kawen_requests_total{endpoint="none",method="GET",status="404"}': 1,
        'kawen_request_seconds_count{endpoint="search.search"}': 2,
    }
    before = {name: number(app, name) for name in names}
    client = app.test_client()
    client.get("/api/v1/search?q=充值")
    client.get("/api/v1/search?q=qzxv")
    client.get("/?q=qzxv")
    client.post("/api/v1/lint", data="# 充值\n\n到店里把卡号和密码报给店员。\n".encode(), content_type="text/markdown")
    client.post("/api/v1/feedback", json={"kind": "missing", "question": SECRET})
    client.get(f"/{SECRET}")

    assert {name: number(app, name) - before[name] for name in names} == names
    assert 0 <= number(app, "kawen_build_age_seconds") < 3600
    assert number(app, "kawen_build_articles") == 1
    assert number(app, "kawen_index_ready") == 1
    text = app.test_client().get("/metrics", headers={"Authorization": "Bearer scrape"}).text
    assert SECRET not in text
    assert "qzxv" not in text


def test_without_an_index_the_numbers_say_so(tmp_path: Path) -> None:
    app = create_app(Settings(tmp_path / "index", metrics_token="scrape"))

    assert number(app, "kawen_index_ready") == 0
    assert app.test_client().get("/metrics").status_code == 401
    assert create_app(Settings(tmp_path / "index")).test_client().get("/metrics").status_code == 403


def test_ready_tells_build_and_age_until_the_service_is_being_stopped(index: Path) -> None:
    app = create_app(Settings(index))
    ready = app.test_client().get("/readyz").get_json()
    assert ready["build"] == builds.build_folder(index).name
    assert 0 <= ready["age_seconds"] < 3600

    app.extensions["draining"].begin()
    assert app.test_client().get("/readyz").status_code == 503
    assert app.test_client().get("/healthz").status_code == 200
    assert app.test_client().get("/api/v1/search?q=充值").status_code == 200, "who is here is served to the end"


# Log -----------------------------------------------------------------------------------------------


def lines(app: Flask, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    """What the log says of some requests."""
    logs.set_up(app.extensions["settings"])
    client = app.test_client()
    client.get(f"/api/v1/search?q={SECRET}", environ_base={"REMOTE_ADDR": "203.0.113.7"})
    client.get(f"/api/v1/search?q={'长' * 501}{SECRET}")
    client.get("/a/topup", headers={"User-Agent": SECRET, "Referer": f"https://example.org/?q={SECRET}"})
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_a_line_of_the_log_is_json_without_question_or_address(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = lines(create_app(Settings(index, access_log=True)), capsys)

    assert [(one["path"], one["status"], one["endpoint"]) for one in found] == [
        ("/api/v1/search", 200, "search.search"),
        ("/api/v1/search", 400, "search.search"),
        ("/a/topup", 200, "article.article"),
    ]
    assert all(one["request_id"] and one["time"] and one["ms"] for one in found)
    assert SECRET not in json.dumps(found, ensure_ascii=False)
    assert "203.0.113.7" not in json.dumps(found)


def test_questions_stand_in_the_log_once_that_is_switched_on(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = lines(create_app(Settings(index, access_log=True, log_queries=True)), capsys)

    assert (found[0]["question"], found[0]["answer"]) == (SECRET, "none")


def test_without_the_setting_requests_leave_no_line(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lines(create_app(Settings(index)), capsys) == []


def test_a_line_for_people_cannot_be_steered(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    app = create_app(Settings(index, access_log=True, log_format="text"))
    logs.set_up(app.extensions["settings"])
    app.test_client().get("/%1b[31m%0aFAKE")

    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1
    assert "\x1b" not in said


# Counts --------------------------------------------------------------------------------------------


def asked(app: Flask) -> Database:
    """The store after some questions."""
    client = app.test_client()
    for path in ("/api/v1/search?q=QZXV", "/?q=qzxv", "/api/v1/search?q=充值", "/api/v1/search?q=qzxv&cursor=o10"):
        client.get(path, environ_base={"REMOTE_ADDR": "203.0.113.7"})
    app.extensions["recorder"].flush()
    store: Database = app.extensions["store"]
    return store


def test_questions_nothing_answers_are_counted_without_their_words(index: Path) -> None:
    store = asked(create_app(Settings(index)))

    assert list(questions.missing_days(store, "2000").values()) == [2], "later pages are not asked again"
    assert questions.missing(store, "2000") == []
    assert questions.frequent(store, "2000", 9) == []


def test_words_and_a_query_log_are_kept_where_that_is_switched_on(index: Path) -> None:
    store = asked(create_app(Settings(index, keep_missing=True, query_log=True)))

    assert [(one.question, one.count) for one in questions.missing(store, "2000")] == [("qzxv", 2)]
    frequent = questions.frequent(store, "2000", 9)
    assert [(one.question, one.count, one.people) for one in frequent] == [("qzxv", 2, 1), ("充值", 1, 1)]


def test_of_what_is_typed_only_the_last_counts(index: Path) -> None:
    app = create_app(Settings(index, keep_missing=True))
    client, recorder, store = app.test_client(), app.extensions["recorder"], app.extensions["store"]

    def ask(question: str, address: str, *, typing: bool = True) -> None:
        headers = {TYPING: "1"} if typing else {}
        client.get(f"/?q={question}", headers=headers, environ_base={"REMOTE_ADDR": address})

    for question in ("q", "qz", "qzxv"):
        ask(question, "203.0.113.1")
    for question in ("qz", "充值"):  # the whole question has an answer
        ask(question, "203.0.113.2")
    ask("qzx", "203.0.113.3")
    ask("qzxw", "203.0.113.3", typing=False)
    recorder.flush()
    assert [one.question for one in questions.missing(store, "2000")] == ["qzxw"], "the others may go on typing"
    recorder.flush(last=True)

    assert sorted(one.question for one in questions.missing(store, "2000")) == ["qzxv", "qzxw"]


def test_a_store_that_cannot_be_written_costs_no_reader_an_answer(
    index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    app = create_app(Settings(index, store=tmp_path / "file" / "kawen.sqlite"))
    logs.set_up(app.extensions["settings"])

    assert app.test_client().get("/api/v1/search?q=qzxv").status_code == 200
    app.extensions["recorder"].flush()
    assert "1 questions were not counted" in capsys.readouterr().err
