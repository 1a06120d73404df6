"""Cut blocks into sentences of folded text, with inline code blanked out and wrapped lines joined.

A line break inside a paragraph means nothing to a reader, so it must not hide anything from a rule: it
vanishes beside Chinese and is a space elsewhere. Lines that stand for themselves keep apart: labels with
their values, list-like lines, and what the author broke on purpose.
"""

from array import array
from collections.abc import Iterable, Iterator

from service.model import Block, Mapped, Sentence
from service.text.later import later
from service.text.normalise import fold_mapped

CODE = "\ufffc"
#: An end mark, with the marks and closing brackets that belong to it, or a line end. The brand O! in a list ends
#: nothing, nor does the dot of an address spelt with blanks, t . me.
_END = later(r"(?:[。?;]|!(?!\s?[、,/和与及或])|\.{3,}|(?<!\s)\.(?=\s|$))[。!?;.」』”’)）\"']*|\n+")
_LONG = 24
#: What a line may end and go on with when the break is only typesetting.
_OPEN_END = later(rf"[\u4e00-\u9fffa-z0-9,、)）」』”’\"%{CODE}]")
_GOES_ON = later(rf"[\u4e00-\u9fffa-z0-9@+*#$¥₸(（「『“‘\"\[{CODE}]")
_LISTED = later(
    r"[*#+]\s|\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[a-z])[.、)](?!\d)|第[\d一二三四五六七八九十]{1,3}[步条点]"
)
_LABEL = later(r"[^:,。!?;、\n]{1,12}:")
_CLAUSED = later(r"[,。!?;]")
_CHINESE = later(r"[\u4e00-\u9fff「」『』“”‘’()（）]")


def sentences(blocks: Iterable[Block]) -> Iterator[Sentence]:
    """The sentences of all prose, headings and table cells included, in file order."""
    for block in blocks:
        if block.kind in ("code", "front-matter"):
            continue
        folded = _unwrapped(fold_mapped(_without_code(block)), block.kind == "html")
        for nth, (start, end) in enumerate(_pieces(folded.text)):
            yield Sentence(folded.cut(start, end), block, nth)


def _without_code(block: Block) -> Mapped:
    if not block.code:
        return block.plain
    text = list(block.plain.text)
    for span in block.code:
        text[span.start : span.end] = CODE * (span.end - span.start)
    return Mapped("".join(text), block.plain.starts, block.plain.ends)


def _unwrapped(said: Mapped, markup: bool) -> Mapped:
    """The text without the breaks that only wrap it: dropped beside Chinese, else a space."""
    text = said.text
    if "\n" not in text:
        return said
    pieces: list[str] = []
    starts, ends = array("L"), array("L")
    at = 0
    for left, right in _wraps(said, markup):
        glue = "" if _vanishes(text[left - 1], text[right]) else " "
        pieces += text[at:left], glue
        starts.extend([*said.starts[at:left], *said.starts[left : left + len(glue)]])
        ends.extend([*said.ends[at:left], *said.ends[left : left + len(glue)]])
        at = right
    starts.extend(said.starts[at:])
    ends.extend(said.ends[at:])
    return Mapped("".join([*pieces, text[at:]]), starts, ends)


def _vanishes(before: str, after: str) -> bool:
    return before in ",、" or after in "(（[「『“‘" or bool(_CHINESE.match(before) and _CHINESE.match(after))


def _wraps(said: Mapped, markup: bool) -> Iterator[tuple[int, int]]:
    """The breaks that only wrap, each with the blanks around it."""
    text = said.text
    lines = text.split("\n")
    breaks, end = [], -1
    for line in lines[:-1]:
        end += len(line) + 1
        breaks.append(end)
    soft = min(said.ends[at] - said.starts[at] for at in breaks)
    claused = [bool(_CLAUSED.search(line)) for line in lines]
    for nth, at in enumerate(breaks):
        line, following = lines[nth].strip(), lines[nth + 1].strip()
        # A break made on purpose is longer in the file: two spaces, a backslash, <br>.
        if not line or not following or said.ends[at] - said.starts[at] > min(soft, 2):
            continue
        if markup and not said.ends[at - 1] == said.starts[at] == said.ends[at] - 1 == said.starts[at + 1] - 1:
            continue
        if _continues(line, following, any(claused[nth : nth + 3])):
            left, right = at, at + 1
            while text[left - 1].isspace():
                left -= 1
            while text[right].isspace():
                right += 1
            yield left, right


def _continues(line: str, following: str, prose: bool) -> bool:
    """Whether a line's sentence goes on in the next; short lines without any clause near them do not."""
    if not _OPEN_END.match(line[-1]) or not _GOES_ON.match(following) or _LISTED.match(following):
        return False
    if line[0].isdigit() and following[0].isdigit():
        return False  # prices, or circled numbers, which fold to digits
    if line[-1] == "、" or following[0] in "(（":
        return True
    if _LABEL.match(following):
        return False
    if line[-1] == "," or len(line) >= _LONG:
        return True
    return prose and not _LABEL.match(line) and (not _LISTED.match(line) or bool(_CLAUSED.search(line)))


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for mark in _END.finditer(text):
        yield from _trimmed(text, start, mark.end())
        start = mark.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    if right > left:
        yield start + left, start + right
