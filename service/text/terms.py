"""Many fixed spellings looked for in one pass over a folded text."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property

from ahocorasick_rs import AhoCorasick


class Terms:
    """Folded spellings; a Latin one must not be part of a longer word."""

    def __init__(self, spellings: Iterable[str]) -> None:
        self.spellings: tuple[str, ...] = tuple(sorted({s for s in spellings if s}))

    @cached_property
    def _machine(self) -> AhoCorasick:
        return AhoCorasick(self.spellings)

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """Start, end and spelling of every hit, from left to right; of hits that overlap the first, then the longest."""
        if not self.spellings:
            return []
        hits = [
            (start, -end, spelling)
            for nth, start, end in self._machine.find_matches_as_indexes(text, overlapping=True)
            if _alone(text, start, end, spelling := self.spellings[nth])
        ]
        hits.sort()
        found, last = [], 0
        for start, end, spelling in hits:
            if start >= last:
                last = -end
                found.append((start, last, spelling))
        return found


class Triggers:
    """For several owners the words without which a line is of no use to them, found in one pass."""

    def __init__(self, wanted: Sequence[Iterable[str]]) -> None:
        owners: dict[str, set[int]] = {}
        for owner, words in enumerate(wanted):
            for word in words:
                owners.setdefault(word, set()).add(owner)
        self._owners = [tuple(sorted(these)) for these in owners.values()]
        self._machine = AhoCorasick(tuple(owners)) if owners else None

    def lines(self, text: str, starts: Sequence[int]) -> dict[int, list[int]]:
        """The numbers of the lines each owner wants to see; `starts` are the offsets of all lines in `text`."""
        found: dict[int, dict[int, None]] = {}
        if self._machine is None:
            return {}
        for word, at, _ in self._machine.find_matches_as_indexes(text, overlapping=True):
            line = bisect_right(starts, at) - 1
            for owner in self._owners[word]:
                found.setdefault(owner, {})[line] = None
        return {owner: list(lines) for owner, lines in found.items()}


def _alone(text: str, start: int, end: int, spelling: str) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (_latin(spelling[0]) and _latin(before)) and not (_latin(spelling[-1]) and _latin(after))


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
