"""What is made of a fact base, of word lists or of a build, kept beside it: it goes when its owner goes.

A cache of the module would hold on to the last few owners, and to all that they hold: a watch reads its corpus again for
every update.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast
from weakref import ref

_Owner = TypeVar("_Owner")
_More = ParamSpec("_More")
_Made = TypeVar("_Made")


def beside(
    size: int = 1,
) -> Callable[[Callable[Concatenate[_Owner, _More], _Made]], Callable[Concatenate[_Owner, _More], _Made]]:
    """`lru_cache` of a function whose first argument is the owner, an object that takes attributes: `size` results for each."""

    def declare(make: Callable[Concatenate[_Owner, _More], _Made]) -> Callable[Concatenate[_Owner, _More], _Made]:
        name = f"{make.__module__}.{make.__qualname__}"

        @wraps(make)
        def look(owner: _Owner, /, *more: Any) -> _Made:
            kept = owner.__dict__.get(name)
            if kept is None:
                weak = ref(owner)  # no circle: a build lets go of its files at once, not when garbage is looked for

                def anew(*more: Any) -> _Made:
                    there = weak()
                    assert there is not None, "whoever asks holds it"
                    return cast(Callable[..., _Made], make)(there, *more)

                # straight into the dictionary: frozen owners take no attributes otherwise
                kept = owner.__dict__.setdefault(name, lru_cache(size)(anew))
            return cast(_Made, kept(*more))

        return cast(Callable[Concatenate[_Owner, _More], _Made], look)

    return declare
