"""HTML pages as articles: their main text, what <title> and <meta> say, and the file's own offsets."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from service.corpus.encodings import PAGES
from service.corpus.passages import passages
from service.model import Article, Block, Mapped, Span
from service.text.later import later
from service.text.normalise import script_of
from service.text.sentences import sentences

_ADDRESS = later(r"https?://", re.IGNORECASE)
_MARKDOWN = (".md", ".markdown", ".txt")
#: Where pages say when they were changed, the surest first.
_CHANGED = ("article:modified_time", "og:updated_time", "last-modified", "article:published_time", "date", "pubdate")


def is_page(path: str, text: str) -> bool:
    """Whether a text is HTML: its name says so, or it came from the web and begins like it."""
    if _ADDRESS.match(path):
        name = urlsplit(path).path.lower()
        return not name.endswith(_MARKDOWN) and text[:2000].lstrip("\ufeff \t\r\n").startswith("<")
    return path.lower().endswith(PAGES)


def article(text: str, path: str) -> Article:
    """The page as an article without front matter; what it is about is for others to infer."""
    from service.text.html import parse

    page = parse(text)
    said = tuple(sentences(page.blocks))
    title, span, leading = _title(page.blocks, page.title)
    return Article(
        path=path,
        id=_id(path),
        text=text,
        title=title,
        title_span=span,
        lang=script_of("".join(block.plain.text for block in page.blocks)),
        countries=(),
        operators=(),
        kinds=(),
        topics=(),
        updated=_day(page.meta),
        checked=None,
        sources=(),
        facts=(),
        status="published",
        blocks=tuple(page.blocks),
        sentences=said,
        passages=tuple(passages(text, title, page.blocks[leading:], 0)),
    )


def _title(blocks: list[Block], named: Mapped) -> tuple[str, Span, int]:
    """The first heading of the first rank, else <title>, else the first words; and the blocks it takes up."""
    headings = [block for block in blocks if block.kind == "heading" and block.plain.text]
    first = next((block for block in headings if block.level == 1), None)
    if first is not None:
        return first.plain.text[:200], first.span, int(first is blocks[0])
    if named.text:
        return named.text[:200], named.span(0, len(named.text)), 0
    spoken = next((block for block in blocks if block.plain.text), None)
    return (spoken.plain.text[:200], spoken.span, 0) if spoken else ("", Span(0, 0), 0)


def _id(path: str) -> str:
    name = unquote(urlsplit(path).path) if _ADDRESS.match(path) else path
    return PurePosixPath(name.replace("\\", "/")).stem or "page"


def _day(meta: Mapping[str, str]) -> date | None:
    for name in _CHANGED:
        try:
            return date.fromisoformat(meta.get(name, "")[:10])
        except ValueError:
            continue
    return None
