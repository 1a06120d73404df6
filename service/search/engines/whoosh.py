"""Embedded Whoosh 2.7.4: term dictionary and stored passages in its segments, postings as arrays beside it.

Whoosh's own searcher takes a thousand times as long as arrays, and its writer most of a rebuild; so
it is given each term once, and its dictionary names the rows of the arrays. A build that has most passages of
the one before takes over its first segment and writes a second one with what is new; which passage is which
document of Whoosh, and which words of its dictionaries nothing has any more, are arrays too. Everything is mapped
into memory. Whoosh's files hold pickles: here only plain values and Whoosh's own records may be
unpickled, whatever a file says.
"""

import io
import json
import mmap
import os
import pickle
import shutil
from collections.abc import Container, Iterator, Sequence
from contextlib import closing
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import numpy as np
import whoosh.codec.whoosh3
import whoosh.columns
import whoosh.filedb.structfile
import whoosh.formats
import whoosh.index
from numpy.typing import NDArray
from whoosh.fields import STORED, FieldType, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.filedb.filetables import _lengths
from whoosh.filedb.structfile import BufferFile
from whoosh.formats import Existence
from whoosh.index import EmptyIndexError

from service.errors import IndexMissing, IndexRefused
from service.search import mapped
from service.search.columns import Columns, Numbers
from service.search.engine import Entries, Entry, entry
from service.search.progress import Progress, silent
from service.search.scoring import Arrays, InArrays

_NAME = "kawen"
#: A second segment is written when it has at most this share of all passages, and the first at most as much that is gone.
_SECOND = 1 / 16
_DOCUMENTS, _GONE = "documents.npy", "gone.npy"
#: Bytes before a word in its key: the number of its field, of which there is one.
_NUMBER = 2
#: How Whoosh notes where the words of a table are.
_PLACES = ("B", "H", "i", "I", "q")
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
    """Satisfies `search.engine.Engine`, and `search.standing.Keeps`."""

    taken_over = True

    def __init__(self, where: Path) -> None:
        try:
            reader = _Files(where).open_index(indexname=_NAME, schema=_schema()).reader()
            terms = _without(_terms(reader), np.load(where / _GONE, allow_pickle=False))
            self.entries = entries = _Stored(reader, np.load(where / _DOCUMENTS, allow_pickle=False))
            texts, postings, known = mapped.read(where, len(terms), len(entries))
            self._arrays = Arrays(entries, texts, terms, postings, known)
        except EmptyIndexError:
            raise IndexMissing(f"no index in {where}; run: kawen index build") from None
        except Exception as trouble:  # Whoosh raises everything on damaged files, even bare Exceptions
            raise IndexRefused(f"the index in {where} cannot be read ({trouble}); run: kawen index build") from None

    @staticmethod
    def build(where: Path, columns: Columns, *, base: Path | None = None, progress: Progress = silent) -> None:
        if base is None or columns.taken is None or not _continued(where, columns, columns.taken, base):
            index = whoosh.index.create_in(str(where), _schema(), indexname=_NAME)
            _write(index, columns, range(len(columns)), frozenset())
            _note(where, np.arange(len(columns)), [])
        mapped.write(where, columns)


# Segments ------------------------------------------------------------------------------------------


def _continued(where: Path, columns: Columns, taken: Numbers, base: Path) -> bool:
    """Write what the first segment of another build has not; False when too little of it is left to be worth it.

    What a second segment there had is written again with what is new, so that there are never three.
    """
    documents = np.load(base / _DOCUMENTS, allow_pickle=False)
    if not len(documents):
        return False
    with closing(_Files(base).open_index(indexname=_NAME, schema=_schema()).reader()) as reader:
        first, _ = reader.leaf_readers()[0]
        size, known = first.doc_count_all(), _words(first)
        there = frozenset(known)
    numbers = np.where(taken >= 0, documents[taken], size)
    new = np.flatnonzero(numbers >= size)
    gone = np.ones(size, np.bool_)
    gone[numbers[numbers < size]] = False
    if len(new) > len(columns) * _SECOND or gone.sum() > size * _SECOND:
        return False
    for path in base.glob(f"*{_NAME}_*"):  # copied, not linked: what befalls the one build leaves the other whole
        shutil.copyfile(path, where / path.name)
    index = whoosh.index.open_dir(str(where), indexname=_NAME, schema=_schema())
    added = _write(index, columns, new.tolist(), there, np.flatnonzero(gone).tolist())
    numbers[new] = size + np.arange(len(new))
    had, have = sorted({*known, *added}), frozenset(columns.terms)
    _note(where, numbers, [number for number, term in enumerate(had) if term not in have])
    return True


