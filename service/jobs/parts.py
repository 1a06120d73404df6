"""What was worked out of each article, kept beside the builds by content hash, for the next build to reuse.

Everything here is a pure function of what its key is the hash of, so a build that reuses it is the
build that would have been made without it. It may be lost or damaged at any time: then it is worked
out again. SQLite from the standard library, because a killed builder must leave it readable.
"""

import contextlib
import hashlib
import json
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields
from itertools import groupby
from pathlib import Path
from typing import Any

from service.errors import IndexTrouble
from service.search import analysis, manifest, suggest
from service.search.engine import Entry
from service.search.lexicon import Lexicon
from service.text.normalise import fold

FILE = "parts.sqlite"
_SUM = 8
#: Raised when what is kept changes shape.
_VERSION = 1


def digest(*parts: str | bytes) -> bytes:
    """A key: 128 bits over all parts and where each of them ends."""
    found = hashlib.blake2b(digest_size=16)
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(len(raw).to_bytes(8, "big") + raw)
    return found.digest()


class Parts:
    """A table from key to value that forgets what the last build did not use; without `reuse` it only remembers.

    `lost` says why nothing more is kept: a full disk, a damaged file. The build goes on without.
    """

    def __init__(self, root: Path, *, reuse: bool) -> None:
        self._reuse = reuse
        self._used: set[bytes] = set()
        self.lost: str | None = None
        self._table: sqlite3.Connection | None = None
        for again in (True, False):
            try:
                self._table = _table(root / FILE)
                return
            except (sqlite3.Error, OSError) as trouble:
                self.lost = str(trouble)
                if again:
                    with contextlib.suppress(OSError):
                        (root / FILE).unlink(missing_ok=True)
                        self.lost = None

    def get(self, key: bytes) -> Any:
        """What was put under the key, or None; never anything else."""
        if self._table is None or not self._reuse:
            return None
        try:
            value = _value(self._table, key)
        except (sqlite3.Error, zlib.error, ValueError, TypeError) as trouble:
            self._lose(trouble)
            return None
        if value is not None:
            self._used.add(key)
        return value

    def keep(self, keys: Iterable[bytes]) -> None:
        """What stands under these keys is still of use, although nobody asks for it now."""
        self._used.update(keys)

    def put(self, key: bytes, value: Any) -> None:
        """Keep a JSON-able value."""
        if self._table is None:
            return
        self._used.add(key)
        packed = zlib.compress(json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass"), 1)
        try:
            self._table.execute("insert or replace into part values (?, ?)", (key, digest(key, packed)[:_SUM] + packed))
        except sqlite3.Error as trouble:
            self._lose(trouble)

    def forget(self) -> None:
        """Drop what was put since this was opened: it may not be what its key says."""
        if self._table is not None:
            with contextlib.suppress(sqlite3.Error):
                self._table.rollback()

    def close(self, *, whole: bool) -> None:
        """Make it durable; `whole` when everything still of use has been asked for, so that the rest may go."""
        if self._table is None:
            return
        table, self._table = self._table, None
        try:
            if whole:
                keys = [row[0] for row in table.execute("select key from part")]
                table.executemany("delete from part where key = ?", ((k,) for k in keys if k not in self._used))
            table.commit()
        except sqlite3.Error as trouble:
            self.lost = str(trouble)
        finally:
            table.close()

    def _lose(self, trouble: Exception) -> None:
        self.lost = str(trouble)
        if isinstance(trouble, sqlite3.Error) and self._table is not None:
            with contextlib.suppress(sqlite3.Error):
                self._table.close()
            self._table = None


def _table(path: Path) -> sqlite3.Connection:
    if path.exists():
        manifest.refuse_writable(path)
    table = sqlite3.connect(path, timeout=0, isolation_level="DEFERRED", check_same_thread=False)
    try:
        table.execute("pragma synchronous = normal")
        if table.execute("pragma user_version").fetchone()[0] != _VERSION:
            table.execute("drop table if exists part")
            table.execute(f"pragma user_version = {_VERSION}")
        table.execute("create table if not exists part (key blob primary key, value blob) without rowid")
        table.execute("select key from part limit 1").fetchone()
    except BaseException:
        table.close()
        raise
    return table


def _value(table: sqlite3.Connection, key: bytes) -> Any:
    """What stands whole under the key, or None; else what SQLite, zlib or JSON raise."""
    row = table.execute("select value from part where key = ?", (key,)).fetchone()
    raw = row[0] if row else b""
    if raw[:_SUM] != digest(key, raw[_SUM:])[:_SUM]:
        return None
    return json.loads(zlib.decompress(raw[_SUM:]))


def peek(root: Path, key: bytes) -> Any:
    """What was put under the key, or None, for who holds no lock: nothing is written, mended or waited for."""
    try:
        manifest.refuse_writable(root / FILE)
        with contextlib.closing(
            sqlite3.connect(f"{(root / FILE).resolve().as_uri()}?mode=ro", uri=True, timeout=0)
        ) as table:
            return _value(table, key)
    except (sqlite3.Error, zlib.error, ValueError, TypeError, OSError, IndexTrouble):
        return None


@contextlib.contextmanager
def remembered(root: Path, *, reuse: bool) -> Iterator[Parts]:
    """Parts for one build; what was worked out is kept even if the build is refused."""
    parts, whole = Parts(root, reuse=reuse), False
    try:
        yield parts
        whole = True
    finally:
        parts.close(whole=whole)


class Remembering:
    """A `Cutter` that looks up what it has cut before: one row an article, found by the article's passages."""

    def __init__(self, parts: Parts, context: bytes, lexicon: Lexicon) -> None:
        self._parts, self._lexicon = parts, lexicon
        self._context = digest("cut", context, *(json.dumps(getattr(lexicon, f.name)) for f in fields(lexicon)))
        self._row: dict[str, Any] = {}
        self._new = False
        #: By article, the key its row is remembered under.
        self.keys: dict[str, bytes] = {}

    def each(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """See `Cutter.each`; what is asked between two articles is remembered with the first."""
        for article, passages in groupby(entries, key=lambda entry: entry.article):
            together = list(passages)
            said = (part for e in together for part in (e.title, e.section, "\n".join(e.path), e.body))
            key = digest(self._context, *said)
            self.keys[article] = key
            found = self._parts.get(key)
            self._row, self._new = (found, False) if isinstance(found, dict) else ({}, True)
            yield from together
            if self._new:
                self._parts.put(key, self._row)

    def fold(self, text: str) -> str:
        """See `Cutter.fold`."""
        key = "f" + digest(text).hex()
        folded = self._row.get(key)
        if not isinstance(folded, str):
            folded = self._row[key] = fold(text)
            self._new = True
        return folded

    def terms(self, folded: str) -> Counter[str]:
        """See `Cutter.terms`."""
        key = "t" + digest(folded).hex()
        counts = self._row.get(key)
        if not isinstance(counts, dict):
            counts = self._row[key] = analysis.terms(folded, self._lexicon)
            self._new = True
        return Counter(counts)

    def spoken(self, heading: str) -> list[str]:
        """See `Cutter.spoken`."""
        key = "s" + digest(heading).hex()
        words = self._row.get(key)
        if not isinstance(words, list):
            words = self._row[key] = suggest.spoken(self.fold(heading), self._lexicon)
            self._new = True
        return words
