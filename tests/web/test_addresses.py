"""Addresses of pages: in other languages, under a sub-path, and whole."""

from pathlib import Path

import pytest
from flask import Flask

from service.web import addresses
from service.web.app import create_app
from service.web.settings import Settings


@pytest.fixture
def own(tmp_path: Path) -> Flask:
    return create_app(Settings(tmp_path / "index", base_url="https://example.org/faq/"))


def asked(app: Flask, path: str, under: str = "") -> dict[str, str]:
    """What the functions say while a page is asked for."""
    said: dict[str, str] = {}

    def ask(id: str) -> str:
        said.update(
            english=addresses.here("en"), any=addresses.here(), public=addresses.public(addresses.here("zh-Hant"))
        )
        said.update(addresses.translations())
        said["static"] = addresses.at("/static/site.css")
        return ""

    app.add_url_rule("/probe/<path:id>", view_func=ask)
    app.test_client().get(path, environ_overrides={"SCRIPT_NAME": under})
    return said


def test_a_page_in_another_language_keeps_its_path_and_question(own: Flask) -> None:
    said = asked(own, "/zh-hant/probe/a%20b?q=%E5%8D%A1&x=1")

    assert said["any"] == "/faq/probe/a%20b?q=%E5%8D%A1&x=1"
    assert said["english"] == "/faq/en/probe/a%20b?q=%E5%8D%A1&x=1"
    assert said["static"] == "/faq/static/site.css"


def test_a_whole_address_begins_with_the_public_one_wherever_the_service_lies(own: Flask) -> None:
    said = asked(own, "/en/probe/a", under="/behind")

    assert said["public"] == "https://example.org/faq/zh-hant/probe/a"
    assert said["x-default"] == "https://example.org/faq/probe/a"
    assert said["en"] == "https://example.org/faq/en/probe/a"
    assert said["static"] == "/behind/static/site.css"


def test_without_a_public_address_the_host_that_was_asked_stands_for_it(tmp_path: Path) -> None:
    said = asked(create_app(Settings(tmp_path / "index")), "/probe/a", under="/behind")

    assert said["x-default"] == "http://localhost/behind/probe/a"
