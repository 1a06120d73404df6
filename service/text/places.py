"""Where things stand: text without typesetting spaces, matches that do not overlap, sentences by section."""

from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache

from service.model import Mapped, Sentence
from service.text.later import later

Place = tuple[int, int]
#: Spaces beside a Chinese character or a sign are typesetting; between two Latin words they are not.
_SPACES = later(r"[^\S\n]+")
_WORD = frozenset("abcdefghijklmnopqrstuvwxyz0123456789@#*+._-")


@lru_cache(2048)  # several rules ask for the same sentence
def compact(text: Mapped) -> Mapped:
    """Folded text without the spaces that authors put between Chinese and Latin."""
    said = text.text
    if " " not in said:
        return text
    pieces: list[str] = []
    starts, ends = array("L"), array("L")
    at = 0
    for spaces in _SPACES.finditer(said):
        start, end = spaces.span()
        kept = start + _between_words(said, start, end)
        if kept < end:
            pieces.append(said[at:kept])
            starts.extend(text.starts[at:kept])
            ends.extend(text.ends[at:kept])
            at = end
    if not pieces:
        return text
    starts.extend(text.starts[at:])
    ends.extend(text.ends[at:])
    return Mapped("".join((*pieces, said[at:])), starts, ends)


def tight(text: str) -> str:
    """A folded text as `compact` would leave it."""
    return _SPACES.sub(lambda gap: gap[0][:1] if _between_words(text, *gap.span()) else "", text)


def _between_words(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return before in _WORD and after in _WORD


def disjoint(places: Iterable[Place]) -> Iterator[Place]:
    """The places in order; those that overlap become one."""
    last: Place | None = None
    for place in sorted(places):
        if last is None:
            last = place
        elif place[0] < last[1]:
            last = last[0], max(last[1], place[1])
        else:
            yield last
            last = place
    if last is not None:
        yield last


def sections(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    """The sentences from heading to heading, the heading's own first."""
    section: list[Sentence] = []
    for sentence in sentences:
        if sentence.block.kind == "heading" and section and section[-1].block is not sentence.block:
            yield section
            section = []
        section.append(sentence)
    if section:
        yield section
