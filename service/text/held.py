"""What the lines of a text hold, by which it is told at once where a pattern may be found.

Most patterns are found in few lines, so for most of a text no pattern is run at all. The needs of all patterns are
met in one pass over the tokens of a text.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from operator import add
from threading import Lock
from typing import Protocol

from service.text.needed import DIGIT, Needs

#: Lines that are kept together: with more of them a bit for each would cost too much.
_PART = 256


class Sought(Hashable, Protocol):
    """A pattern, or several of which one is enough."""

    def lines_of(self, part: "Part") -> int:
        """The lines of a part in which it may be found, a bit for each."""


#: Every need that was asked for, by number; for each token the needs it meets; and whose needs they are.
_NUMBERS: dict[frozenset[str], int] = {}
_MET_BY: defaultdict[str, list[int]] = defaultdict(list)
_SOUGHT: list[tuple[Sought, tuple[int, ...]]] = []
_REGISTERS = Lock()


def seek(sought: Sought, needs: Needs) -> None:
    """Look for something in every text from now on, by what it needs."""
    with _REGISTERS:
        for need in needs:
            if need not in _NUMBERS:
                for token in need:
                    _MET_BY[token].append(len(_NUMBERS))
                _NUMBERS[need] = len(_NUMBERS)
        _SOUGHT.append((sought, tuple(_NUMBERS[need] for need in needs)))


class Part(dict[Sought, int]):
    """For each thing sought the lines in which it may be found: told at once for all that was ever sought, for
    the rest when it is first asked for.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__()
        self.lines = lines
        self.all = (1 << len(lines)) - 1
        self._tokens: dict[str, int] = {}

    def __missing__(self, sought: Sought) -> int:
        if not self._tokens and self.lines:
            self._tokens = _tokens(self.lines)
            self._fill()
        if sought not in self:
            self[sought] = sought.lines_of(self)
        return self[sought]

    def _fill(self) -> None:
        tokens = self._tokens
        with _REGISTERS:
            met = [0] * len(_NUMBERS)
            for token in tokens.keys() & _MET_BY.keys():
                lines = tokens[token]
                for number in _MET_BY[token]:
                    met[number] |= lines
            for sought, numbers in _SOUGHT:
                found = self.all
                for number in numbers:
                    found &= met[number]
                self[sought] = found

    def meeting(self, needs: Needs) -> int:
        """The lines that meet all needs."""
        found = self.all
        for need in needs:
            met = 0
            for token in self._tokens.keys() & need:
                met |= self._tokens[token]
            found &= met
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
