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
_OTHER = re.compile(r"(?:\./)?(?P<id>[^/?#:]+)\.md(?P<anchor>#.*)?")


def sections(page: dict[str, Any], articles: Collection[str]) -> list[tuple[str, Markup]]:
    """(anchor, HTML) of each section in order; links to other files lead to those of `articles`."""
    text, starts = page["text"], [start for _, _, start in page["sections"]]
    ends = [*starts[1:], len(text)]
    defined = "".join(f"{line}\n" for line in _DEFINED.findall(text))
    return [
        (anchor, _html(f"{defined}\n{text[start:end]}", articles))
        for (anchor, _, start), end in zip(page["sections"], ends, strict=True)
    ]


def _dialled(markdown: str) -> str:
    """The asterisks of codes to be dialled, kept from being taken for emphasis; code stays as it is."""
    fenced, lines = False, []
    for line in markdown.splitlines(keepends=True):
        fenced ^= line.lstrip().startswith(("```", "~~~"))
        lines.append(line if fenced else _DIALLED.sub(lambda found: found[1] or "\\*", line))
    return "".join(lines)


def _html(markdown: str, articles: Collection[str]) -> Markup:
    def link(tag: str, name: str, value: str) -> str | None:
        if (other := _OTHER.fullmatch(value)) is None:
            return value
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
