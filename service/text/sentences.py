"""Cut blocks into sentences of folded text, with inline code blanked out."""

import re
from collections.abc import Iterable, Iterator

from service.model import Block, Mapped, Sentence
from service.text.normalise import fold_mapped

CODE = "\ufffc"
#: An end mark, with the marks and closing brackets that belong to it, or a line end. The brand O! in a list ends nothing.
_END = re.compile(r"(?:[。?;]|!(?!\s?[、,/和及与或])|\.{3,}|\.(?=\s|$))[。!?;.」』”’)）\"']*|\n+")
#: A soft line break inside a sentence: a long line that goes on in ordinary characters.
_WRAPPED = re.compile(r"[\u4e00-\u9fff,、a-z0-9]\n[\u4e00-\u9fffa-z0-9]")
_LONG = 24


def sentences(blocks: Iterable[Block]) -> Iterator[Sentence]:
    """The sentences of all prose, headings and table cells included, in file order."""
    for block in blocks:
        if block.kind in ("code", "front-matter"):
            continue
        folded = fold_mapped(_without_code(block))
        for nth, (start, end) in enumerate(_pieces(folded.text)):
            yield Sentence(folded.cut(start, end), block, nth)


def _without_code(block: Block) -> Mapped:
    if not block.code:
        return block.plain
    text = list(block.plain.text)
    for span in block.code:
        text[span.start : span.end] = CODE * (span.end - span.start)
    return Mapped("".join(text), block.plain.starts, block.plain.ends)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for mark in _END.finditer(text):
        if mark[0] == "\n" and mark.start() - start >= _LONG and _WRAPPED.match(text, mark.start() - 1):
            continue
        yield from _trimmed(text, start, mark.end())
        start = mark.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    if right > left:
        yield start + left, start + right
