"""The ways to meet a word: which index terms a passage must have, which count, and what its text must say."""

import re
from collections.abc import Callable
from functools import partial
from itertools import pairwise

from service.model import Match
from service.search.analysis import ASKED, run_terms, whole_term
from service.search.engine import RELAXED, Alternative, Contains
from service.search.lexicon import Lexicon
from service.text.segment import Token, runs, spellings

Kind = tuple[Match, float, int]
#: Match, weight, rank; rank decides order before any score; equals rank with the exact word.
EXACT: Kind = ("exact", 1.0, 0)
EQUAL: Kind = ("synonym", 0.9, 0)
WIDER: Kind = ("synonym", 0.6, 1)
SPELT: Kind = ("spelling", 0.5, 2)
SOUND: Kind = ("pinyin", 0.4, 3)
#: Words of which each stands in another wording of a heading: a guess, so they rank with what lacks a word.
WORDED: Kind = ("synonym", 0.4, RELAXED)


def way(lexicon: Lexicon, text: str, kind: Kind, label: str = "") -> Alternative | None:
    """The way to meet a word by itself; None for what has nothing to look for."""
    match, weight, rank = kind
    tokens = list(runs(text))
    if not tokens:
        return None
    scored = tuple(dict.fromkeys(t for token in tokens for t in run_terms(token, lexicon.segmenter)))
    if len(tokens) == 1 and tokens[0].kind != "han":
        whole = "w" + spellings(tokens[0])[0]
        prefix = tokens[0].kind == "latin" and len(whole) > 3
        return Alternative(text, (whole,), (whole,), match, weight, rank, prefix, None, "", label)
    needs = tuple(n for token in tokens for n in _needs(lexicon, token))
    verify = _verifier(lexicon, text, tokens) if len(tokens) > 1 or len(text) > 2 or _around(lexicon, text) else None
    return Alternative(text, needs, scored, match, weight, rank, False, verify, whole_term(text), label)


def by_wording(way: Alternative) -> Alternative:
    """The same in other wordings of a heading, which the text itself need not have."""
    match, weight, rank = WORDED
    needs, scored = (tuple(ASKED + term for term in terms) for terms in (way.needs, way.scored))
    return Alternative(way.text, needs, scored, match, way.weight * weight, rank, label=f"相近的问法：{way.text}")


def _needs(lexicon: Lexicon, token: Token) -> list[str]:
    """What a text that has the token has for certain."""
    if token.kind != "han":
        return ["w" + spellings(token)[0]]
    if len(token.text) == 1:
        return ["1" + token.text]
    return ["2" + pair for pair in lexicon.segmenter.parts(token.text).pairs] or [whole_term(token.text)]


def exactly(lexicon: Lexicon, text: str) -> Alternative | None:
    """The text as it was typed."""
    return way(lexicon, text, EXACT)


def _around(lexicon: Lexicon, text: str) -> list[str]:
    """Names that contain the text: inside them it does not count (萨克斯 in 哈萨克斯坦).

    A single character is in too many names, and in too many passages to look at each.
    """
    return [name for name in lexicon.names if len(text) > 1 and text in name and text != name]


def _verifier(lexicon: Lexicon, text: str, tokens: list[Token]) -> Callable[[str], bool]:
    if len(tokens) == 1:
        alone = tokens[0].text
        return Contains(alone, tuple(_around(lexicon, alone)))
    pattern = _whole(tokens[0])
    for left, right in pairwise(tokens):
        between = text[left.end : right.start].strip()
        pattern += (rf"(?:\s*{re.escape(between)}\s*|[\s-]{{0,3}})" if between else r"[\s-]{0,3}") + _whole(right)
    return partial(_matches, re.compile(pattern))


def as_typed(word: str) -> Alternative:
    """A Latin word or number, whole."""
    return Alternative(word, ("w" + word,), ("w" + word,))


def _matches(pattern: re.Pattern[str], text: str) -> bool:
    return pattern.search(text) is not None


def _whole(token: Token) -> str:
    """A token as a pattern: Latin may not begin or end inside a longer Latin run."""
    if token.kind == "han":
        return re.escape(token.text)
    spelt = r"[-'&]?".join(map(re.escape, re.sub(r"[-'&]", "", token.text)))
    return rf"(?<![a-z0-9]){spelt}(?![a-z0-9])"
