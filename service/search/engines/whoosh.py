"""Embedded Whoosh 2.7.4: term dictionary and stored passages in one segment, postings as arrays beside it.

Whoosh's own searcher takes a thousand times as long as arrays, and its writer most of a rebuild; so
it is given each term once, and its dictionary names the rows of the arrays. Everything is mapped
into memory. Whoosh's files hold pickles: here only plain values and Whoosh's own records may be
unpickled, whatever a file says.
"""

import io
import json
import mmap
import os
import pickle
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, overload

import whoosh.codec.whoosh3
import whoosh.columns
import whoosh.filedb.structfile
import whoosh.formats
import whoosh.index
from whoosh.fields import STORED, FieldType, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.filedb.structfile import BufferFile
from whoosh.formats import Existence
from whoosh.index import EmptyIndexError

from service.errors import IndexMissing, IndexRefused
from service.search import mapped
from service.search.columns import Columns
from service.search.engine import Entry, entry
from service.search.progress import Progress, silent
from service.search.scoring import Arrays, InArrays

_NAME = "kawen"
#: Passages that stay in memory once they were shown; a few kilobytes each.
_KEPT = 4096
#: All that Whoosh 2.7.4 itself writes; everything else a pickle could name is refused.
_SAFE = {
    ("whoosh.codec.whoosh3", "W3Codec"),
    ("whoosh.codec.whoosh3", "W3Segment"),
    ("array", "array"),
    ("array", "_array_reconstructor"),
    ("builtins", "set"),
    ("__builtin__", "set"),
    ("collections", "defaultdict"),
    ("builtins", "int"),
    ("__builtin__", "int"),
    ("_codecs", "encode"),
    ("builtins", "bytes"),
    ("__builtin__", "bytes"),
}


class Terms(FieldType):  # type: ignore[misc]
    """A field of ready terms: nothing is analysed, nothing but their being there is kept."""

    def __init__(self) -> None:
        self.format = Existence()
        self.analyzer = None
        self.vector = None
        self.scorable = True  # else Whoosh looks for a length file at every posting
        self.stored = False
        self.unique = False

    def index(self, value: Sequence[str], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """(term, frequency, weight, value) for each term, as Whoosh wants it."""
        return ((term.encode(), 1, 1.0, b"") for term in value)


def _schema() -> Schema:
    return Schema(terms=Terms(), entry=STORED())


class Engine(InArrays):
    """Satisfies `search.engine.Engine`."""

    def __init__(self, where: Path) -> None:
        try:
            reader = _Files(where).open_index(indexname=_NAME, schema=_schema()).reader()
            terms = [term.decode() for term in reader.lexicon("terms")]
            entries = _Entries(reader)
            texts, postings, known = mapped.read(where, len(terms), len(entries))
            self._arrays = Arrays(entries, texts, terms, postings, known)
        except EmptyIndexError:
            raise IndexMissing(f"no index in {where}; run: kawen index build") from None
        except Exception as trouble:  # Whoosh raises everything on damaged files, even bare Exceptions
            raise IndexRefused(f"the index in {where} cannot be read ({trouble}); run: kawen index build") from None

    @staticmethod
    def build(where: Path, columns: Columns, *, base: Path | None = None, progress: Progress = silent) -> None:
        index = whoosh.index.create_in(str(where), _schema(), indexname=_NAME)
        writer = index.writer(limitmb=64)
        first = columns.postings.docs[columns.postings.starts[:-1]].tolist()
        new: dict[int, list[str]] = {}
        for term, number in zip(columns.terms, first, strict=True):
            new.setdefault(number, []).append(term)
        for number, passage in enumerate(columns.entries):
            stored = json.dumps(passage.as_json(), ensure_ascii=False, separators=(",", ":"))
            writer.add_document(terms=new.get(number, ()), entry=stored)
        writer.commit(optimize=True)
        index.close()
        (where / f"{_NAME}_WRITELOCK").unlink(missing_ok=True)
        mapped.write(where, columns)


class _Entries(Sequence[Entry]):
    """Stored passages, each read when it is looked at; those looked at lately are kept."""

    def __init__(self, reader: Any) -> None:
        self._count: int = reader.doc_count_all()
        self._get = lru_cache(maxsize=_KEPT)(partial(_stored, reader))
        if self._count:
            self._get(0)  # so that nothing of the reader is opened later

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> Entry: ...
    @overload
    def __getitem__(self, at: slice) -> list[Entry]: ...
    def __getitem__(self, at: int | slice) -> Entry | list[Entry]:
        if isinstance(at, slice):
            return [self._get(number) for number in range(*at.indices(self._count))]
        return self._get(at)


def _stored(reader: Any, number: int) -> Entry:
    try:
        return entry(json.loads(reader.stored_fields(number)["entry"]))
    except Exception as trouble:  # of a damaged file, whatever Whoosh, zlib or a pickle make of it
        raise IndexRefused(f"passage {number} cannot be read ({trouble}); run: kawen index build") from None


# Files ---------------------------------------------------------------------------------------------


class _Files(RamStorage):  # type: ignore[misc]
    """The files of an index, mapped: Whoosh leaks the handles of files it fails to read, and copies the others."""

    def __init__(self, where: Path) -> None:
        super().__init__()
        for path in where.glob(f"*{_NAME}_*"):
            with path.open("rb") as file:
                empty = not os.fstat(file.fileno()).st_size
                self.files[path.name] = b"" if empty else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def open_file(self, name: str, **_: Any) -> "_Mapped":
        if name not in self.files:
            raise NameError(name)
        return _Mapped(memoryview(self.files[name]), name)


class _Mapped(BufferFile):  # type: ignore[misc]
    """A part of a mapped file, without a copy of it."""

    def __init__(self, part: memoryview, name: str | None = None) -> None:
        super().__init__(b"", name=name)
        self._buf = part
        self.file = io.BufferedReader(_Window(part))

    def subset(self, position: int, length: int, name: str | None = None) -> "_Mapped":
        return _Mapped(self._buf[position : position + length], name or self._name)


class _Window(io.RawIOBase):
    """Reads a memoryview as a file."""

    def __init__(self, part: memoryview) -> None:
        self._part, self._at = part, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: len(self._part)}[whence]
        if base + offset < 0:
            raise ValueError("a place before the file")
        self._at = base + offset
        return self._at

    def readinto(self, into: Any) -> int:
        found = self._part[self._at : self._at + len(into)]
        into[: len(found)] = found
        self._at += len(found)
        return len(found)


# Pickles -------------------------------------------------------------------------------------------


class _Unpickler(pickle.Unpickler):
    """Knows a handful of record types and no functions."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _SAFE:
            raise pickle.UnpicklingError(f"{module}.{name} has no place in an index")
        return super().find_class(module, name)


def _load(file: Any) -> Any:
    return _Unpickler(file).load()


def _loads(data: bytes) -> Any:
    return _Unpickler(io.BytesIO(data)).load()


class _Pickle:
    """Stands in for the module `pickle` inside `whoosh.index`."""

    loads = staticmethod(_loads)
    dumps = staticmethod(pickle.dumps)
    PicklingError = pickle.PicklingError


whoosh.filedb.structfile.load_pickle = _load
whoosh.codec.whoosh3.loads = _loads
whoosh.columns.loads = _loads
whoosh.formats.loads = _loads
whoosh.index.pickle = _Pickle
