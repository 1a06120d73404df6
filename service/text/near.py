"""The right name that was probably meant, for messages about wrong ones."""

from collections.abc import Iterable

#: Characters of a wrong name that are compared, and how alike (of 1) the right one must be.
_COMPARED, _ALIKE = 60, 0.75


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


def closest(name: str, known: Iterable[str], n: int = 1, cutoff: float = 0.6) -> list[str]:
    """`difflib.get_close_matches`, whose module is only wanted where a name is wrong."""
    from difflib import get_close_matches

    return get_close_matches(name, list(known), n, cutoff)
