"""What programs read of the site: feed, sitemap, robots.txt, the description for browsers."""

import re
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.lint.run import rules
from service.web.app import create_app
from service.web.routes import sitemap
from service.web.settings import Settings
from tests.search import builds

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
ARTICLE = "+++\ntitle = '{title}'\nupdated = {updated}\nchecked = {checked}\n+++\n\n{text}\n"


@pytest.fixture
def public(tmp_path: Path) -> FlaskClient:
    """A service of three articles, known to the world below a path of another host."""
    files = {
        "old.md": ARTICLE.format(title="旧", updated="2026-01-02", checked="2026-01-03", text="报手机号码充值。"),
        "new.md": ARTICLE.format(title="新 & 改", updated="2026-11-01", checked="2026-10-01", text="带护照办卡。"),
        "bare.md": "# 没有日期\n\n到店里办。\n",
        "bad.md": ARTICLE.format(title="坏", updated="2026-11-02", checked="2026-11-02", text="把卡号和密码报给店员。"),
    }
    builds.shelve(tmp_path / "index", files)
    return create_app(Settings(tmp_path / "index", base_url="https://faq.example.org/cards")).test_client()


def xml(client: FlaskClient, path: str) -> ElementTree.Element:
    answer = client.get(path)
    assert answer.status_code == 200
    assert (answer.mimetype or "").endswith("xml")
    return ElementTree.fromstring(answer.data)


# Feed ----------------------------------------------------------------------------------------------


def test_the_feed_has_the_latest_change_or_check_first_and_whole_addresses(public: FlaskClient) -> None:
    feed = xml(public, "/feed.atom")
    entries = feed.findall(f"{ATOM}entry")

    assert [entry.findtext(f"{ATOM}updated") for entry in entries] == [
        "2026-11-02T00:00:00Z",
        "2026-11-01T00:00:00Z",
        "2026-01-03T00:00:00Z",
    ]
    assert feed.findtext(f"{ATOM}updated") == "2026-11-02T00:00:00Z"
    assert [entry.findtext(f"{ATOM}id") for entry in entries][1] == "https://faq.example.org/cards/a/new"
    assert entries[1].findtext(f"{ATOM}title") == "新 & 改"
    assert "危险" in (entries[0].findtext(f"{ATOM}summary") or "")
    links = [link.attrib["href"] for link in feed.iter(f"{ATOM}link")]
    assert all(link.startswith("https://faq.example.org/cards/") for link in links)


def test_an_entry_keeps_its_id_in_every_language_and_links_to_the_page_in_that_language(public: FlaskClient) -> None:
    feeds = {prefix: xml(public, f"/{prefix}/feed.atom") for prefix in ("zh-hans", "zh-hant", "en")}
    ids = {prefix: [e.text for e in feed.iter(f"{ATOM}id")] for prefix, feed in feeds.items()}

    assert ids["zh-hans"] == ids["zh-hant"] == ids["en"]
    assert feeds["en"].attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "en"
    for prefix, feed in feeds.items():
        link = feed.find(f"{ATOM}entry/{ATOM}link")
        assert link is not None
        assert link.attrib["href"].startswith(f"https://faq.example.org/cards/{prefix}/a/")


def test_who_has_the_feed_is_told_that_nothing_changed(public: FlaskClient) -> None:
    first = public.get("/feed.atom")
    again = public.get("/feed.atom", headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.data) == (304, b"")
    other = public.get("/feed.atom", headers={"If-None-Match": first.headers["ETag"], "Accept-Language": "en"})
    assert other.status_code == 200
    assert "Accept-Language" in first.headers["Vary"]


def test_every_page_tells_of_the_feed_and_the_search(client: FlaskClient) -> None:
    text = client.get("/en/about", headers={"Accept": "text/html"}).text
    found = re.findall(r'<link rel="(search|alternate)" href="([^"]+)" type="application/[a-z]+\+xml"', text)

    assert dict(found) == {"search": "/en/opensearch.xml", "alternate": "/en/feed.atom"}


# Sitemap -------------------------------------------------------------------------------------------


