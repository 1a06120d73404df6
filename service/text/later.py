"""Patterns that are compiled when a text first needs them: hundreds at start-up would cost every short run.

What a pattern needs of a text is known without compiling it (see `needed`), so a line of a text that is being read
is not searched for what it cannot hold.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import reduce
from operator import or_
from typing import Any, AnyStr, cast
from weakref import WeakSet

from service.text.held import Held, Part, seek
from service.text.needed import Needs, needed

#: What only the compiled pattern knows; the methods with a dash before them are its own.
_FOUND_OUT = (
    *("_search", "_match", "_fullmatch", "_finditer", "_findall", "split", "sub", "subn"),
    *("flags", "groups", "groupindex"),
)

#: The lines of the texts that are being read: what a line holds is the same whoever reads it, and in any thread.
_READ: dict[str, tuple[Part, int]] = {}

#: Every pattern there is, and by its digest what was foreseen of its needs (see `foreseen`).
_MADE: WeakSet["_Later"] = WeakSet()
_FORESEEN: dict[str, str] = {}
#: Between the tokens of a need, and between needs.
_TOKEN, _NEED = "\x1f", "\x1e"


def later(source: AnyStr, flags: int | re.RegexFlag = 0) -> re.Pattern[AnyStr]:
    """`re.compile`, put off until the first use; a source that is wrong is an `re.error` then.

    What comes back has all that a pattern has, but is none to `isinstance` and to the functions of `re`.
    """
    made = _Later(source, flags)
    _MADE.add(made)
    return cast("re.Pattern[AnyStr]", made)


def foreseen() -> dict[str, str]:
    """By the digest of each pattern that was made so far what it needs, as `foresee` takes it."""
    table = {}
    for one in _MADE:
        with suppress(re.error):  # it will say so itself when it is used
            table[one.digest] = _NEED.join(_TOKEN.join(sorted(need)) for need in one.needs)
    return dict(sorted(table.items()))


def foresee(table: Mapping[str, str]) -> None:
    """Know what patterns need without reading them; of those that are not in the table it is read off when asked."""
    _FORESEEN.update(table)


@contextmanager
def reading(held: Held, *spellings: Iterable[str]) -> Iterator[None]:
    """While these lines are read, no pattern of `later` is run on one that cannot hold it.

    A line may be spelt in several ways that hold the same but for spaces; each of `spellings` has all lines.
    """
    lines = [line for lines in spellings for line in lines]
    for each in spellings:
        _READ.update(zip(each, held.places(), strict=True))
    try:
        yield
    finally:
        for line in lines:
            _READ.pop(line, None)


class Several(tuple[re.Pattern[str], ...]):
    """Patterns of `later` that are looked for together: in most lines none of them can be found."""

    __slots__ = ()
    __hash__ = object.__hash__

    def __new__(cls, *patterns: re.Pattern[str]) -> "Several":
        return super().__new__(cls, patterns)

    def __eq__(self, other: object) -> bool:
        return self is other

    def lines_of(self, part: Part) -> int:
        patterns: Iterable[Any] = self
        return reduce(or_, map(part.__getitem__, patterns), 0)


def among(patterns: Sequence[Any], text: str) -> Sequence[re.Pattern[str]]:
    """Those of these patterns of `later` that may be found in a text, in their order."""
    known = _READ.get(text)
    if known is None:
        return patterns
    part, line = known
    if isinstance(patterns, Several) and not part[patterns] & line:
        return ()
    return [pattern for pattern in patterns if part[pattern] & line]


def may_hold(held: Held, patterns: Iterable[re.Pattern[str] | Several]) -> Iterator[int]:
    """The numbers of the lines in which one of these patterns of `later` may be found; in all others none is."""
    return held.lines(cast("Iterable[_Later | Several]", patterns))


class _Later:
    """Finds out about its pattern when it is first asked for."""

    def __init__(self, source: str | bytes, flags: int | re.RegexFlag) -> None:
        self.pattern = source
        self._flags = flags

    def search(self, text: Any, *window: int) -> Any:
        if (known := _READ.get(text)) is not None and not known[0][self] & known[1]:
            return None
        return self._search(text, *window)

    def match(self, text: Any, *window: int) -> Any:
        if (known := _READ.get(text)) is not None and not known[0][self] & known[1]:
            return None
        return self._match(text, *window)

    def fullmatch(self, text: Any, *window: int) -> Any:
        if (known := _READ.get(text)) is not None and not known[0][self] & known[1]:
            return None
        return self._fullmatch(text, *window)

    def finditer(self, text: Any, *window: int) -> Any:
        if (known := _READ.get(text)) is not None and not known[0][self] & known[1]:
            return iter(())
        return self._finditer(text, *window)

    def findall(self, text: Any, *window: int) -> Any:
        if (known := _READ.get(text)) is not None and not known[0][self] & known[1]:
            return []
        return self._findall(text, *window)

    def lines_of(self, part: Part) -> int:
        needs = self.needs
        seek(self, needs)
        return part.meeting(needs)

    @property
    def digest(self) -> str:
        """A name that no other pattern has."""
        said = repr((self.pattern, int(self._flags))).encode("utf-8", "surrogatepass")
        return hashlib.blake2b(said, digest_size=16).hexdigest()

    @property
    def needs(self) -> Needs:
        """What a text must hold for the pattern to be found in it."""
        if (row := _FORESEEN.get(self.digest)) is not None:
            return tuple(frozenset(need.split(_TOKEN)) for need in row.split(_NEED) if need)
        return () if isinstance(self.pattern, bytes) else needed(self.pattern, int(self._flags))

    def __getattr__(self, name: str) -> Any:
        if name not in _FOUND_OUT:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        self.__dict__.update((each, getattr(compiled, each.removeprefix("_"))) for each in _FOUND_OUT)
        return self.__dict__[name]

    def __repr__(self) -> str:
        return f"later({self.pattern!r})"
