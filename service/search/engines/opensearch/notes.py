"""What a build keeps in its folder: the vocabulary with what all passages decide together, and which passages there are.

With it a question is understood without asking the cluster, and a passage is scored as if all were here.
"""

import json
import re
from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from service.search.columns import Columns
from service.search.engines.opensearch.mapping import SHAPE
from service.search.outside import NOTE
from service.search.weigh import FIELDS, rarity

_ENGINE = "opensearch"
_TERMS = "terms.json"
#: No wildcard, no list, no path.
_INDEX = re.compile(r"[a-z0-9][a-z0-9-]{0,200}")
_ARRAYS = {"having": np.dtype("i4"), "tops": np.dtype("f4"), "keys": np.dtype("i8")}


@dataclass(frozen=True, slots=True)
class Place:
    """Which index a build is. `averages` are those that the weights in it were made with, by field."""

    index: str
    token: str
    averages: dict[str, float]
    lengths: dict[str, float]
    shape: int = SHAPE
    engine: str = _ENGINE

    @property
    def drift(self) -> float:
        """By how much, as a share, a weight in the index may be off because fields are longer or shorter by now."""
        pairs = [(self.averages[name], self.lengths[name]) for name in FIELDS]
        return max(
            (max(then / now, now / then) - 1 if then > 0 and now > 0 else float(then != now) for then, now in pairs),
            default=0.0,
        )


class Notes:
    """Everything of the folder; ValueError, KeyError or OSError when it is not as it was written."""

    def __init__(self, where: Path) -> None:
        self.place = place_of(where)
        terms = json.loads((where / _TERMS).read_text(encoding="utf-8"))
        having, tops, keys = (_load(where, name) for name in _ARRAYS)
        if not isinstance(terms, list) or not all(isinstance(term, str) for term in terms):
            raise ValueError("the vocabulary is no list of terms")
        if len(having) != len(terms) or len(tops) != len(terms) or terms != sorted(set(terms)):
            raise ValueError("the terms do not fit what is known of them")
        if len(terms) and (having.min() < 1 or having.max() > len(keys) or not (np.isfinite(tops) & (tops > 0)).all()):
            raise ValueError("terms that no passage can have")
        self.terms: list[str] = terms
        self.numbers = {term: number for number, term in enumerate(terms)}
        self.having = having.tolist()
        self.tops = tops
        self.size = len(keys)
        self.keys = keys
        self._order = np.argsort(keys, kind="stable")
        self._sorted = keys[self._order]
        if (np.diff(self._sorted) == 0).any():
            raise ValueError("two passages have one key")
        self.rarity = rarity(self.size, having).tolist() if len(terms) else []

    def number(self, key: int) -> int:
        """The place of a passage among all; ValueError when it is not one of this build."""
        at = int(np.searchsorted(self._sorted, key))
        if at == self.size or self._sorted[at] != key:
            raise ValueError(f"passage {key_name(key)} is not one of this build")
        return int(self._order[at])

    def beginning(self, prefix: str) -> list[str]:
        """The terms that begin so; 100 is not the beginning of 1000."""
        start, end = bisect_left(self.terms, prefix), bisect_left(self.terms, prefix + "\U0010ffff")
        found = self.terms[start:end]
        if prefix[-1:].isdigit():
            return [term for term in found if not term[len(prefix) : len(prefix) + 1].isdigit()]
        return found


def key_name(key: int) -> str:
    """The id of the document with a key."""
    return format(key & 0xFFFF_FFFF_FFFF_FFFF, "016x")


def key_of(name: str) -> int:
    """The key of the document with an id; ValueError when it is not one of ours."""
    found = int(name, 16)
    return found - (1 << 64) if found >= 1 << 63 else found


def write(where: Path, place: Place, columns: Columns, keys: NDArray[np.int64]) -> None:
    """Everything but the note of where it is, which is there before anything else."""
    (where / _TERMS).write_text(json.dumps(list(columns.terms), ensure_ascii=False), encoding="utf-8")
    having = np.diff(columns.postings.starts).astype(np.int32)
    for name, array in (("having", having), ("tops", columns.postings.tops), ("keys", keys)):
        np.save(where / f"{name}.npy", array, allow_pickle=False)
    note(where, place)


def note(where: Path, place: Place) -> None:
    """Say where the passages of a build are."""
    said = {name: getattr(place, name) for name in Place.__slots__}
    (where / NOTE).write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")


def place_of(where: Path) -> Place:
    """What `note` wrote; FileNotFoundError without it, ValueError or TypeError when it says something else."""
    said: Any = json.loads((where / NOTE).read_text(encoding="utf-8"))
    if not isinstance(said, dict):
        raise ValueError("the note of where the passages are is no table")
    place = Place(**said)
    if place.engine != _ENGINE or place.shape != SHAPE:
        raise ValueError("it notes passages of another engine or shape")
    if not (isinstance(place.token, str) and _INDEX.fullmatch(place.index)):
        raise ValueError("it does not say which index holds the passages")
    for lengths in (place.averages, place.lengths):
        if set(lengths) != set(FIELDS) or not all(isinstance(n, float) and 0 <= n < 1e9 for n in lengths.values()):
            raise ValueError("lengths of fields that are none")
    return place


def keys_of(where: Path) -> NDArray[np.int64]:
    """The keys of all passages of a build, in order."""
    return _load(where, "keys")


def _load(where: Path, name: str) -> NDArray[Any]:
    found: NDArray[Any] = np.load(where / f"{name}.npy", allow_pickle=False)
    if found.dtype != _ARRAYS[name] or found.ndim != 1:
        raise ValueError(f"{name}.npy holds something else")
    return found
