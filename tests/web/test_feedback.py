"""What readers tell: forms of our own pages and JSON of programs, bounded, and nothing from foreign pages."""

import json
import time
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.store import messages
from service.store.database import Database
from service.web.app import create_app
from service.web.forms import VALID, form_token
from service.web.routes.feedback import LARGEST, LONGEST
from service.web.settings import Settings
from tests.search import builds

MISSING = {"kind": "missing", "question": "蒙古国电话卡"}


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    builds.shelve(tmp_path / "index", {"topup.md": "# 怎么充值\n\n报手机号码和金额。\n"})
    return create_app(Settings(tmp_path / "index", base_url="https://example.org/faq"))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def token(app: Flask) -> str:
    with app.test_request_context():
        return form_token()


def kept(app: Flask) -> list[messages.Message]:
    store: Database = app.extensions["store"]
    return list(messages.each(store, *messages.KINDS)) if store.file.exists() else []


def test_a_form_is_kept_and_leads_to_thanks(app: Flask, client: FlaskClient, token: str) -> None:
    answer = client.post("/feedback", data={**MISSING, "token": token, "comment": " 想去\n乌兰巴托 ", "website": ""})

    assert (answer.status_code, answer.headers["Location"]) == (303, "/faq/feedback/thanks")
    (message,) = kept(app)
    assert (message.kind, message.question, message.comment) == ("missing", "蒙古国电话卡", "想去\n乌兰巴托")
    assert message.build == builds.build_folder(app.extensions["settings"].index).name
    assert "谢谢" in client.get("/feedback/thanks").text
    assert "Thank you" in client.get("/en/feedback/thanks").text
    assert "Set-Cookie" not in answer.headers


def test_json_is_kept_and_numbered(app: Flask, client: FlaskClient) -> None:
    told = {"kind": "unhelpful", "article": "topup", "anchor": "怎么充值", "question": "充值"}
    answer = client.post("/api/v1/feedback", json=told)

    assert answer.status_code == 201
    assert answer.get_json() == {"feedback": 1, "kind": "unhelpful"}
    (message,) = kept(app)
    assert (message.article, message.anchor, message.question) == ("topup", "怎么充值", "充值")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "none"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "https://example.org"}, 403),
        ({"Origin": "https://example.org"}, 303),
        ({"Origin": "http://localhost"}, 303),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://example.org.evil.example"}, 403),
    ],
)
def test_a_form_of_a_foreign_page_is_refused(
    app: Flask, client: FlaskClient, token: str, headers: dict[str, str], status: int
) -> None:
    answer = client.post("/feedback", data={**MISSING, "token": token}, headers=headers)

    assert answer.status_code == status
    assert len(kept(app)) == (status == 303)


def test_only_a_form_served_here_within_a_day_is_taken(
    app: Flask, client: FlaskClient, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hour = int(token.partition(".")[0])
    wrong = ["", "x", ".", "1.", token[:-1], token + "A", token.replace(str(hour), str(hour + 1)), "9" * 400, "٣.x"]
    for other in wrong:
        assert client.post("/feedback", data={**MISSING, "token": other}).status_code == 403, other

    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + VALID * 3600 - 3600)
    assert client.post("/feedback", data={**MISSING, "token": token}).status_code == 303
    monkeypatch.setattr(time, "time", lambda: now + (VALID + 1) * 3600)
    assert client.post("/feedback", data={**MISSING, "token": token}).status_code == 403
    assert len(kept(app)) == 1


def test_a_key_of_the_settings_makes_forms_hold_on_every_machine(tmp_path: Path) -> None:
    made = []
    for key in ("one", "one", "other", ""):
        with create_app(Settings(tmp_path / "i", secret_key=key)).test_request_context():
            made.append(form_token())

    assert made[0] == made[1]
    assert len(set(made)) == 3


