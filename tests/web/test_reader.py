"""What pages tell readers and machines: chips, safety first, ways on when nothing is found, addresses, structured data."""

import json
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.text.script import to_traditional
from service.web.app import create_app
from service.web.language import LANGUAGES, translated
from service.web.settings import Settings
from tests.search import builds
from tests.web.pages import Page
from tests.web.test_pages import page_of


def chips(page: Page) -> list[tuple[str, dict[str, list[str]]]]:
    """(words, query) of each chip."""
    return [(e.text.strip(), parse_qs(urlsplit(e.attributes["href"]).query)) for e in page.all("a", "chip")]


def test_chips_keep_the_question_and_the_other_conditions(client: FlaskClient) -> None:
    page = page_of(client, "/", q="充值", country="KZ")
    others = [query for _, query in chips(page) if "topic" in query]

    assert others
    assert all(query["q"] == ["充值"] and query["country"] == ["KZ"] for query in others)
    (chosen,) = [e for e in page.all("a", "chip") if "aria-current" in e.attributes]
    assert parse_qs(urlsplit(chosen.attributes["href"]).query) == {"q": ["充值"]}


def test_every_chip_leads_to_as_many_hits_as_it_says(client: FlaskClient) -> None:
    page = page_of(client, "/", q="充值")
    for element in page.all("a", "chip"):
        number = int(element.text.split()[-1])
        query = {key: value[0] for key, value in parse_qs(urlsplit(element.attributes["href"]).query).items()}
        assert client.get("/api/v1/search", query_string=query).get_json()["total"] == number, element.text


def test_hits_tell_country_breadcrumb_trust_and_why(client: FlaskClient) -> None:
    page = page_of(client, "/", q="哈萨克斯坦续费")

    assert "🇰🇿 哈萨克斯坦" in page.all("p", "crumb")[0].text
    assert page.all("p", "verdict")[0].text.count("·") == 2
    assert any("同义词：" in e.text for e in page_of(client, "/", q="kcell topup").all("p", "why"))


@pytest.mark.parametrize("question", ["买免实名卡", "買免實名卡", "代刷脸", "telegram 买卡", "dai shua lian"])
def test_a_dangerous_question_is_answered_with_safety_first(client: FlaskClient, question: str) -> None:
    page = page_of(client, "/", q=question)

    assert "先看安全提醒" in page.all("h1")[0].text
    assert "不要" in page.all("section", "safety")[0].text
    links = [link for link in page.links if link.startswith("/a/")]
    answer = builds.desks().reader.load(builds.desks().articles / f"{links[0].split('#')[0].removeprefix('/a/')}.md")
    assert "fraud" in answer.topics
    assert len(links) == len(set(links)), "the safety answer is not shown twice"


@pytest.mark.parametrize("question", ["怎么实名", "代充值安全吗", "怎么识别免实名骗局"])
def test_a_harmless_twin_is_answered_like_any_question(client: FlaskClient, question: str) -> None:
    assert not page_of(client, "/", q=question).all("section", "safety")


def test_without_an_article_on_fraud_the_warning_alone_comes_first(own: FlaskClient) -> None:
    page = page_of(own, "/", q="代刷脸")

    assert page.all("section", "safety")


def test_no_result_leads_to_topics_and_countries(client: FlaskClient) -> None:
    ways = chips(page_of(client, "/", q="zzqqzz"))

    assert any("topic" in query for _, query in ways)
    assert any(query.get("country") == ["KZ"] for _, query in ways)
    for _, query in ways:
        asked = {key: value[0] for key, value in query.items()}
        assert client.get("/api/v1/search", query_string=asked).get_json()["hits"]


