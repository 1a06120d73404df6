"""Articles as safe HTML: rendered section by section, cleaned by nh3, no images, no foreign markup."""

from typing import Any

import nh3
import pyromark
from markupsafe import Markup

from service.text.markdown import OPTIONS

_TAGS = {
    *("p", "ul", "ol", "li", "strong", "em", "code", "pre", "blockquote", "br", "hr", "a"),
    *("table", "thead", "tbody", "tr", "th", "td", "h1", "h2", "h3", "h4", "h5", "h6"),
}


def sections(page: dict[str, Any]) -> list[tuple[str, Markup]]:
    """(anchor, HTML) of each section in order; what stands before the first goes with it."""
    text, starts = page["text"], [start for _, _, start in page["sections"]]
    ends = [*starts[1:], len(text)]
    return [(anchor, _html(text[start:end])) for (anchor, _, start), end in zip(page["sections"], ends, strict=True)]


def _html(markdown: str) -> Markup:
    dirty = pyromark.html(markdown, options=OPTIONS)
    clean = nh3.clean(
        dirty,
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"https", "http", "mailto", "tel"},
        link_rel="nofollow noopener noreferrer ugc",
    )
    return Markup(clean)
