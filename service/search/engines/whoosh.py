"""Embedded Whoosh 2.7.4: term dictionary, postings and stored passages in one segment.

Postings carry finished weights and are read once into arrays when the index is opened, because
Whoosh's own searcher takes a thousand times as long; nothing stays open afterwards. Whoosh's files
hold pickles: here only plain values and Whoosh's own records may be unpickled, whatever a file says.
"""

import io
import json
import pickle
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import whoosh.codec.whoosh3
import whoosh.columns
import whoosh.filedb.structfile
import whoosh.formats
import whoosh.index
from whoosh.fields import STORED, FieldType, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.formats import Existence
from whoosh.index import EmptyIndexError

from service.errors import IndexMissing, IndexRefused
from service.search.engine import Doc, entry
from service.search.scoring import Arrays, InArrays

_NAME = "kawen"
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


class Weighted(FieldType):  # type: ignore[misc]
    """A field whose value is a mapping from term to finished weight; nothing is analysed."""

    def __init__(self) -> None:
        self.format = Existence()
        self.analyzer = None
        self.vector = None
        self.scorable = True  # else Whoosh looks for a length file at every posting
        self.stored = False
        self.unique = False

    def index(self, value: dict[str, float], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """(term, frequency, weight, value) for each term, as Whoosh wants it."""
        return ((term.encode(), 1, weight, b"") for term, weight in sorted(value.items()))


def _schema() -> Schema:
    return Schema(terms=Weighted(), entry=STORED(), folded=STORED())


class Engine(InArrays):
    """Satisfies `search.engine.Engine`."""

    def __init__(self, where: Path) -> None:
        try:
            index = _in_memory(where).open_index(indexname=_NAME, schema=_schema())
            self._arrays = _read(index.reader())
        except EmptyIndexError:
            raise IndexMissing(f"no index in {where}; run: kawen index build") from None
        except Exception as trouble:  # Whoosh raises everything on damaged files, even bare Exceptions
            raise IndexRefused(f"the index in {where} cannot be read ({trouble}); run: kawen index build") from None

    @staticmethod
    def build(where: Path, docs: Iterable[Doc]) -> None:
        index = whoosh.index.create_in(str(where), _schema(), indexname=_NAME)
        writer = index.writer(limitmb=64)
        for doc in docs:
            stored = json.dumps(doc.entry.as_json(), ensure_ascii=False)
            writer.add_document(terms=dict(doc.weights), entry=stored, folded=doc.folded)
        writer.commit(optimize=True)
        index.close()
        (where / f"{_NAME}_WRITELOCK").unlink(missing_ok=True)


def _in_memory(where: Path) -> RamStorage:
    """The files of an index as bytes: Whoosh leaks the handles of files it fails to read."""
    storage = RamStorage()
    for path in where.glob(f"*{_NAME}_*"):
        storage.files[path.name] = path.read_bytes()
    return storage


def _read(reader: Any) -> Arrays:
    stored = [reader.stored_fields(number) for number in range(reader.doc_count_all())]
    postings = {}
    for term in reader.lexicon("terms"):
        numbers, weights = [], []
        matcher = reader.postings("terms", term)
        while matcher.is_active():
            numbers.append(matcher.id())
            weights.append(matcher.weight())
            matcher.next()
        postings[term.decode()] = (np.array(numbers, np.int32), np.array(weights, np.float32))
    return Arrays([entry(json.loads(s["entry"])) for s in stored], [s["folded"] for s in stored], postings)


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
