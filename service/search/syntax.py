"""What a reader may mean by signs: a phrase in quotes, what is to be left out, operators of other engines."""

import re

_QUOTED = re.compile(r'((?:^|(?<=\s))-)?(?:["“”]([^"“”]*)["“”]|[「『]([^「」『』]*)[」』])')
_EXCLUDED = re.compile(r"(?:^|(?<=\s))-(?=[^\s-])([^\s]+)")
#: Full-width signs mean what the others mean: a reader need not leave Chinese punctuation.
_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_OPERATORS = re.compile(r"(?:^|(?<=\s))(?:AND|OR|NOT)(?=\s|$)")


def syntax(text: str) -> tuple[str, list[str], list[str]]:
    """The question without its quotes, exclusions and operators, and what those held."""
    text = text.translate(_HALF)
    quoted = [(minus, a or b) for minus, a, b in _QUOTED.findall(text) if (a or b).strip()]
    phrases = [said for minus, said in quoted if not minus]
    rest = _QUOTED.sub(lambda m: " " if m[1] else f" {m[2] or m[3] or ''} ", text)
    excluded = [*(said for minus, said in quoted if minus), *_EXCLUDED.findall(rest)]
    rest = _OPERATORS.sub(" ", _EXCLUDED.sub(" ", rest))
    return " ".join(rest.split()), phrases, excluded
