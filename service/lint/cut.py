"""Cut a piece out of an article: a link, a sentence, a whole block when nothing else would be left of it."""

from collections.abc import Iterable

from service.model import Article, Block, Edit, Span
from service.text.later import later

_WORD = later(r"\w")
_MARKER = later(r"[ \t]*(?:>[ \t]*)*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)?\Z")
_BREAK = later(r"[ \t]*(?:\r\n|\r|\n|\Z)")


def cut(article: Article, block: Block, span: Span, emptied: bool) -> tuple[Edit, ...]:
    """The edits that take a piece out of a block; the block goes with it when it is `emptied` of words."""
    if emptied and block.kind not in ("heading", "cell"):
        return (_whole(article.text, block.span),)
    return (Edit(span.start, span.end, ""),)


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


def _whole(text: str, span: Span) -> Edit:
    """A block with the line it stands on, list marker and all."""
    start = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
    rest = _BREAK.match(text, span.end)
    if rest is None or not _MARKER.fullmatch(text, start, span.start):
        return Edit(span.start, span.end, "")
    return Edit(start, rest.end(), "")
