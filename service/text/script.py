"""Chinese text in the script its reader is used to; what is not Chinese stays as it is."""

import re
from collections.abc import Callable
from functools import cache

from service.model import Script
from service.text.later import later

#: From one script to the other, with the words used in Taiwan and on the mainland.
_WAYS: dict[Script, str] = {"zh-Hant": "s2twp", "zh-Hans": "tw2sp"}
#: What keeps its characters in any script: titles of laws and papers, addresses, what is asked of a server.
_KEPT = later(
    r"(《[^《》\n]{1,80}》|(?:https?://|www\.)[^\s<>「」，。；、（）]+|[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})", re.ASCII
)


@cache
def _converter(way: str) -> Callable[[str], str]:
    import opencc  # loads its dictionaries: only pages in the other script need them

    convert: Callable[[str], str] = opencc.OpenCC(way).convert
    return convert


def to_traditional(text: str) -> str:
    """Simplified Chinese in traditional characters, with the words used in Taiwan."""
    return _converter(_WAYS["zh-Hant"])(text)


def in_script(text: str, script: Script) -> str:
    """Prose in a script; titles in 《》 and addresses keep the characters they are known by."""
    convert = _converter(_WAYS[script])
    return "".join(piece if nth % 2 else convert(piece) for nth, piece in enumerate(_KEPT.split(text)))
