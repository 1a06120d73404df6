"""Fold text for matching, every character keeping its way back to the original.

Order matters: what cannot be seen goes first, because it would keep a letter and its accent
apart; compatibility forms and case next; traditional to simplified last, by phrase, because its
phrases are written in ordinary characters.
"""

import unicodedata
from array import array
from collections.abc import Callable
from functools import cache, lru_cache
from operator import ne

from service.model import Mapped, Script

#: Invisible although not of category Cf: fillers, joiners, variation selectors.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0") | {
    chr(code) for low, high in ((0x180B, 0x180F), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF)) for code in range(low, high + 1)
}


def identity(text: str, start: int = 0) -> Mapped:
    """A text that stands in the file as it is, from `start`."""
    return Mapped(text, range(start, start + len(text)), range(start + 1, start + len(text) + 1))


def fold(text: str) -> str:
    """The folded text alone, where nobody asks for positions."""
    if not all(map(_is_plain, set(text) - _PLAIN)):
        return fold_mapped(identity(text)).text
    said = text.translate(_TABLE)
    return said if said.isascii() else _simplify(said)


@lru_cache(8192)
def folded(text: str) -> str:
    """The same for headings and the like, which are met again and again."""
    return fold(text)


def fold_mapped(source: Mapped) -> Mapped:
    """Fold by every step in turn; the result maps to the same file as the source."""
    for step in STEPS:
        source = step(source)
    return source


#: Marks on one letter, as in Unicode's stream-safe text; more are an attack, not an accent.
_MOST_MARKS = 30


class _Table(dict[int, str]):
    """Code point → folded text, filled as characters are met; '' drops the character."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char in _BLANK or unicodedata.category(char) == "Cf":
            folded = ""
        else:
            folded = _compatible(char)
            folded = "".join(c for c in folded if c not in _BLANK)
        self[code] = folded
        return folded


def _compatible(piece: str) -> str:
    once = unicodedata.normalize("NFKC", piece).casefold()
    return unicodedata.normalize("NFKC", once)


_TABLE = _Table()


def _is_mark(char: str) -> bool:
    """Whether a character joins the one before it, now or once it is folded (half-width ﾞ)."""
    return any(map(unicodedata.combining, (char, *_TABLE[ord(char)][:1])))


#: Characters known to be plain, so that ordinary text costs one look at its alphabet.
_PLAIN: set[str] = set()


def _is_plain(char: str) -> bool:
    """Whether a character folds to exactly one, whatever stands beside it."""
    plain = len(_TABLE[ord(char)]) == 1 and not _is_mark(char)
    if plain:
        _PLAIN.add(char)
    return plain


def _compatibility(source: Mapped) -> Mapped:
    """Drop what is invisible, then NFKC and case folding, letter and accents together."""
    text = source.text
    if all(map(_is_plain, set(text) - _PLAIN)):
        return Mapped(text.translate(_TABLE), source.starts, source.ends)
    pieces: list[str] = []
    starts, ends = array("L"), array("L")
    at, size = 0, len(text)
    while at < size:
        letter = _TABLE[ord(text[at])]
        end = at + 1
        if not letter:
            at = end
            continue
        marks = ""
        while end < size and len(marks) < _MOST_MARKS and (_is_mark(text[end]) or not _TABLE[ord(text[end])]):
            if _is_mark(text[end]):
                marks += text[end]
            end += 1
        if not marks:
            end = at + 1
        folded = _compatible(letter + marks) if marks else letter
        pieces.append(folded)
        for _ in folded:
            starts.append(source.starts[at])
            ends.append(source.ends[end - 1])
        at = end
    return Mapped("".join(pieces), starts, ends)


@cache
def _converter(name: str) -> Callable[[str], str]:
    import opencc

    convert: Callable[[str], str] = opencc.OpenCC(name).convert
    return convert


def _simplify(text: str) -> str:
    """Traditional to simplified by phrase, length kept: a longer or shorter phrase goes by characters."""
    convert = _converter("t2s")
    for _ in range(3):
        done = convert(text)
        if len(done) != len(text):
            done = "".join(c if len(c) == 1 else o for o, c in ((o, convert(o)) for o in text))
        if done == text:
            break
        text = done
    return text


def _simplified(source: Mapped) -> Mapped:
    if source.text.isascii():
        return source
    return Mapped(_simplify(source.text), source.starts, source.ends)


#: The one place where steps are listed: their order is part of their meaning.
STEPS: tuple[Callable[[Mapped], Mapped], ...] = (_compatibility, _simplified)


def script_of(text: str) -> Script:
    """Which of the two scripts a text is written in, by the characters that differ."""
    traditional = sum(map(ne, text, _converter("t2s")(text)))
    if not traditional:
        return "zh-Hans"  # the other table need not be read
    simplified = sum(map(ne, text, _converter("s2t")(text)))
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def scripts(text: str) -> tuple[int, int]:
    """How many characters are only simplified, and how many only traditional, by the two national character sets."""
    return sum(_only(c, "gb2312", "big5") for c in text), sum(_only(c, "big5", "gb2312") for c in text)


@cache
def _only(char: str, one: str, other: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" and _holds(char, one) and not _holds(char, other)


def _holds(char: str, charset: str) -> bool:
    try:
        char.encode(charset)
    except UnicodeEncodeError:
        return False
    return True
