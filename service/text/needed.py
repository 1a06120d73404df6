"""What a text must hold for a pattern to be found in it: read off the pattern, so that most texts need no search.

A need is a set of tokens of which a text that matches holds at least one; a token is a character, two that stand
side by side, or `DIGIT`. A pattern has several needs or none, and all of them must be met. What is not understood
is taken to match anything, so a need may be missing but is never wrong. No token holds a space or a
private character, so that needs hold for a text with and without its typesetting spaces, and before names in it are
masked.
"""

from collections.abc import Iterable, Sequence
from itertools import product
from operator import add
from re import _constants as op
from re import _parser
from typing import Any

Needs = tuple[frozenset[str], ...]

#: Stands for any decimal digit of any script, as \\d does.
DIGIT = "\0d"
#: More spellings than these of one piece are not followed, nor longer ones.
_MOST, _LONGEST = 48, 12
#: A need with more tokens than these is too often met to be worth asking.
_WIDEST = 600
#: How many needs of a pattern are kept, the rarest first.
_KEPT = 2

#: A piece of a pattern: all it can be where these are few, and what it needs besides.
_Piece = tuple[frozenset[str] | None, list[frozenset[str]]]
_NOTHING: frozenset[str] = frozenset(("",))


def needed(source: str, flags: int = 0) -> Needs:
    """The needs of a pattern, the one that is met least often first; none when nothing is sure."""
    tree = _parser.parse(source, flags)
    exact, needs = _sequence(tree, bool(tree.state.flags & op.SRE_FLAG_IGNORECASE))
    if exact is not None:
        needs = [*needs, exact]
    found = {tokens for need in needs if (tokens := _tokens(need)) and len(tokens) <= _WIDEST}
    return tuple(sorted(found, key=lambda tokens: (_met(tokens), sorted(tokens)))[:_KEPT])


def _tokens(spellings: Iterable[str]) -> frozenset[str]:
    """One token for each spelling; none at all where one of them is empty."""
    chosen = frozenset(map(_token, spellings))
    return frozenset() if "" in chosen else chosen


def _token(spelling: str) -> str:
    """The part of a spelling that is met least often: a pair of words' ends before a pair within one."""
    if len(spelling) < 2 or spelling == DIGIT:
        return spelling
    pairs: Iterable[str] = map(add, spelling, spelling[1:])
    return max(pairs, key=_rarity)


def _rarity(token: str) -> int:
    return -sum(char.isascii() for char in token) - any(char in _COMMON for char in token)


#: Characters of function words, which stand beside anything.
_COMMON = frozenset("的了是不有在一个和你我他可以要会能就也都没到上下来去说")


def _met(tokens: frozenset[str]) -> float:
    """About how often a sentence meets a need."""
    return sum(
        40.0 if token == DIGIT else 12.0 if len(token) == 1 else 2.0 if token.isascii() else 1.0 for token in tokens
    )


def _sequence(items: Any, caseless: bool) -> _Piece:
    """Pieces that stand side by side."""
    exact: frozenset[str] | None = _NOTHING
    needs: list[frozenset[str]] = []
    whole = True
    for code, argument in items:
        spelt, more = _piece(code, argument, caseless)
        needs += more
        joined = None
        if spelt is not None and exact is not None and len(spelt) * len(exact) <= _MOST:
            joined = frozenset(a + b for a, b in product(exact, spelt))
            if max(map(len, joined), default=0) > _LONGEST:
                joined = None
        if joined is not None:
            exact = joined
            continue
        whole = False
        if exact:
            needs.append(exact)
        # A new run begins with what did not fit; after what cannot be spelt out it begins empty.
        exact = _NOTHING if spelt is None else spelt
    if whole:
        return exact, needs
    if exact:
        needs.append(exact)
    return None, [need for need in needs if "" not in need]


def _piece(code: Any, argument: Any, caseless: bool) -> _Piece:
    if code is op.LITERAL:
        char = chr(argument)
        return (None, []) if _unsure(char) or (caseless and _cased(char)) else (frozenset((char,)), [])
    if code is op.IN:
        return _one_of(argument, caseless)
    if code is op.BRANCH:
        return _branch([_sequence(item, caseless) for item in argument[1]])
    if code is op.SUBPATTERN:
        _, added, removed, item = argument
        ignoring = bool((caseless or added & op.SRE_FLAG_IGNORECASE) and not removed & op.SRE_FLAG_IGNORECASE)
        return _sequence(item, ignoring)
    if code is op.ATOMIC_GROUP:
        return _sequence(argument, caseless)
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        low, high, item = argument
        return _repeated(low, high, _sequence(item, caseless))
    if code is op.ASSERT:
        exact, needs = _sequence(argument[1], caseless)
        return _NOTHING, [*needs, *([exact] if exact and "" not in exact else [])]
    if code in (op.ASSERT_NOT, op.AT):
        return _NOTHING, []
    return None, []


def _repeated(low: int, high: int, piece: _Piece) -> _Piece:
    exact, needs = piece
    if low == 0:
        return (exact | _NOTHING if high == 1 and exact is not None and not needs else None), []
    if low == high == 1:
        return exact, needs
    return None, [*needs, *([exact] if exact and "" not in exact else [])]


def _branch(ways: Sequence[_Piece]) -> _Piece:
    """One of several ways: all their spellings, else the best need of each taken together."""
    if all(exact is not None for exact, _ in ways):
        spelt = frozenset[str]().union(*(exact for exact, _ in ways if exact is not None))
        if len(spelt) <= _MOST and not any(needs for _, needs in ways):
            return spelt, []
    together: set[str] = set()
    for exact, needs in ways:
        mine = [need for need in (*needs, *([exact] if exact else [])) if need and "" not in need]
        if not mine:
            return None, []
        together |= min(mine, key=lambda need: (_met(_tokens(need)), len(need)))
    return None, [frozenset(together)]


def _one_of(items: Sequence[tuple[Any, Any]], caseless: bool) -> _Piece:
    """A class of characters; digits of any script are needed, but are too many to be spelt out."""
    chars: set[str] = set()
    digit = False
    for code, argument in items:
        if code is op.LITERAL:
            chars.add(chr(argument))
        elif code is op.RANGE and argument[1] - argument[0] < _MOST:
            chars.update(map(chr, range(argument[0], argument[1] + 1)))
        elif code is op.CATEGORY and argument is op.CATEGORY_DIGIT:
            digit = True
        else:
            return None, []
    if any(map(_unsure, chars)) or (caseless and any(map(_cased, chars))):
        return None, []
    if digit:
        return None, [frozenset((*chars, DIGIT))]
    return frozenset(chars), []


def _unsure(char: str) -> bool:
    """Whether a text may be searched with this character where what is known of it has none: a space that was taken
    out, or a private character that masks a name.
    """
    return char.isspace() or "\ue000" <= char <= "\uf8ff"


def _cased(char: str) -> bool:
    """Whether a character may be found where another is written, when case is ignored."""
    return not ("\u2e80" <= char <= "\u9fff" or (char.isascii() and not char.isalpha()))
