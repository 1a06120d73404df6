"""Lists in pieces: a cursor names the last one given out, so that nothing is twice or left out when the list changes."""

import base64
import binascii
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from service.errors import BadInput

Row = TypeVar("Row")
_PARTS = "\n"


@dataclass(frozen=True, slots=True)
class Piece(Generic[Row]):
    """A piece of a list, how long the whole list is, and the cursor of the next piece."""

    rows: Sequence[Row]
    total: int
    next: str | None


def piece(rows: Sequence[Row], key: Callable[[Row], tuple[str, ...]], limit: int, cursor: str | None) -> Piece[Row]:
    """At most `limit` rows after the cursor, of rows that rise by key; BadInput for a cursor nobody gave out."""
    length = len(key(rows[0])) if rows else None
    begin = bisect_right(rows, _opened(cursor, length), key=key) if cursor else 0
    shown = rows[begin : begin + limit]
    more = begin + limit < len(rows)
    return Piece(shown, len(rows), _closed(key(shown[-1])) if more else None)


def _closed(key: tuple[str, ...]) -> str:
    return base64.urlsafe_b64encode(_PARTS.join(key).encode()).decode().rstrip("=")


def _opened(cursor: str, length: int | None) -> tuple[str, ...]:
    try:
        raw = cursor.encode("ascii")
        key = tuple(base64.b64decode(raw + b"=" * (-len(raw) % 4), b"-_", validate=True).decode().split(_PARTS))
    except (ValueError, binascii.Error):
        key = ()
    if not key or _closed(key) != cursor or length not in (None, len(key)):
        raise BadInput("cursor is not one that this list has given out; leave it away to begin at the top")
    return key
