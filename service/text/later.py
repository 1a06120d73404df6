"""Patterns that are compiled when a text first needs them: hundreds at start-up would cost every short run."""

import re
from functools import cached_property
from typing import Any, AnyStr, cast

from service.text.needed import Needs, needed

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")
_VALUES = ("flags", "groups", "groupindex")


def later(source: AnyStr, flags: int | re.RegexFlag = 0) -> re.Pattern[AnyStr]:
    """`re.compile`, put off until the first use; a source that is wrong is an `re.error` then.

    What comes back has all that a pattern has, but is none to `isinstance` and to the functions of `re`.
    """
    return cast("re.Pattern[AnyStr]", _Later(source, flags))


def needs(pattern: re.Pattern[str]) -> Needs:
    """What a text must hold for a pattern of `later` to be found in it."""
    return cast("_Later", pattern).needs


class _Later:
    """Finds everything but its source missing once, and is after that as fast as the pattern itself."""

    def __init__(self, source: str | bytes, flags: int | re.RegexFlag) -> None:
        self.pattern = source
        self._flags = flags

    @cached_property
    def needs(self) -> Needs:
        """What a text must hold for the pattern to be found in it; see `needed`."""
        return () if isinstance(self.pattern, bytes) else needed(self.pattern, int(self._flags))

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS and name not in _VALUES:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        self.__dict__.update((each, getattr(compiled, each)) for each in (*_METHODS, *_VALUES))
        return self.__dict__[name]

    def __repr__(self) -> str:
        return f"later({self.pattern!r})"
