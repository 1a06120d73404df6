"""Cut a piece out of an article: a link, a sentence, a whole block when nothing else would be left of it."""

import re
from collections.abc import Iterable, Sequence

from service.model import Article, Block, Edit, Span

_WORD = re.compile(r"\w")
_MARKER = re.compile(r"[ \t]*(?:>[ \t]*)*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)?\Z")
_BREAK = re.compile(r"[ \t]*(?:\r\n|\r|\n|\Z)")


def cut(article: Article, block: Block, span: Span, gone: Iterable[Span]) -> tuple[Edit, ...]:
    """The edits that take a piece out of a block; the block goes with it when `gone`, all that is to be taken
    out of it, leaves no word there.
    """
    if block.kind not in ("heading", "cell") and not _left(block, [span, *gone]):
        return (_whole(article.text, block.span),)
    return (Edit(span.start, span.end, ""),)


def around(sentences: Iterable[Span], span: Span) -> Span:
    """The sentence that a piece lies in; the piece itself where it spans several."""
    return next((sentence for sentence in sentences if sentence.holds(span)), span)


def _left(block: Block, gone: Sequence[Span]) -> bool:
    """Whether a word of a block stands outside of all of these."""
    plain = block.plain
    for found in _WORD.finditer(plain.text):
        at = plain.span(*found.span())
        if not any(span.holds(at) for span in gone):
            return True
    return False


def _whole(text: str, span: Span) -> Edit:
    """A block with the line it stands on, list marker and all."""
    start = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
    rest = _BREAK.match(text, span.end)
    if rest is None or not _MARKER.fullmatch(text, start, span.start):
        return Edit(span.start, span.end, "")
    return Edit(start, rest.end(), "")
