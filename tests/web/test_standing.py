"""Where the service stands: behind proxies, below a path, framed by those who may, and what headers say of it."""

import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, g, url_for
from flask.testing import FlaskClient

from service.errors import BadSettings
from service.web.addresses import public
from service.web.app import create_app
from service.web.middleware.headers import csp_nonce
from service.web.settings import Settings
from tests.search import builds


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return builds.shelve(tmp_path / "index", {"topup.md": "# 怎么充值\n\n报手机号码和金额。\n"}).parent


def links(client: FlaskClient, path: str, **options: Any) -> set[str]:
    answer = client.get(path, **options)
    assert answer.status_code == 200, answer.text
    return set(re.findall(r'(?:href|action)="(/[^"/][^"]*|/)"', answer.text))


@pytest.mark.parametrize("strips", [True, False], ids=["the proxy strips the path", "the proxy leaves it"])
def test_below_a_path_every_link_keeps_it(index: Path, strips: bool) -> None:
    client = create_app(Settings(index, base_url="https://example.org/faq")).test_client()
    before = "" if strips else "/faq"

    for page in ("/?q=充值", "/en/?q=充值"):
        found = links(client, before + page)
        assert found
        assert all(link == "/faq" or link.startswith("/faq/") for link in found), found
    assert client.get(f"{before}/healthz").status_code == 200
    assert client.get(f"{before}/faqs").status_code == 404


def test_a_proxy_says_below_which_path_and_under_which_name(index: Path) -> None:
    app = create_app(Settings(index, proxies=1))
    told = {"X-Forwarded-Prefix": "/faq", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "example.org"}
    with app.test_client() as client:
        assert all(link.startswith("/faq") for link in links(client, "/?q=充值", headers=told))
        answer = client.get("/healthz", headers=told)

    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_headers_of_proxies_that_are_not_there_are_not_believed(index: Path) -> None:
    client = create_app(Settings(index)).test_client()
    told = {"X-Forwarded-Prefix": "/evil", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"}
    answer = client.get("/?q=充值", headers=told)

    assert "evil" not in answer.text
    assert "Strict-Transport-Security" not in answer.headers


def test_public_addresses_begin_with_the_setting_and_keep_the_language(index: Path) -> None:
    app = create_app(Settings(index, base_url="https://example.org/faq"))
    seen = []

    @app.get("/seen")
    def seen_view() -> str:
        seen.append(public(url_for("article.article", id="topup", _anchor="a")))
        return ""

    for path in ("/seen", "/faq/seen", "/faq/en/seen"):
        assert app.test_client().get(path).status_code == 200
    assert seen == [
        "https://example.org/faq/a/topup#a",
        "https://example.org/faq/a/topup#a",
        "https://example.org/faq/en/a/topup#a",
    ]


def policy(app: Flask, path: str = "/healthz") -> dict[str, str]:
    told = app.test_client().get(path).headers["Content-Security-Policy"]
    return dict(part.split(" ", 1) for part in told.split("; "))


def test_who_may_frame_the_pages_is_a_setting_and_no_way_to_another_directive(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert policy(create_app(Settings(index)))["frame-ancestors"] == "'none'"
    told = policy(create_app(Settings(index, frame_ancestors="'self' https://a.example")))
    assert told["frame-ancestors"] == "'self' https://a.example"

    monkeypatch.setenv("KAWEN_FRAME_ANCESTORS", "https://a.example; script-src *")
    with pytest.raises(BadSettings, match="KAWEN_FRAME_ANCESTORS must be sources"):
        Settings.load(index, {})


def test_a_page_may_ask_for_a_nonce_and_say_who_frames_it(index: Path) -> None:
    app = create_app(Settings(index))

    @app.get("/special")
    def special() -> str:
        g.frame_ancestors = "*"
        return csp_nonce()

    answers = [app.test_client().get("/special") for _ in range(2)]
    for answer in answers:
        assert f"script-src 'self' 'nonce-{answer.text}';" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Content-Security-Policy"].endswith("frame-ancestors *")
    assert answers[0].text != answers[1].text
    assert policy(app)["script-src"] == "'self'"
    assert "camera=()" in answers[0].headers["Permissions-Policy"]


def test_strict_transport_is_said_behind_tls_alone_and_can_be_turned_off(index: Path) -> None:
    for days, said in ((30, "max-age=2592000"), (0, None)):
        client = create_app(Settings(index, hsts_days=days)).test_client()
        assert client.get("/healthz", base_url="https://localhost").headers.get("Strict-Transport-Security") == said
        assert "Strict-Transport-Security" not in client.get("/healthz").headers
