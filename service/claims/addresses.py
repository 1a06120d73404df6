"""Every site address of a page: where links lead, and the hosts its sentences spell out."""

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from service.claims.page import Page
from service.model import Block, Sentence, Span
from service.text import contacts, domains
from service.text.later import later
from service.text.negation import asked, refused
from service.text.normalise import fold
from service.text.sentences import CODE
from service.text.spans import Spans

_TAG = later(r"<a\b([^<>]{0,2000})>", re.IGNORECASE)
_HREF = later(r"\bhref\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)", re.IGNORECASE)
#: Sections that list where things are from, which nobody is sent to.
_LISTED = later(r"(?:参考|引用|延伸|数据|资料|信息)?(?:来源|资料|文献|出处|链接|阅读)[:：]?|sources?|references?")


@dataclass(frozen=True, slots=True)
class Address:
    """An address in the file. `url` is the link's target, or what the text spells out; `shown` the link's text.

    `sentence` says it at `start` to `end` of its text; None in raw HTML. `row` is the whole row of a table cell,
    folded. `cited` ones only prove something.
    """

    span: Span
    host: str
    url: str
    scheme: str
    path: str
    shown: str | None
    sentence: Sentence | None
    start: int
    end: int
    cited: bool
    row: str = ""

    @property
    def shunned(self) -> bool:
        """Whether the text tells readers to keep away from it, warns of it, or only asks about it."""
        if self.sentence is None:
            return False
        if self.row and _SHUN.search(self.row):
            return True
        text = self.sentence.text
        if refused(text, self.start, self.end) or asked(text, self.start, self.end):
            return True
        return _SHUNNED.match(text, self.end) is not None


_SHUN = later(
    r"(?:不要|别|请?勿|切勿|不能|不可|不得|拒绝)(?:再|随[便意]|轻易|直接)?"
    r"(?:点|打开|登[录陆]|相?信|使?用|访问|进入?|填|输|安?装|下载|上当|理)"
)
#: After the address: 「这种网址不要点」.
_SHUNNED = later(rf"[^。!?;\n]{{0,14}}?{_SHUN.pattern}")


def addresses(page: Page) -> tuple[Address, ...]:
    """The addresses of a page in file order, read once."""
    return page.kept("addresses", lambda: tuple(sorted(_read(page), key=lambda found: found.span)))


def told_elsewhere(page: Page) -> Spans:
    """Where a page names an address or a private contact, which rules of their own speak of."""

    def read() -> Spans:
        said = [s.span(*place) for s in page.article.sentences for place in contacts.places(s.text)]
        return Spans([*said, *(address.span for address in addresses(page))])

    return page.kept("told-elsewhere", read)


def _read(page: Page) -> Iterator[Address]:
    said: dict[int, list[Sentence]] = {}
    cited: set[int] = set()
    for section in page.sections:
        head = section[0]
        listed = head.block.kind == "heading" and bool(_LISTED.fullmatch(head.text))
        for sentence in section:
            said.setdefault(id(sentence.block), []).append(sentence)
            if listed:
                cited.add(id(sentence.block))
    for block in page.article.blocks:
        if block.kind in ("code", "front-matter"):
            continue
        sentences, listed = said.get(id(block), []), id(block) in cited
        links = list(_links(page.article.text, block))
        linked = Spans(span for span, _, _ in links)
        starts = [sentence.whole.start for sentence in sentences] if links else []
        for span, shown, url in links:
            if host := domains.target(url):
                within, start, end = _place(sentences, starts, span)
                yield Address(
                    *(span, host.name, url, host.scheme, host.path, shown, within, start, end),
                    *(listed, _row(page.article.text, block)),
                )
        for sentence in sentences:
            if "." not in sentence.text and CODE not in sentence.text:
                continue
            text = page.with_code(sentence)
            for found in domains.hosts(text.text):
                span = sentence.span(found.start, found.end)
                if _alone(sentence.text, found.start, found.end) and not linked.meet(span):
                    url = text.text[found.start : found.end]
                    yield Address(
                        *(span, found.name, url, found.scheme, found.path, None, sentence, found.start, found.end),
                        *(listed, _row(page.article.text, block)),
                    )


def _links(text: str, block: Block) -> Iterator[tuple[Span, str, str]]:
    """The links of a block: place, text and target; those of raw HTML reach to their end tag."""
    for inline in block.inlines:
        if inline.kind == "link":
            yield inline.span, fold(inline.text), inline.target
        elif inline.kind == "html":
            yield from _tags(text, inline.span, block.span.end)
    if block.kind == "html":
        yield from _tags(text, block.span, block.span.end)


def _tags(text: str, span: Span, last: int) -> Iterator[tuple[Span, str, str]]:
    for tag in _TAG.finditer(text, span.start, span.end):
        if href := _HREF.search(tag[1]):
            close = text.find("</a>", tag.end(), min(last, tag.end() + 300))
            shown = fold(text[tag.end() : close]) if close >= 0 else ""
            end = tag.end() if close < 0 else close + 4
            yield Span(tag.start(), end), shown, html.unescape(href[1].strip("\"'"))


def _place(sentences: list[Sentence], starts: list[int], span: Span) -> tuple[Sentence | None, int, int]:
    """The sentence a link stands in, and where in its text."""
    first = max(0, bisect_right(starts, span.start) - 1)
    for sentence in sentences[first : first + 2]:
        if sentence.whole.meets(span):
            said = sentence.folded.starts
            start = bisect_left(said, span.start)
            return sentence, start, max(start, bisect_left(said, span.end))
    return None, 0, 0


def _alone(text: str, start: int, end: int) -> bool:
    """Whether it stands in prose, or is all of a piece of inline code: other code is an example of something."""
    return CODE not in text[start:end] or CODE not in text[start - 1 : start] + text[end : end + 1]


def _row(text: str, block: Block) -> str:
    """The row a table cell stands in, of which a cell alone tells little."""
    if block.kind != "cell":
        return ""
    start, end = text.rfind("\n", 0, block.span.start) + 1, text.find("\n", block.span.end)
    return fold(text[max(start, block.span.start - 300) : min(len(text) if end < 0 else end, block.span.end + 300)])
