"""See through spellings that people can read and programs are meant to miss.

Works on folded text (width forms, invisible characters and circled digits are gone by then) and
keeps its length, so that positions stay what they were.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from service.text.later import later

_CYRILLIC = {
    **{"а": "a", "в": "b", "с": "c", "ԁ": "d", "е": "e", "һ": "h", "і": "i", "ј": "j", "к": "k", "м": "m"},
    **{"н": "h", "о": "o", "р": "p", "ԛ": "q", "г": "r", "ѕ": "s", "т": "t", "п": "n", "у": "y", "х": "x"},
    **{"ԝ": "w", "ѵ": "v", "ё": "e", "ї": "i"},
}
_GREEK = {
    **{"α": "a", "β": "b", "γ": "y", "ε": "e", "η": "n", "ι": "i", "κ": "k", "μ": "u", "ν": "v", "ο": "o"},
    **{"ρ": "p", "σ": "o", "τ": "t", "υ": "u", "χ": "x", "ω": "w"},
}
_OTHER = {"ո": "n", "ս": "u", "օ": "o", "ı": "i", "ɡ": "g", "ɑ": "a", "ǀ": "l", "ꓲ": "l", "ᴠ": "v", "ᴡ": "w", "ᴢ": "z"}
_SIGNS = {"➕": "+", "✚": "+", "✛": "+", "➡": ":", "→": ":", "👉": ":", "➜": ":"}
_TWINS = str.maketrans({**_CYRILLIC, **_GREEK, **_OTHER, **_SIGNS})
#: Characters that look or sound like the two of 微信; 威信 and 维新 are words of their own.
_WEI = "薇徽溦崴葳嶶"
_HEARTS = "❤♥♡💕💗💓💖💙💚💛💜🧡🖤"
_WECHAT = later(rf"微[{_HEARTS}芯欣伈](?!信)|[{_WEI}][信{_HEARTS}芯]|[威维][{_HEARTS}]|v[{_HEARTS}]")


_MASKED = later(f"[{''.join(map(chr, _TWINS))}{_HEARTS}{_WEI}芯欣伈]")


def unmask(text: str) -> str:
    """Folded text with look-alike letters as their Latin twins, and 微信 or V信 restored; same length."""
    if not _MASKED.search(text):
        return text
    return _WECHAT.sub(_restored, text.translate(_TWINS))


def _restored(found: re.Match[str]) -> str:
    return "v信" if found[0][0] == "v" else "微信"


_TWO_SCRIPTS = later(r"[a-zA-Z\u0370-\u03ff\u0400-\u052f]{2,60}")
_FOREIGN = later(r"[\u0370-\u03ff\u0400-\u052f]")
#: A soft hyphen is left out: it is where a word may be broken, typesetting.
_INVISIBLE = (
    "\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufeff\uffa0"
)
_HIDDEN = later(
    rf"[A-Za-z0-9_@]{{0,30}}[A-Za-z0-9_@\u0400-\u052f\u4e00-\u9fff][{_INVISIBLE}]{{1,20}}[A-Za-z0-9_@\u0400-\u052f\u4e00-\u9fff]"
    rf"[A-Za-z0-9_@{_INVISIBLE}]{{0,30}}"
)
#: Marks that turn the direction of writing: what is read is not what stands there.
_TURNED = later("[\u202a-\u202e\u2066-\u2069]")


def mixed(text: str) -> Iterator[tuple[int, int, str]]:
    """Words of unfolded text in which Latin letters stand among Greek or Cyrillic ones, with their Latin reading.

    One change of script is an ending or a unit (eSIMка, kΩ) unless the reading is told apart by the caller:
    `switches` of the word say how often it changes.
    """
    if not _FOREIGN.search(text):
        return
    for word in _TWO_SCRIPTS.finditer(text):
        if _FOREIGN.search(word[0]) and re.search("[a-zA-Z]", word[0]):
            yield word.start(), word.end(), unmask(word[0].casefold())


def switches(word: str) -> int:
    """How often a word changes between Latin and other letters."""
    latin = [char.isascii() for char in word]
    return sum(one != two for one, two in pairwise(latin))


def hidden(text: str) -> Iterator[tuple[int, int]]:
    """Words of unfolded text with characters inside that nobody sees; joiners of emoji are no part of words."""
    for found in _HIDDEN.finditer(text):
        yield found.span()


_UNSEEN = later(f"[{_INVISIBLE}]{{1,20}}")


def unseen(text: str) -> Iterator[tuple[int, int]]:
    """Runs of characters that nobody sees."""
    for found in _UNSEEN.finditer(text):
        yield found.span()


def latin(word: str) -> str:
    """A word with its look-alike letters as the Latin ones they look like, capitals kept."""
    twins = (char if char.isascii() else unmask(char.casefold()) for char in word)
    return "".join(twin.upper() if char.isupper() else twin for char, twin in zip(word, twins, strict=True))


_BROKEN = later(rf"[A-Za-z0-9_@][{_INVISIBLE}]{{1,20}}[A-Za-z0-9_@]")


def breaks(text: str) -> bool:
    """Whether what nobody sees stands within a Latin word or a number, not between a word and Chinese."""
    return _BROKEN.search(text) is not None


def turned(text: str) -> bool:
    """Whether a piece of text holds marks that turn the direction of writing."""
    return _TURNED.search(text) is not None
