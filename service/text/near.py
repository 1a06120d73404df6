"""The right name that was probably meant, for messages about wrong ones."""

import math
import re
from collections import Counter
from collections.abc import Iterable

#: Characters of a wrong name that are compared, and how alike (of 1) the right one must be.
_COMPARED, _ALIKE = 60, 0.75
#: How alike two words of ids are that mean the same, and the share of what a wrong id says that a right one has.
_SAME_WORD, _SHARED = 0.85, 0.4
#: What a word that is only a piece of a part counts, of 1.
_INSIDE = 0.75
_WORDS = re.compile(r"[^\W_]+")


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like it, if one is; names begin right more often than they end right."""
    from rapidfuzz.distance import JaroWinkler
    from rapidfuzz.process import extractOne

    said, like = name[:_COMPARED].casefold(), JaroWinkler.normalized_similarity
    found = extractOne(said, list(known), scorer=like, processor=str.casefold, score_cutoff=_ALIKE)
    return found[0] if found else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The nearest name as the end of a message; empty when there is none."""
    near = nearest(name, known)
    return f"; did you mean {near!r}?" if near else ""


def related(id: str, known: Iterable[str], n: int = 3) -> list[str]:
    """The known ids that share most with an id of parts (`kz.registration.face-id`), the best first.

    A whole part counts more than a word of one, then rare words more than common ones; words may be slightly misspelt.
    Empty where no id shares enough.
    """
    from rapidfuzz.distance import JaroWinkler
    from rapidfuzz.process import extractOne

    like, said = JaroWinkler.normalized_similarity, id[:_COMPARED].casefold()
    parts = {one: frozenset(one.casefold().split(".")) for one in known}
    words = {one: frozenset(_WORDS.findall(one.casefold())) for one in parts}
    having = Counter(word for some in words.values() for word in some)
    meant: dict[str, str | None] = {}
    for word in _WORDS.findall(said):
        found = None if word in having else extractOne(word, list(having), scorer=like, score_cutoff=_SAME_WORD)
        meant[word] = found[0] if found else word if word in having else None
    rare = {word: math.log(1 + len(words) / having[word]) for word in meant.values() if word}
    least = _SHARED * (sum(rare.values()) + math.log(1 + len(words)) * [*meant.values()].count(None))

    def shared(one: str) -> tuple[float, float]:
        both = words[one] & rare.keys()
        return sum(1 if word in parts[one] else _INSIDE for word in both), sum(rare[word] for word in both)

    shares = {one: shared(one) for one in words if words[one] & rare.keys()}
    close = [one for one, (_, worth) in shares.items() if worth >= least]
    return sorted(close, key=lambda one: (*(-share for share in shares[one]), -like(said, one.casefold()), one))[:n]


def closest(name: str, known: Iterable[str], n: int = 1, cutoff: float = 0.6) -> list[str]:
    """`difflib.get_close_matches`, whose module is only wanted where a name is wrong."""
    from difflib import get_close_matches

    return get_close_matches(name, list(known), n, cutoff)
