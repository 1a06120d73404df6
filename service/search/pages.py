"""The articles of a build as they are shown: one JSON text a line, each read when it is looked at.

The first line lists their ids. What is shown of an article is some ten kilobytes, and most are never asked for.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from service.errors import IndexRefused

Page = dict[str, Any]


class Pages(Mapping[str, Page]):
    """Pages by the id of their article, in their order; ValueError when the file is no such table."""

    def __init__(self, path: Path) -> None:
        first, *lines = path.read_bytes().split(b"\n")
        ids = json.loads(first)
        if not isinstance(ids, list) or not all(isinstance(id, str) for id in ids):
            raise ValueError("the articles have no ids")
        if len(lines) != len(ids) + 1 or lines.pop():
            raise ValueError("the articles do not fit their ids")
        self._path, self.ids, self.lines = path, ids, lines
        self._places = {id: place for place, id in enumerate(ids)}
        self._read: dict[str, Page] = {}

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __contains__(self, id: object) -> bool:
        return id in self._places

    def __getitem__(self, id: str) -> Page:
        found = self._read.get(id)
        if found is None:
            found = self._read[id] = self._page(id, self.lines[self._places[id]])
        return found

    def _page(self, id: str, line: bytes) -> Page:
        try:
            page = json.loads(line)
        except (ValueError, RecursionError):
            page = None
        if not isinstance(page, dict) or page.get("id") != id:
            raise IndexRefused(f"{self._path} is damaged (the article {id}); run: kawen index build")
        return page


def line(page: Mapping[str, object]) -> bytes:
    """A page as it is written."""
    return json.dumps(page, ensure_ascii=False).encode("utf-8", "surrogatepass")


def write(path: Path, ids: Sequence[str], lines: Iterable[bytes]) -> None:
    """A file that `Pages` reads."""
    path.write_bytes(b"\n".join([json.dumps(ids, ensure_ascii=False).encode(), *lines, b""]))