def test_a_machine_that_fills_in_every_field_is_thanked_and_forgotten(
    app: Flask, client: FlaskClient, token: str
) -> None:
    answer = client.post("/feedback", data={**MISSING, "token": token, "website": "https://spam.example"})

    assert answer.status_code == 303
    assert kept(app) == []


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, "kind must be one of helpful, unhelpful, missing, mistake"),
        ({"kind": "spam"}, "kind must be one of"),
        ({"kind": "missing"}, "question is empty"),
        ({"kind": "missing", "question": "  "}, "question is empty"),
        ({"kind": "helpful"}, "article is empty"),
        ({"kind": "mistake", "article": "../../etc/passwd"}, "there is no article"),
        ({**MISSING, "comment": "字" * 2001}, "comment has 2001 characters; at most 2000"),
        ({**MISSING, "question": 7}, "question must be a text"),
        ({**MISSING, "question": None}, "question must be a text"),
        ({**MISSING, "question": ["x"]}, "question must be a text"),
        ({**MISSING, "comment": "\x00"}, "comment has characters that are no text"),
        ({**MISSING, "comment": "\ud800"}, "comment has characters that are no text"),
        ({**MISSING, "name": "x"}, "unknown field 'name'; there are kind, article"),
        ([], "send a JSON object"),
        ("missing", "send a JSON object"),
    ],
)
def test_what_cannot_be_understood_is_named_and_not_kept(
    app: Flask, client: FlaskClient, told: object, said: str
) -> None:
    answer = client.post("/api/v1/feedback", data=json.dumps(told), content_type="application/json")

    assert answer.status_code == 400
    assert said in answer.get_json()["detail"]
    assert kept(app) == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "the body is empty"),
        (b" \n", "the body is empty"),
        (b"{", "line 1, column 2"),
        ('{"kind": "missing",\n "question": 蒙古}'.encode(), "not valid JSON: Expecting value at line 2, column 14"),
        (b'{"kind": "missing"} x', "Extra data at line 1, column 21"),
        (b'{"kind": "a\nb"}', "Invalid control character at line 1, column 12"),
        (b"{'kind': 1}", "line 1, column 2"),
        (b'{"kind": "\xff"}', "not valid JSON: byte 11 is no utf-8"),
        (b"1" * 5000, "too many digits"),
        (b"[" * 30_000, "nested too deeply"),
    ],
)
def test_where_a_body_is_no_json_is_told(app: Flask, client: FlaskClient, body: bytes, said: str) -> None:
    answer = client.post("/api/v1/feedback", data=body, content_type="application/json")

    assert answer.status_code == 400
    assert answer.get_json()["type"].endswith("/problems/invalid-request")
    assert said in answer.get_json()["detail"]
    assert kept(app) == []


def test_every_field_may_be_as_long_as_it_is_said_and_the_whole_no_longer(app: Flask, client: FlaskClient) -> None:
    told = {"kind": "missing", "question": "𠀀" * LONGEST["question"], "comment": "𠀀" * LONGEST["comment"]}
    assert client.post("/api/v1/feedback", json=told).status_code == 201

    large = client.post("/api/v1/feedback", data=b" " * (LARGEST + 1), content_type="application/json")
    assert large.status_code == 413
    assert "64 kB" in large.get_json()["detail"]
    assert len(kept(app)) == 1


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_what_a_foreign_page_can_send_unasked_is_no_json(app: Flask, client: FlaskClient, kind: str) -> None:
    answer = client.post("/api/v1/feedback", data='{"kind": "missing", "question": "x"}', content_type=kind)

    assert answer.status_code == 415
    assert kept(app) == []


def test_without_an_index_what_is_missing_can_still_be_told(tmp_path: Path) -> None:
    client = create_app(Settings(tmp_path / "index")).test_client()

    assert client.post("/api/v1/feedback", json=MISSING).status_code == 201
    assert client.post("/api/v1/feedback", json={"kind": "helpful", "article": "x"}).status_code == 503


def test_a_store_that_cannot_be_written_is_told_without_its_place(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    client = create_app(Settings(tmp_path / "index", store=tmp_path / "file" / "kawen.sqlite")).test_client()
    answer = client.post("/api/v1/feedback", json=MISSING)

    assert answer.status_code == 503
    assert str(tmp_path) not in answer.text