def _write(
    index: Any, columns: Columns, numbers: Sequence[int], known: Container[str], gone: Sequence[int] = ()
) -> list[str]:
    """A segment of some passages after the first of the index, whose `gone` documents are taken out; each word that is not
    `known` from there is given with the first passage that has it. Gives those words.
    """
    writer = index.writer(limitmb=64)
    for number in gone:
        writer.delete_document(number)
    first = columns.postings.docs[columns.postings.starts[:-1]].tolist()
    new: dict[int, list[str]] = {}
    for term, number in zip(columns.terms, first, strict=True):
        if term not in known:
            new.setdefault(number, []).append(term)
    for number in numbers:
        stored = json.dumps(columns.entries[number].as_json(), ensure_ascii=False, separators=(",", ":"))
        writer.add_document(terms=new.get(number, ()), entry=stored)
    writer.commit(mergetype=lambda _, segments: segments[:1])
    index.close()
    (Path(index.storage.folder) / f"{_NAME}_WRITELOCK").unlink(missing_ok=True)
    return [term for terms in new.values() for term in terms]


def _note(where: Path, documents: NDArray[Any], gone: Sequence[int]) -> None:
    np.save(where / _DOCUMENTS, documents.astype(np.int32), allow_pickle=False)
    np.save(where / _GONE, np.array(gone, np.int32), allow_pickle=False)


def _words(segment: Any) -> list[str]:
    """The words of a segment, all at once from its one table of keys: Whoosh itself makes seven calls for each."""
    if not segment.doc_count_all():
        return []
    table = segment._terms._tindex
    if not table.indexlen and table.startofdata == table.endofdata:
        return []  # its passages brought no new word
    if table.extras["indextype"] not in _PLACES or not table.indexlen:
        raise ValueError("its words are damaged")
    raw = np.frombuffer(table.dbfile._buf, np.uint8)
    kind = np.dtype(table.extras["indextype"]).newbyteorder(">")
    places = np.frombuffer(raw, kind, table.indexlen, table.indexbase).astype(np.int64)
    if not table.startofdata <= places.min() <= places.max() <= table.endofdata - _lengths.size:
        raise ValueError("its words are damaged")
    sizes = np.ascontiguousarray(raw[places[:, None] + np.arange(4)]).view(">i4")[:, 0].astype(np.int64)
    starts = places + _lengths.size + _NUMBER
    sizes -= _NUMBER
    if sizes.min() < 0 or (starts + sizes).max() > table.endofdata:
        raise ValueError("its words are damaged")
    ends = np.cumsum(sizes + 1)  # each with the byte behind it, where a line ends
    block = raw[np.arange(ends[-1]) + np.repeat(starts - ends + sizes + 1, sizes + 1)]
    block[ends - 1] = ord("\n")
    found: list[str] = block.tobytes().decode().split("\n")
    if len(found) != len(places) + 1:
        raise ValueError("its words are damaged")
    return found[:-1]


def _terms(reader: Any) -> list[str]:
    """All words of all segments, sorted."""
    first, *others = (_words(segment) for segment, _ in reader.leaf_readers())
    return sorted({*first, *(term for terms in others for term in terms)}) if others else first


def _without(terms: list[str], gone: NDArray[Any]) -> list[str]:
    """Without the words at some places."""
    if gone.dtype != np.int32 or gone.ndim != 1 or (len(gone) and not 0 <= gone.min() <= gone.max() < len(terms)):
        raise ValueError(f"{_GONE} holds something else")
    out = frozenset(gone.tolist())
    return [term for number, term in enumerate(terms) if number not in out] if out else terms


class _Stored(Entries):
    """Stored passages, each read when it is looked at; those looked at lately are kept."""

    def __init__(self, reader: Any, documents: NDArray[Any]) -> None:
        if documents.dtype != np.int32 or documents.ndim != 1:
            raise ValueError(f"{_DOCUMENTS} holds something else")
        if len(documents) and not 0 <= documents.min() <= documents.max() < reader.doc_count_all():
            raise ValueError("passages that are not there")
        self._documents = documents
        self._get = lru_cache(maxsize=_KEPT)(partial(_stored, reader))
        for segment, start in reader.leaf_readers():  # so that nothing of the readers is opened later
            if segment.doc_count_all():
                self._get(start)

    def __len__(self) -> int:
        return len(self._documents)

    def read(self, number: int) -> Entry:
        """The passage of a number."""
        return self._get(int(self._documents[number]))


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
