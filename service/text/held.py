"""What the lines of a text hold, by which it is told at once where a pattern may be found.

Most patterns are found in few lines, so for most of a text no pattern is run at all. The needs of all patterns are
met in one pass over the tokens of a text.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import cached_property
from operator import add
from threading import Lock
from typing import Protocol

from service.text.needed import DIGIT, Needs

#: Lines that are kept together: with more of them a bit for each would cost too much.
_PART = 256


#: Every need that was asked for, by number, and for each token the needs it meets.
_NUMBERS: dict[frozenset[str], int] = {}
_MET_BY: defaultdict[str, list[int]] = defaultdict(list)
_REGISTERS = Lock()

#: A need and its number.
Numbered = tuple[int, frozenset[str]]


def numbered(needs: Needs) -> tuple[Numbered, ...]:
    """The needs of a pattern with their numbers: from now on they are looked for in every text."""
    with _REGISTERS:
        for need in needs:
            if need not in _NUMBERS:
                for token in need:
                    _MET_BY[token].append(len(_NUMBERS))
                _NUMBERS[need] = len(_NUMBERS)
    return tuple((_NUMBERS[need], need) for need in needs)


class Sought(Hashable, Protocol):
    """A pattern, or several of which one is enough."""

    def lines_of(self, part: "Part") -> int:
        """The lines of a part in which it may be found, a bit for each."""


class Part(dict[Sought, int]):
    """For each thing sought the lines in which it may be found; told when first asked for."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__()
        self.lines = lines
        self.all = (1 << len(lines)) - 1

    def __missing__(self, sought: Sought) -> int:
        self[sought] = found = sought.lines_of(self)
        return found

    @cached_property
    def _tokens(self) -> dict[str, int]:
        return _tokens(self.lines)

    @cached_property
    def _met(self) -> tuple[int, dict[int, int]]:
        """How many needs were known at first, and for each that is met the lines that meet it."""
        known = len(_NUMBERS)
        met: defaultdict[int, int] = defaultdict(int)
        for token in self._tokens.keys() & _MET_BY.keys():
            lines = self._tokens[token]
            for number in _MET_BY[token]:
                met[number] |= lines
        return known, dict(met)

    def meeting(self, needs: Iterable[Numbered]) -> int:
        """The lines that meet all needs."""
        known, met = self._met
        found = self.all
        for number, need in needs:
            found &= met.get(number, 0) if number < known else self._now(need)
            if not found:
                break
        return found

    def _now(self, need: frozenset[str]) -> int:
        """The lines that meet a need nobody knew of when the text was first looked at."""
        found = 0
        for token in self._tokens.keys() & need:
            found |= self._tokens[token]
        return found


class Held:
    """The lines of a text, in parts."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._parts = [Part(lines[at : at + _PART]) for at in range(0, len(lines), _PART)]

    def lines(self, sought: Iterable[Sought]) -> Iterator[int]:
        """The numbers of the lines in which one of these may be found."""
        wanted = tuple(sought)
        for nth, part in enumerate(self._parts):
            found = 0
            for one in wanted:
                found |= part[one]
            while found:
                lowest = found & -found
                yield nth * _PART + lowest.bit_length() - 1
                found ^= lowest

    def places(self) -> Iterator[tuple[Part, int]]:
        """For each line its part, and its bit there."""
        for part in self._parts:
            for nth in range(len(part.lines)):
                yield part, 1 << nth


def _tokens(lines: Sequence[str]) -> dict[str, int]:
    """For each token the lines that hold it."""
    held: defaultdict[str, int] = defaultdict(int)
    for nth, line in enumerate(lines):
        bit = 1 << nth
        for char in line:
            held[char] |= bit
        for pair in map(add, line, line[1:]):
            held[pair] |= bit
    for char in filter(str.isdecimal, list(held)):
        held[DIGIT] |= held[char]
    return dict(held)
