"""A hit as the search page shows it: in the reader's script, with its place, its trust line and why it was found."""

import re
from dataclasses import dataclass

from flask import url_for

from service.model import Hit
from service.search.rank import REPEATED
from service.web import names, trust
from service.web.asked import build
from service.web.language import gettext, ngettext
from service.web.reading import shown

_REPEATED = re.compile(REPEATED.format(r"(\d{1,9})"))


@dataclass(frozen=True, slots=True)
class Card:
    """`snippet` is pieces, each with whether it is highlighted; `title` is empty where it repeats the section."""

    url: str
    anchor: str
    section: str
    title: str
    lang: str
    countries: tuple[tuple[str, str], ...]
    snippet: tuple[tuple[str, bool], ...]
    errors: int
    trust: tuple[trust.Remark, ...]
    why: tuple[str, ...]


def card(hit: Hit) -> Card:
    """The card of a hit of the build that answers this request."""
    page = build().articles[hit.article]
    lang = page["lang"]
    return Card(
        url=url_for("article.article", id=hit.article),
        anchor=hit.anchor,
        section=shown(hit.section, lang),
        title=shown(hit.title, lang) if hit.title != hit.section else "",
        lang=lang,
        countries=tuple((names.flag(code), names.country(code)) for code in page["countries"]),
        snippet=tuple((shown(text, lang), marked) for text, marked in pieces(hit)),
        errors=hit.verdict.errors,
        trust=(*trust.remarks(page["findings"]), *trust.sourced(page["verdict"])),
        why=tuple(map(_why, hit.why)),
    )


def pieces(hit: Hit) -> list[tuple[str, bool]]:
    """The snippet in pieces, each with whether it is highlighted."""
    found, at = [], 0
    for mark in hit.marks:
        found += [(hit.snippet[at : mark.start], False), (hit.snippet[mark.start : mark.end], True)]
        at = mark.end
    return [*found, (hit.snippet[at:], False)]


def _why(label: str) -> str:
    """Why a hit was found, in the reader's language: 「同义词：续费→充值」."""
    if found := _REPEATED.fullmatch(label):
        number = int(found[1])
        return ngettext("另有 {n} 篇文章内容相同", "另有 {n} 篇文章内容相同", number).format(n=number)
    kind, colon, words = label.partition("：")
    kinds = {
        "同义词": gettext("同义词"),
        "拼音": gettext("拼音"),
        "拼写": gettext("拼写"),
        "未写完": gettext("未写完"),
        "没有提到": gettext("没有提到"),
        "相近的问法": gettext("相近的问法"),
        "同篇另一节": gettext("同篇另一节"),
    }
    return f"{kinds[kind]}{gettext('：')}{words}" if colon and kind in kinds else gettext(label)
