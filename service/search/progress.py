"""How far a rebuild is: told step by step to whoever wants to know."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

#: Called with a step's name, how many of its items are done, and how many there are (0: it has none to count).
Progress = Callable[[str, int, int], None]
_Item = TypeVar("_Item")


def silent(step: str, done: int, total: int) -> None:
    """Tell nobody."""


def counted(items: Sequence[_Item], step: str, progress: Progress) -> Iterator[_Item]:
    """The items one by one; each is told of once it has been dealt with."""
    progress(step, 0, len(items))
    for number, item in enumerate(items, 1):
        yield item
        progress(step, number, len(items))
