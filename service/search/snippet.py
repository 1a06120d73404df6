"""The piece of a passage that shows why it was found: whole sentences, exact highlights."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache

from service.model import Mapped, Span
from service.text.normalise import fold_mapped, identity

#: Characters a reader takes in at a glance.
LENGTH = 140
#: Highlights that are weighed when the stretch is chosen; a long passage has thousands.
_LOOKED_AT = 200
#: Passages up to which the folded text is kept: the good ones are shown again and again.
_SHORT = 500
_PARTS = re.compile(r"[\s-]+|(?<=[a-z0-9])(?=[^\x00-\x7f])|(?<=[^\x00-\x7f])(?=[a-z0-9])")
_SENTENCE = re.compile(r"[^。！？!?；;\n]*(?:[。！？!?；;]+[」』”’）)]*|\n|$)")


def snippet(body: str, words: Iterable[str], sought: Iterable[str]) -> tuple[str, tuple[Span, ...]]:
    """A stretch of `body`, and where the (folded) words stand in it.

    It is the one with most of the words that are `sought`; with none it is the beginning, where an
    answer to the heading stands.
    """
    folded = _remembered(body) if len(body) <= _SHORT else fold_mapped(identity(body))
    shown, chosen = dict.fromkeys(words), dict.fromkeys(sought)
    found = marks(folded, shown)
    start, end = _window(body, found if chosen == shown else marks(folded, chosen))
    text = body[start:end]
    kept = text.strip()
    start += len(text) - len(text.lstrip())
    end = start + len(kept)
    if len(kept) > 2 * LENGTH:
        start, end = _narrow(found, start, end)
    within = tuple(Span(m.start - start, m.end - start) for m in found if start <= m.start and m.end <= end)
    return body[start:end], within


@lru_cache(8192)
def _remembered(body: str) -> Mapped:
    return fold_mapped(identity(body))


def marks(folded: Mapped, words: Iterable[str]) -> list[Span]:
    """Every occurrence of the words in the original, longest first (of equals the one named first), none overlapping,
    in order.
    """
    found: list[Span] = []
    text, taken = folded.text, bytearray(len(folded.text))
    for word in sorted(dict.fromkeys(words), key=len, reverse=True):
        for start, end in _standing(word, text):
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                found.append(folded.span(start, end))
    return _apart(sorted(found)) if len(found) > 1 else found


def _standing(word: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a word stands in folded text, as a reader sees it."""
    pattern = _spelt(word)
    if pattern is not None:
        yield from (hit.span() for hit in pattern.finditer(text) if hit.end() > hit.start())
        return
    at = text.find(word) if word else -1
    while at >= 0:
        yield at, at + len(word)
        at = text.find(word, at + len(word))


def _apart(found: list[Span]) -> list[Span]:
    """Spans that share a character are one: ㍿ is two words to a reader of folded text."""
    kept: list[Span] = []
    for span in found:
        if kept and span.start < kept[-1].end:
            kept[-1] = Span(kept[-1].start, max(kept[-1].end, span.end))
        else:
            kept.append(span)
    return kept


@lru_cache(4096)
def _spelt(word: str) -> re.Pattern[str] | None:
    """sim卡 is found in SIM 卡; a Latin beginning never within a longer Latin run. None: as it is."""
    if not re.search(r"[a-z0-9\s]", word):
        return None
    begins = r"(?<![a-z0-9])" if re.match(r"[a-z0-9]", word) else ""
    return re.compile(begins + r"[\s-]{0,3}".join(_letters(part) for part in _PARTS.split(word) if part))


def _letters(part: str) -> str:
    """wifi is found in wi-fi, tele2 in tele 2."""
    return r"[-' ]?".join(map(re.escape, part)) if part.isalnum() and part.isascii() else re.escape(part)


def _window(body: str, found: list[Span]) -> tuple[int, int]:
    """The run of sentences, at most LENGTH long, that holds the most different words, numbers counting double; the first of equals."""
    pieces = [(m.start(), m.end()) for m in _SENTENCE.finditer(body) if m[0].strip()]
    if not pieces:
        return 0, len(body)
    starts = [start for start, _ in pieces]
    looked = found[:_LOOKED_AT]
    best, at = -1, _run(pieces, 0)
    for number in sorted({max(0, bisect_right(starts, m.start) - 1) for m in looked}):
        start, end = _run(pieces, number)
        held = {body[m.start : m.end].casefold() for m in looked if start <= m.start and m.end <= end}
        value = sum(len(word) * (2 if any(map(str.isdigit, word)) else 1) for word in held)
        if value > best:
            best, at = value, (start, end)
    return at


def _run(pieces: list[tuple[int, int]], number: int) -> tuple[int, int]:
    """A sentence with as many of the following as fit."""
    start, end = pieces[number]
    for _, later in pieces[number + 1 :]:
        if later - start > LENGTH:
            break
        end = later
    return start, end


def _narrow(found: list[Span], start: int, end: int) -> tuple[int, int]:
    """A sentence that never ends is cut around its first highlight."""
    inside = [m for m in found if start <= m.start and m.end <= end]
    begin = max(start, (inside[0].start if inside else start) - LENGTH // 3)
    return begin, min(end, begin + LENGTH)
