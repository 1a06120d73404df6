"""Cut a piece out of an article: a link, a sentence, a whole block when nothing else would be left of it."""

import re
from collections.abc import Iterable, Sequence

from service.model import Article, Block, Edit, Span
from service.text.later import later

_WORD = later(r"\w")
_MARKER = later(r"[ \t]*(?:>[ \t]*)*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)?\Z")
_BREAK = later(r"[ \t]*(?:\r\n|\r|\n|\Z)")
_COMMA = later(r"[，,；;]")
#: What stands between links side by side.
_BAR = later(r"[|｜·、/]")
_SIGN = later(r"[\s。．.！!？?…，,；;：:、)）】\]」』|]")
_STOP = later(r"[\s。．.！!？?…]{0,8}\Z")
#: Characters and pieces of a sentence that is looked into.
_LONGEST, _MOST = 2000, 40
#: A clause that only leads up to the next one: nothing to say on its own.
_LEADS = later(
    r"(?:如果|若|要是|假如|只要|一旦|想|要|需要|为了|遇到|有(?:任何|什么)?(?:问题|疑问|需要|需求)|不懂|不会|不明白)[^，,；;。]{0,30}\Z"
    r"|(?:的话|时候?|的朋友|的同学|的亲|[:：])\s{0,2}\Z|\b(?:if|when|for|to)\b[^，,；;。.]{0,60}\Z",
    re.IGNORECASE,
)


def cut(article: Article, block: Block, span: Span, emptied: bool) -> tuple[Edit, ...]:
    """The edits that take a piece out of a block; the block goes with it when it is `emptied` of words."""
    if emptied and block.kind not in ("heading", "cell"):
        return (_whole(article.text, block.span),)
    return (_closed(article.text, block.span, span),)


def clause(article: Article, block: Block, sentence: Span, link: Span, links: Sequence[Span]) -> Span | None:
    """What is to be cut out of a sentence with one of its `links`, so that no stump of it stays.

    That is the link where it stands for itself between others, else the clause that leads to it and what follows there, else
    the sentence. None where something else would be lost with it, or a heading would have nothing left to say.
    """
    text = article.text
    inlines = [inline for inline in block.inlines if inline.span.meets(sentence)]
    links = [span for span in links if span.meets(sentence)]
    if block.kind == "html" or sentence.end - sentence.start > _LONGEST or len(inlines) + len(links) > _MOST:
        return None
    held = [inline.span for inline in inlines if inline.kind in ("link", "image", "code", "html")]
    others = [span for span in held if not any(one.meets(span) for one in links)]
    outside = [*held, *links]

    def signs(pattern: re.Pattern[str]) -> list[int]:
        found = (one.start() for one in pattern.finditer(text, sentence.start, sentence.end))
        return [at for at in found if not any(span.start <= at < span.end for span in outside)]

    bars = signs(_BAR)
    before = max((at + 1 for at in bars if at < link.start), default=sentence.start)
    after = min((at for at in bars if at >= link.end), default=sentence.end)
    alone = not _WORD.search(text, before, link.start) and not _WORD.search(text, link.end, after)
    if alone and (before > sentence.start or after < sentence.end):
        return Span(before - 1, link.end) if before > sentence.start else Span(link.start, after + 1)
    if alone and not _WORD.search(text, sentence.start, link.start) and not _WORD.search(text, link.end, sentence.end):
        return link if block.kind in ("heading", "cell") else sentence
    if any(_WORD.search(line) for line in _others(text, sentence, link)):
        return None  # where one line of a sentence ends nothing may be meant to end
    start, end = _bracketed(text, sentence, link)
    comma = max((at for at in signs(_COMMA) if at < link.start), default=None)
    if (start, end) != (sentence.start, sentence.end):
        pass  # what stands in brackets goes with them
    elif comma is not None and not _LEADS.search(text, max(sentence.start, comma - 80), comma):
        stop = _STOP.search(text, link.end, sentence.end)
        start, end = comma, stop.start() if stop else sentence.end
    elif block.kind == "heading":
        head = text[sentence.start : link.start].rstrip()
        if _WORD.search(text, link.end, sentence.end) or not _TITLE.search(head):
            return None
        start, end = link.start, link.end
    wanted = Span(start, end)
    for inline in inlines:
        if inline.kind not in ("link", "image", "code", "html") and inline.span.meets(wanted):
            if inline.span.holds(wanted) and not _WORD.search(text, inline.span.start, wanted.start):
                if not _WORD.search(text, wanted.end, inline.span.end):
                    wanted = inline.span  # all that is emphasised: with its marks
            elif not wanted.holds(inline.span):
                return None
    return None if any(span.meets(wanted) for span in others) else wanted


def _others(text: str, sentence: Span, link: Span) -> tuple[str, str]:
    """What stands on other lines of a sentence than a link."""
    first = text.rfind("\n", sentence.start, link.start)
    last = text.find("\n", link.end, sentence.end)
    return text[sentence.start : max(first, sentence.start)], text[last : sentence.end] if last >= 0 else ""


def _bracketed(text: str, sentence: Span, link: Span) -> tuple[int, int]:
    """The brackets of a sentence that hold a link and some words; the whole sentence where none do."""
    for opening, closing in ("（）", "()"):
        start, end = text.rfind(opening, sentence.start, link.start), text.find(closing, link.end, sentence.end)
        if start > sentence.start and end >= 0 and closing not in text[start : link.start]:
            return start, end + 1
    return sentence.start, sentence.end


#: A heading that says something before the link: its last word is none that leads to one.
_TITLE = later(r"\w(?<![加联系找见戳点扫问看到在和与及或])\Z")


def _closed(text: str, within: Span, span: Span) -> Edit:
    """The edit that cuts a piece, and the blanks that would stand twice, before a sign or at an end then."""
    start, end = span.start, span.end
    while start > within.start and text[start - 1] in " \t":
        start -= 1
    while end < within.end and text[end] in " \t":
        end += 1
    if end < within.end and not _SIGN.match(text, end):
        if start > within.start and text[start - 1] not in "\r\n":
            return Edit(span.start, end, "") if start < span.start else Edit(span.start, span.end, "")
        return Edit(span.start, end, "")
    return Edit(start, end, "")


def empties(block: Block, gone: Iterable[Span]) -> bool:
    """Whether no word of a block stands outside of all that is to be taken out of it."""
    start = block.span.start
    covered = bytearray(max(0, block.span.end - start))
    for span in gone:
        low, high = max(0, span.start - start), max(0, min(span.end - start, len(covered)))
        covered[low:high] = b"\1" * max(0, high - low)
    plain = block.plain
    for found in _WORD.finditer(plain.text):
        at = plain.starts[found.start()] - start
        if not (0 <= at < len(covered) and covered[at]):
            return False
    return True


def around(sentences: Iterable[Span], span: Span) -> Span:
    """The sentence that a piece lies in; the piece itself where it spans several."""
    return next((sentence for sentence in sentences if sentence.holds(span)), span)


def about(sentences: Iterable[Span], link: Span) -> Span:
    """The sentence that has a link, with all of the link; the link itself where it spans several or none."""
    found = [sentence for sentence in sentences if sentence.meets(link)]
    return Span(min(found[0].start, link.start), max(found[0].end, link.end)) if len(found) == 1 else link


def _whole(text: str, span: Span) -> Edit:
    """A block with the line it stands on, list marker and all."""
    start = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
    rest = _BREAK.match(text, span.end)
    if rest is None or not _MARKER.fullmatch(text, start, span.start):
        return Edit(span.start, span.end, "")
    return Edit(start, rest.end(), "")
