"""GET /feed.atom → Atom 1.0: the answers that are new or were changed or checked lately, the latest first."""

from datetime import date
from typing import Any
from xml.etree.ElementTree import Element

from flask import Blueprint, Response, url_for

from service.web import documents, trust
from service.web.addresses import at, public
from service.web.asked import build
from service.web.language import current, gettext
from service.web.reading import script_for, shown

bp = Blueprint("feed", __name__)
#: Entries of a feed; who wants more has the sitemap.
LENGTH = 50
#: Headings named in an entry.
_HEADINGS = 12


@bp.get("/feed.atom")
def feed() -> Response:
    """The feed in the language of the address; an article without any date is in no feed."""
    opened = build()
    latest = sorted(
        ((day, page) for page in opened.articles.values() if (day := changed(page))),
        key=lambda pair: (pair[0], pair[1]["id"]),
        reverse=True,
    )[:LENGTH]
    root = documents.element(None, "feed", xmlns="http://www.w3.org/2005/Atom", xml__lang=current())
    documents.element(root, "title", gettext("卡问：新的和改过的答案"))
    documents.element(root, "subtitle", gettext("出国电话卡的常见问题：每条答案写明核对日期和来源"))
    documents.element(root, "id", public(at("/feed.atom")))
    here = public(url_for("feed.feed"))
    documents.element(root, "link", rel="self", type="application/atom+xml", href=here)
    documents.element(root, "link", rel="alternate", type="text/html", href=public(url_for("home.home")))
    documents.element(root, "updated", _instant(latest[0][0]) if latest else opened.manifest.built)
    documents.element(documents.element(root, "author"), "name", gettext("卡问"))
    documents.element(root, "icon", public(at("/static/icon.svg")))
    for day, page in latest:
        _entry(root, page, day)
    return documents.answer(root, "application/atom+xml")


def changed(page: dict[str, Any]) -> date | None:
    """The day of the last change or check that an article of a build tells of."""
    days = [day for day in (page["updated"], page["verdict"]["checked"]) if day]
    return date.fromisoformat(max(days)) if days else None


def _instant(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _entry(root: Element, page: dict[str, Any], day: date) -> None:
    entry, lang = documents.element(root, "entry"), page["lang"]
    documents.element(entry, "title", shown(page["title"], lang), xml__lang=script_for(lang) or lang)
    where = public(url_for("article.article", id=page["id"]))
    documents.element(entry, "id", public(f"{at('/a/')}{page['id']}"))
    documents.element(entry, "link", rel="alternate", type="text/html", href=where)
    documents.element(entry, "updated", _instant(day))
    for country in page["countries"]:
        documents.element(entry, "category", term=country)
    documents.element(entry, "summary", " · ".join(_summary(page)))


def _summary(page: dict[str, Any]) -> list[str]:
    said = [remark.words for remark in (*trust.remarks(page["findings"]), *trust.sourced(page["verdict"]))]
    headings = [heading for _, heading, _ in page["sections"] if heading and heading != page["title"]]
    if headings:
        said.append(gettext("内容：") + "；".join(shown(heading, page["lang"]) for heading in headings[:_HEADINGS]))
    return said
