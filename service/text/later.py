"""Patterns that are compiled when a text first needs them: dozens at start-up would cost every short run."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Later:
    """A pattern with the methods of `re.Pattern` that are used; its source is checked when first compiled."""

    source: str

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.source)

    def search(self, text: str, low: int = 0, high: int | None = None) -> re.Match[str] | None:
        """The first match in `text[low:high]`."""
        return self._compiled.search(text, low, len(text) if high is None else high)

    def match(self, text: str, low: int = 0) -> re.Match[str] | None:
        """The match that begins at `low`."""
        return self._compiled.match(text, low)

    def finditer(self, text: str, low: int = 0, high: int | None = None) -> Iterator[re.Match[str]]:
        """All matches in `text[low:high]`, from left to right."""
        return self._compiled.finditer(text, low, len(text) if high is None else high)

    def findall(self, text: str) -> list[str]:
        """The texts of all matches."""
        return [found[0] for found in self.finditer(text)]