@pytest.mark.parametrize("language", [language.lower() for language in LANGUAGES])
def test_pages_tell_their_address_in_every_language(tmp_path: Path, language: str) -> None:
    builds.shelve(tmp_path / "index", {"a.md": "# 怎么充值\n\n去营业厅。\n"})
    client = create_app(Settings(tmp_path / "index", base_url="https://example.org/faq")).test_client()
    page = page_of(client, f"/{language}/a/a")
    links = {e.attributes.get("hreflang", e.attributes["rel"]): e.attributes["href"] for e in page.all("link")}

    assert links["canonical"] == f"https://example.org/faq/{language}/a/a"
    assert links["x-default"] == "https://example.org/faq/a/a"
    assert {links[name] for name in LANGUAGES} == {f"https://example.org/faq/{name.lower()}/a/a" for name in LANGUAGES}
    said = {e.attributes["property"]: e.attributes["content"] for e in page.all("meta") if "property" in e.attributes}
    assert said["og:url"] == links["canonical"]
    assert said["og:title"]


def test_pages_of_hits_are_not_for_search_engines(client: FlaskClient) -> None:
    page = page_of(client, "/", q="充值")

    assert [e.attributes["content"] for e in page.all("meta") if e.attributes.get("name") == "robots"] == ["noindex"]
    assert not [e for e in page.all("link") if e.attributes["rel"] == "canonical"]


def test_a_clean_article_tells_its_questions_with_their_answers(client: FlaskClient, app: Flask) -> None:
    (script,) = [
        e
        for e in page_of(client, "/a/kz-topup").all("script")
        if "type" in e.attributes and "json" in e.attributes["type"]
    ]
    said = json.loads(script.text)

    assert said["@type"] == "FAQPage"
    assert {entry["name"] for entry in said["mainEntity"]} <= {
        h for _, h, _ in app.extensions["shelf"].get().articles["kz-topup"]["sections"]
    }
    assert all(entry["acceptedAnswer"]["text"].strip() for entry in said["mainEntity"])


def test_an_article_with_findings_tells_machines_nothing(tmp_path: Path, own: FlaskClient) -> None:
    builds.shelve(tmp_path / "index", {"a.md": "# 充值\n\n## 怎么充值？\n\n到店里把卡号和密码报给店员。\n"})

    assert not [e for e in page_of(own, "/a/a").all("script") if "json" in e.attributes.get("type", "")]


def test_structured_data_cannot_end_its_script(tmp_path: Path, own: FlaskClient) -> None:
    text = '+++\nchecked = 2026-11-20\nsources = [{ url = "https://www.kcell.kz", title = "官网", seen = 2026-11-20 }]\n+++\n'
    builds.shelve(tmp_path / "index", {"a.md": text + "# 问\n\n## 什么是 `</script><b>` ？\n\n是标记 `</script>`。\n"})
    page = page_of(own, "/a/a")

    assert not page.all("b")


def test_facts_are_shown_with_the_time_in_which_they_hold(client: FlaskClient) -> None:
    page = page_of(client, "/a/kz-scams")

    assert any("2026-01-03 起" in e.text for e in page.all("span", "interval"))
    assert "12" in page.all("p", "verdict")[0].text


def test_the_verdict_stands_between_title_and_text(tmp_path: Path, own: FlaskClient) -> None:
    builds.shelve(tmp_path / "index", {"a.md": "# 充值\n\n到店里把卡号和密码报给店员。\n"})
    text = page_of(own, "/a/a").all("article")[0].text

    assert text.index("充值") < text.index("一处做法危险") < text.index("到店里")


def test_names_of_facets_have_their_english() -> None:
    names = {facet.name for facet in builds.desks().words.facets}

    assert [name for name in sorted(names) if translated(name, "en") == name and not name.isascii()] == []


@pytest.mark.parametrize("path", ["/", "/?q=充值", "/?q=zzqqzz", "/?q=代刷脸", "/a/kz-topup"])
def test_the_interface_speaks_one_language(client: FlaskClient, path: str) -> None:
    def said(language: str) -> str:
        page = page_of(client, f"/{language}{path}")
        parts = [
            *page.all("label"),
            *page.all("button"),
            *page.all("footer"),
            *page.all("summary"),
            *page.all("p", "verdict"),
        ]
        return " ".join(e.text for e in parts)

    assert to_traditional(said("zh-hant")) == said("zh-hant")
    assert not re.search(r"[\u3400-\u9fff]", said("en"))
