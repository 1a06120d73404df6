"""The widget: who may frame it, what it answers, and that a dangerous question is warned of there too."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from service.errors import BadSettings
from service.web.app import create_app
from service.web.settings import Settings
from tests.search import builds
from tests.web import pages

HTML = {"Accept": "text/html"}


def policy(client: FlaskClient, path: str) -> dict[str, str]:
    said = client.get(path, headers=HTML).headers["Content-Security-Policy"]
    return dict(part.strip().partition(" ")[::2] for part in said.split(";"))


def test_only_the_widget_may_be_framed_and_only_by_the_sites_of_the_setting(tmp_path: Path) -> None:
    builds.shelve(tmp_path / "index", {"a.md": "# 怎么充值\n\n报手机号码。\n"})
    sites = "'self' https://blog.example https://*.example.net"
    client = create_app(Settings(tmp_path / "index", widget_sites=sites)).test_client()

    assert policy(client, "/widget?q=充值")["frame-ancestors"] == sites
    assert policy(client, "/")["frame-ancestors"] == "'none'"
    assert policy(client, "/widget/demo")["frame-ancestors"] == "'none'"
    assert policy(client, "/widget/demo")["frame-src"] == "'self'"


def test_a_setting_that_would_begin_another_directive_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAWEN_WIDGET_SITES", "'self'; script-src *")
    with pytest.raises(BadSettings, match="WIDGET_SITES"):
        Settings.load(tmp_path, {})


def test_the_widget_shows_hits_with_their_trust_line_and_filters_go_along(client: FlaskClient) -> None:
    page = pages.read(client.get("/zh-hans/widget?q=充值&country=KZ", headers=HTML).text)

    assert len(page.all("li", "hit")) == 5
    assert all("核对于" in e.text for e in page.all("p", "verdict"))
    assert all(link.startswith("/zh-hans/a/") for link in page.links[:5])
    assert {(e.attributes["name"], e.attributes["value"]) for e in page.all("input")} == {
        ("q", "充值"),
        ("country", "KZ"),
    }
    assert page.all("base")[0].attributes == {"target": "_blank"}
    assert page.all("form")[0].attributes["target"] == "_self"


def test_a_dangerous_question_is_warned_of_in_the_widget_too(client: FlaskClient) -> None:
    page = pages.read(client.get("/widget?q=买免实名卡", headers=HTML).text)

    assert page.all("p", "error")[0].attributes["role"] == "alert"


@pytest.mark.parametrize("query", ["q=" + "a" * 501, "q=充值&country=Atlantis", "q=充值&colour=red"])
def test_what_cannot_be_searched_for_is_said_in_the_frame(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/widget?{query}", headers=HTML)

    assert answer.status_code == 400
    assert pages.read(answer.text).all("p", "warning")


def test_another_site_may_load_the_script_and_no_index_lists_the_frame(client: FlaskClient) -> None:
    with client.get("/widget.js") as script:
        assert script.mimetype == "text/javascript"
        assert script.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert client.get("/widget").headers["X-Robots-Tag"] == "noindex"


def test_the_demo_has_the_lines_to_copy_with_the_public_address(tmp_path: Path) -> None:
    builds.shelve(tmp_path / "index", {"a.md": "# 怎么充值\n\n报手机号码。\n"})
    client = create_app(Settings(tmp_path / "index", base_url="https://faq.example.org/cards")).test_client()

    assert (
        '<script async src="https://faq.example.org/cards/widget.js">'
        in pages.read(client.get("/en/widget/demo", headers=HTML).text).text
    )


def test_without_an_index_the_frame_says_so(nothing: FlaskClient) -> None:
    answer = nothing.get("/widget?q=充值", headers=HTML)

    assert answer.status_code in (400, 503)
