"""Articles as safe HTML: rendered section by section, cleaned by nh3, no images, no foreign markup."""

import re
from collections.abc import Collection
from typing import Any
from urllib.parse import unquote

import nh3
import pyromark
from markupsafe import Markup

from service.text.markdown import OPTIONS

_TAGS = {
    *("p", "ul", "ol", "li", "strong", "em", "code", "pre", "blockquote", "br", "hr", "a"),
    *("table", "thead", "tbody", "tr", "th", "td", "h1", "h2", "h3", "h4", "h5", "h6"),
}


#: Where a link by reference leads may be said anywhere in the file.
_DEFINED = re.compile(r"^ {0,3}\[(?!\^)[^\[\]]+\]:[ \t]*\S.*$", re.MULTILINE)
#: Inline code, or an asterisk that begins or belongs to a code like *100#.
_DIALLED = re.compile(r"(`[^`\n]*`|\\.)|\*(?=[\d*]{1,12}#)")
_LABEL = re.compile(r"\[([^\[\]\n]{1,200})\]")
#: Quotes within quotes within quotes: nobody reads them, and rendering them takes for ever.
_DEEPEST = 20
_DEEP = re.compile(rf"^(?:[ \t]{{0,3}}>){{{_DEEPEST},}}", re.MULTILINE)
_OTHER = re.compile(r"(?:\./)?(?P<id>[^/?#:]+)\.md(?P<anchor>#.*)?")


def sections(page: dict[str, Any], articles: Collection[str]) -> list[tuple[str, Markup]]:
    """(anchor, HTML) of each section in order; links to other files lead to those of `articles`.

    Nothing in an article with errors leads out of the site: what it links to may be the seller.
    """
    text, starts = page["text"], [start for _, _, start in page["sections"]]
    ends = [*starts[1:], len(text)]
    defined = {line[1 : line.index("]")].casefold(): line for line in map(str.strip, _DEFINED.findall(text))}
    faulty = bool(page["verdict"]["errors"])
    return [
        (anchor, _html(_with_definitions(text[start:end], defined), articles, faulty))
        for (anchor, _, start), end in zip(page["sections"], ends, strict=True)
    ]


def _with_definitions(section: str, defined: dict[str, str]) -> str:
    """A section with the link definitions it uses, which may stand in another."""
    used = {label.casefold() for label in _LABEL.findall(section)} if defined else set()
    lines = [line for label, line in defined.items() if label in used]
    shallow = _DEEP.sub(">" * _DEEPEST, section)
    return "\n".join([*lines, "", shallow])


def _dialled(markdown: str) -> str:
    """The asterisks of codes to be dialled, kept from being taken for emphasis; code stays as it is."""
    fenced, lines = False, []
    for line in markdown.splitlines(keepends=True):
        fenced ^= line.lstrip().startswith(("```", "~~~"))
        lines.append(line if fenced else _DIALLED.sub(lambda found: found[1] or "\\*", line))
    return "".join(lines)


def _html(markdown: str, articles: Collection[str], faulty: bool) -> Markup:
    def link(tag: str, name: str, value: str) -> str | None:
        if name != "href":
            return value
        if (other := _OTHER.fullmatch(value)) is None:
            return None if faulty else value
        return f"/a/{other['id']}{other['anchor'] or ''}" if unquote(other["id"]) in articles else None

    dirty = pyromark.html(_dialled(markdown), options=OPTIONS)
    clean = nh3.clean(
        dirty,
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"https", "http", "mailto", "tel"},
        attribute_filter=link,
        link_rel="nofollow noopener noreferrer ugc",
    )
    return Markup(clean)
