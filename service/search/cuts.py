"""Folding and cutting, the dear part of a build that depends on nothing but one text."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Protocol

from service.search import analysis, suggest
from service.search.engine import Entry
from service.search.lexicon import Lexicon
from service.text.normalise import fold


class Cutter(Protocol):
    """Pure functions of their text; one that remembers them gives the same build as one that does not."""

    def each(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The entries one by one; their texts are best asked for before the next is taken."""

    def fold(self, text: str) -> str:
        """Folded text."""

    def terms(self, folded: str) -> Counter[str]:
        """The index terms of folded text with their counts."""

    def spoken(self, heading: str) -> list[str]:
        """What readers may type by sound of a heading; see `suggest.spoken`."""


class Afresh:
    """Works everything out anew."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def each(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """See `Cutter.each`."""
        return iter(entries)

    def fold(self, text: str) -> str:
        """See `Cutter.fold`."""
        return fold(text)

    def terms(self, folded: str) -> Counter[str]:
        """See `Cutter.terms`."""
        return analysis.terms(folded, self._lexicon)

    def spoken(self, heading: str) -> list[str]:
        """See `Cutter.spoken`."""
        return suggest.spoken(fold(heading), self._lexicon)