def test_the_sitemap_has_every_page_in_every_language_and_none_that_is_not_there(
    app: Flask, client: FlaskClient
) -> None:
    found = xml(client, "/sitemap.xml")
    places = [urlsplit(url.findtext(f"{MAP}loc") or "").path for url in found]
    bare = {place.split("/", 2)[2] for place in places}

    assert len(places) == len(set(places)) == 3 * len(bare)
    assert {f"a/{id}" for id in app.extensions["shelf"].get().articles} <= bare
    assert {f"rules/{rule.code}" for rule in rules()} <= bare
    assert {f"facts/{id}" for id in builds.desks().facts.facts} <= bare
    for place in [*sorted(bare)[::17], "", "lint", "rules", "facts", "about", "missing", "about/privacy"]:
        assert client.get(f"/zh-hans/{place}", headers={"Accept": "text/html"}).status_code == 200, place


def test_each_address_names_its_translations(public: FlaskClient) -> None:
    found = xml(public, "/sitemap.xml")
    for url in found:
        links = {link.attrib["hreflang"]: link.attrib["href"] for link in url.findall(LINK)}
        assert set(links) == {"zh-Hans", "zh-Hant", "en", "x-default"}
        assert url.findtext(f"{MAP}loc") in links.values()
    days = {url.findtext(f"{MAP}loc"): url.findtext(f"{MAP}lastmod") for url in found}
    assert days["https://faq.example.org/cards/en/a/new"] == "2026-11-01"


def test_an_article_with_errors_is_not_offered_to_search_engines(public: FlaskClient) -> None:
    places = [url.findtext(f"{MAP}loc") or "" for url in xml(public, "/sitemap.xml")]

    assert not [place for place in places if place.endswith("/a/bad")]
    assert [place for place in places if place.endswith("/a/bare")]


def test_many_pages_are_told_of_in_several_files(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [url.findtext(f"{MAP}loc") for url in xml(client, "/sitemap.xml")]
    monkeypatch.setattr(sitemap, "LARGEST", 100)
    index = xml(client, "/sitemap.xml")
    parts = [urlsplit(one.findtext(f"{MAP}loc") or "").path for one in index]

    assert index.tag == f"{MAP}sitemapindex"
    assert [url.findtext(f"{MAP}loc") for part in parts for url in xml(client, part)] == whole
    assert client.get(f"/sitemap-{len(parts) + 1}.xml").status_code == 404


def test_robots_may_read_everything_but_the_interface_and_lists_of_hits(public: FlaskClient) -> None:
    lines = public.get("/robots.txt").text.splitlines()

    assert lines[0] == "User-agent: *"
    assert "Sitemap: https://faq.example.org/cards/sitemap.xml" in lines
    assert "Disallow: /cards/api/" in lines
    assert "Disallow: /cards/en/*?q=" in lines


# Browsers ------------------------------------------------------------------------------------------


def test_a_browser_is_told_where_to_put_a_question_and_where_suggestions_are(public: FlaskClient) -> None:
    found = xml(public, "/zh-hant/opensearch.xml")
    templates = {url.attrib["type"]: url.attrib["template"] for url in found.findall(f"{SEARCH}Url")}

    assert 1 <= len(found.findtext(f"{SEARCH}ShortName") or "") <= 16
    assert templates["text/html"] == "https://faq.example.org/cards/zh-hant/?q={searchTerms}"
    there = templates["application/x-suggestions+json"].replace("https://faq.example.org/cards", "")
    said = public.get(there.replace("{searchTerms}", "充"))
    assert said.mimetype == "application/x-suggestions+json"
    assert said.get_json(force=True)[0] == "充"


def test_suggestions_complete_what_was_typed(client: FlaskClient) -> None:
    typed, completions = client.get("/opensearch/suggestions?q=人脸").get_json(force=True)

    assert typed == "人脸"
    assert "人脸识别怎么做？" in completions


@pytest.mark.parametrize("query", ["", "q=", "q=%20", "q=" + "a" * 501, "q=%ED%A0%80", "q=%00"])
def test_a_browser_that_asks_nothing_gets_nothing(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/opensearch/suggestions?{query}")

    assert answer.status_code == 200
    assert answer.get_json(force=True)[1] == []
