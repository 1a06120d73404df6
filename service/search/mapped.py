"""Columns as files: written at build, mapped into memory by readers, so that workers share one copy."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from service.search.columns import Columns, Postings, Sorts

_POSTINGS = ("starts", "docs", "impacts", "tops")
_SORTS = ("article", "order", "verdict", "facets")
_NAMES = "names.json"


class Texts(Sequence[str]):
    """Texts in one block of UTF-8; each is decoded when it is looked at."""

    def __init__(self, block: NDArray[np.uint8], ends: NDArray[np.int64]) -> None:
        self.block, self.ends = block, ends
        self._data = np.ascontiguousarray(block).data

    @staticmethod
    def of(texts: Sequence[str]) -> "Texts":
        """The same texts in one block."""
        if isinstance(texts, Texts):
            return texts
        said = [text.encode() for text in texts]
        ends = np.cumsum(np.array([len(text) for text in said], np.int64))
        return Texts(np.frombuffer(b"".join(said), np.uint8), ends)

    def __len__(self) -> int:
        return len(self.ends)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        start = int(self.ends[at - 1]) if at else 0
        return str(self._data[start : int(self.ends[at])], "utf-8")


def write(where: Path, columns: Columns) -> None:
    """Everything but terms and entries; the manifest makes all files of a build durable at once."""
    texts, known = Texts.of(columns.folded), columns.sorts
    _save(where, "texts", texts.block)
    _save(where, "ends", texts.ends)
    for name in _POSTINGS:
        _save(where, name, getattr(columns.postings, name))
    for name in _SORTS:
        _save(where, name, getattr(known, name))
    with (where / _NAMES).open("w", encoding="utf-8") as file:
        json.dump({"facets": known.values, "articles": known.articles}, file, ensure_ascii=False)


def read(where: Path, terms: int, passages: int) -> tuple[Texts, Postings, Sorts]:
    """What `write` wrote; ValueError or OSError when it does not fit so many terms and passages."""
    postings = Postings(*(_load(where, name, type) for name, type in zip(_POSTINGS, "qiHf", strict=True)))
    postings.check(terms, passages)
    texts, known = stored(where, passages)
    return texts, postings, known


def stored(where: Path, passages: int) -> tuple[Texts, Sorts]:
    """The same without the postings."""
    names = json.loads((where / _NAMES).read_text(encoding="utf-8"))
    values = [(str(field), str(value)) for field, value in names["facets"]]
    article, order, verdict, facets = (_load(where, name, type) for name, type in zip(_SORTS, "iiiB", strict=True))
    known = Sorts(article, order, verdict, facets, values, [str(id) for id in names["articles"]])
    known.check(passages)
    block, ends = _load(where, "texts", "B"), _load(where, "ends", "q")
    if len(ends) != passages or (np.diff(ends, prepend=0) < 0).any() or (passages and ends[-1] != len(block)):
        raise ValueError("the texts do not fit the passages")
    return Texts(block, ends), known


def _save(where: Path, name: str, array: NDArray[Any]) -> None:
    np.save(where / f"{name}.npy", array, allow_pickle=False)


def _load(where: Path, name: str, type: str) -> NDArray[Any]:
    path = where / f"{name}.npy"
    try:
        found: NDArray[Any] = np.load(path, mmap_mode="r", allow_pickle=False)
    except ValueError:
        found = np.load(path, allow_pickle=False)  # an empty file cannot be mapped
    if found.dtype != np.dtype(type) or found.ndim != (2 if name == "facets" else 1):
        raise ValueError(f"{path.name} holds something else")
    return np.asarray(found)
