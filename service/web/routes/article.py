"""GET /a/<id> → an article of the current build, each section under its anchor."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from service.errors import NotFound
from service.model import Fact
from service.web import names, trust
from service.web.addresses import here, public
from service.web.asked import build, desks
from service.web.language import current, gettext
from service.web.reading import quotes, script_for, shown, underlined
from service.web.render import sections

bp = Blueprint("article", __name__)
#: Characters of an article's beginning that are told where only a line fits.
_SUMMARY = 150


@bp.get("/a/<path:id>")
def article(id: str) -> ResponseReturnValue:
    """The article as it was when the index was built, with its verdict, findings, facts and sources."""
    articles = build().articles
    if id not in articles:
        raise NotFound(f"there is no article {id!r}")
    page = articles[id]
    lang = page["lang"]
    drawn = list(underlined(page, sections(page, articles)))
    lead = _Lead.of(*drawn[0]) if drawn else None
    return render_template(
        "article.html",
        page=page,
        title=shown(page["title"], lang),
        lang=script_for(lang) or lang,
        shown=lambda text: shown(text, lang),
        lead=lead,
        sections=drawn[1:] if lead else drawn,
        contents=[(anchor, shown(heading, lang)) for anchor, heading, _ in page["sections"][1 if lead else 0 :]],
        places=[(names.flag(code), names.country(code)) for code in page["countries"]],
        topics=[(topic, names.own("topic", topic), names.facet("topics", topic)) for topic in page["topics"]],
        remarks=[*trust.remarks(page["findings"]), *trust.sourced(page["verdict"])],
        quotes=quotes(page),
        facts=[_Held.of(fact) for fact_id in page["facts"] if (fact := desks().facts.facts.get(fact_id))],
        summary=_summary(drawn),
        faq=faq(page, drawn),
    )


@dataclass(frozen=True, slots=True)
class _Lead:
    """The first section in two: up to its title, and what follows."""

    anchor: str
    heading: Markup
    rest: Markup

    @classmethod
    def of(cls, anchor: str, html: Markup) -> "_Lead | None":
        heading, closed, rest = html.partition("</h1>")
        return cls(anchor, heading + Markup(closed), rest) if closed else None


@dataclass(frozen=True, slots=True)
class _Held:
    """A fact with the time in which it holds, in words."""

    fact: Fact
    interval: str

    @classmethod
    def of(cls, fact: Fact) -> "_Held":
        since, until = fact.since, fact.until
        if since and until:
            return cls(fact, gettext("{since} 起，到 {until} 为止").format(since=since, until=until))
        if until:
            return cls(fact, gettext("到 {until} 为止").format(until=until))
        return cls(fact, gettext("{since} 起").format(since=since) if since else "")


def _summary(drawn: Sequence[tuple[str, Markup]]) -> str:
    """How the article begins, without its title."""
    first = drawn[0][1] if drawn else Markup("")
    _, closed, rest = first.partition("</h1>")
    text = Markup(rest if closed else first).striptags()
    return text if len(text) <= _SUMMARY else text[:_SUMMARY] + "…"


def faq(page: dict[str, Any], drawn: Sequence[tuple[str, Markup]]) -> dict[str, Any] | None:
    """The questions of the article with their answers as schema.org has them; None unless all of it is clean."""
    if page["findings"] or not page["questions"]:
        return None
    wanted = set(page["questions"])
    headings = {anchor: heading for anchor, heading, _ in page["sections"]}
    entries = [
        {
            "@type": "Question",
            "name": shown(headings[anchor], page["lang"]),
            "url": f"{public(here(current(), query=False))}#{anchor}",
            "acceptedAnswer": {"@type": "Answer", "text": text},
        }
        for anchor, html in drawn
        if anchor in wanted and (text := "\n".join(_answer(html)))
    ]
    if not entries:
        return None
    return {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "inLanguage": script_for(page["lang"]) or page["lang"],
        "dateModified": page["updated"],
        "mainEntity": entries,
    }


def _answer(html: Markup) -> Iterator[str]:
    """The text of a section below its heading, a line for each block."""
    for line in html.splitlines():
        if not line.startswith(("<h1", "<h2", "<h3", "<h4", "<h5", "<h6")) and (text := Markup(line).striptags()):
            yield text
