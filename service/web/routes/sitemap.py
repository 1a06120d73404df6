"""GET /sitemap.xml → every page in every language, or an index of /sitemap-<number>.xml when there are many."""

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response, url_for

from service.errors import NotFound
from service.lint.run import rules
from service.web import documents
from service.web.addresses import at, public
from service.web.asked import build, desks
from service.web.language import PREFIXES
from service.web.routes.about import TOPICS
from service.web.routes.feed import changed

bp = Blueprint("sitemap", __name__)
#: Pages told of in one file; each stands there once in every language (the protocol allows 50,000 addresses).
LARGEST = 10_000
_NAMESPACES = {
    "xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xmlns__xhtml": "http://www.w3.org/1999/xhtml",
}
#: What there is beside articles, rules and facts.
_PAGES = ("home.home", "lint_page.form", "rules_page.rules", "facts_page.facts", "about.about", "missing.missing")


@bp.get("/sitemap.xml")
def sitemap() -> Response:
    """Articles with errors are left out: nobody should find them by another search engine."""
    found = list(_pages())
    if len(found) <= LARGEST:
        return _listed(found)
    root = documents.element(None, "sitemapindex", **_NAMESPACES)
    for number in range(1, -(-len(found) // LARGEST) + 1):
        documents.element(documents.element(root, "sitemap"), "loc", public(at(f"/sitemap-{number}.xml")))
    return documents.answer(root, "application/xml")


@bp.get("/sitemap-<int:number>.xml")
def part(number: int) -> Response:
    """One of the files that the index names, from 1."""
    found = list(_pages())
    here = found[(number - 1) * LARGEST : number * LARGEST] if number else []
    if not here:
        raise NotFound(f"there is no sitemap {number}")
    return _listed(here)


def _pages() -> Iterator[tuple[str, str | None]]:
    """The path of each page without its language, and the day of its last change where it is known."""
    bare = url_for("home.home").rstrip("/")

    def path(endpoint: str, **values: Any) -> str:
        return url_for(endpoint, **values).removeprefix(bare)

    for endpoint in _PAGES:
        yield path(endpoint), None
    for topic in TOPICS:
        yield path("about.topic", name=topic), None
    for page in build().articles.values():
        if not page["verdict"]["errors"]:
            day = changed(page)
            yield path("article.article", id=page["id"]), day.isoformat() if day else None
    for rule in rules():
        yield path("rules_page.rule", code=rule.code), None
    for fact in desks().facts.facts.values():
        seen = max((source.seen for source in fact.sources if source.seen), default=None)
        yield path("facts_page.fact", id=fact.id), seen.isoformat() if seen else None


def _listed(found: list[tuple[str, str | None]]) -> Response:
    root = documents.element(None, "urlset", **_NAMESPACES)
    for path, day in found:
        each = [(language, public(at(f"/{prefix}{path}"))) for prefix, language in PREFIXES.items()]
        for _, where in each:
            url = documents.element(root, "url")
            documents.element(url, "loc", where)
            if day:
                documents.element(url, "lastmod", day)
            for language, other in [*each, ("x-default", public(at(path)))]:
                documents.element(url, "xhtml:link", rel="alternate", hreflang=language, href=other)
    return documents.answer(root, "application/xml")
