"""Facts, operators and word lists as one checked table, so that a start needs no TOML.

The table is named by what it was made from: the content of the sources and the shape of the nouns. It is JSON;
one that cannot be believed is made anew, and where nothing can be kept, the sources are read every time.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin

from service import __version__, folder, kept
from service.model import Country, Danger, Facet, Fact, Facts, Operator, Question, Source, Synonym, Words

#: Raised when what is written changes for the same nouns.
FORMAT = 2
_FOLDER, _QUESTIONS = "tables", "questions"
_ATTRIBUTES = "service.claims.attributes"
#: What is written, for the shape of a table to be part of its name.
_NOUNS = (Source, Fact, Operator, Facts, Words, Synonym, Country, Facet, Danger)

_Noun = TypeVar("_Noun", Facts, Words)


class Tables:
    """Facts and words of a corpus: from its table when there is a sound one, else from the sources.

    The sources are looked at at once; either half is read when it is first asked for, since a search wants no facts.
    BadCorpus then when the sources are wrong; a table is only made of sources that are right.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._key = key_of(root)
        body = kept.read(_FOLDER, self._key) if self._key else None
        self._words, _, self._facts = (body or b"").partition(b"\n")

    @cached_property
    def words(self) -> Words:
        """What editors know of the language."""
        found, self._words = _decoded(self._words, Words), b""
        return self._sources[1] if found is None else found

    @cached_property
    def facts(self) -> Facts:
        """Facts and operators."""
        found, self._facts = _decoded(self._facts, Facts), b""
        return self._sources[0] if found is None else found

    @cached_property
    def _sources(self) -> tuple[Facts, Words]:
        from service.corpus import facts as fact_files
        from service.corpus import words as word_files

        facts, words = fact_files.load(self._root), word_files.load(self._root)
        if self._key and self._key == key_of(self._root):  # nobody edited the sources while they were read
            kept.write(_FOLDER, self._key, _encoded(words) + b"\n" + _encoded(facts))
        return facts, words


def load(root: Path) -> tuple[Facts, Words]:
    """Both of them."""
    tables = Tables(root)
    return tables.facts, tables.words


def questions(root: Path) -> list[Question]:
    """The judged questions of a corpus, from a table of their own or its sources; BadCorpus when those are wrong."""
    from service.corpus import words as word_files

    shape = [(field.name, str(field.type)) for field in fields(Question)]
    key = _digest(root, ("questions",), repr((FORMAT, __version__, shape)))
    if key and (body := kept.read(_QUESTIONS, key)) is not None:
        try:
            return [Question(*row) for row in json.loads(body)]
        except (ValueError, TypeError):
            pass
    found = word_files.questions(root)
    if key and key == _digest(root, ("questions",), repr((FORMAT, __version__, shape))):
        rows = [[getattr(question, field.name) for field in fields(Question)] for question in found]
        kept.write(_QUESTIONS, key, json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode())
    return found


def key_of(root: Path) -> str | None:
    """What a table of these sources would be called; None when they cannot be read."""
    shape = [(noun.__name__, [(field.name, str(field.type)) for field in fields(noun)]) for noun in _NOUNS]
    return _digest(root, ("facts", "words"), repr((FORMAT, __version__, shape, folder.names(_ATTRIBUTES))))


def _digest(root: Path, parts: Iterable[str], shape: str) -> str | None:
    """Of a shape and the sources in some folders of a corpus; None when they cannot be read."""
    said = hashlib.sha256(shape.encode())
    try:
        for part in parts:
            for path in sorted((root / part).iterdir()):
                if path.suffix in (".toml", ".txt"):
                    content = hashlib.sha256(path.read_bytes()).hexdigest()
                    said.update(f"{part}/{path.name}\0{content}\n".encode(errors="surrogateescape"))
    except OSError:
        return None
    return said.hexdigest()


# Shape ---------------------------------------------------------------------------------------------


def _encoded(noun: Facts | Words) -> bytes:
    """A noun as a list in the order of its fields, in one line; sources, which many rows share, are written once."""
    sources: dict[Source, int] = {}
    row = _plain(noun, sources)
    shared = [[_plain(getattr(source, field.name), {}) for field in fields(Source)] for source in sources]
    return json.dumps([shared, row], ensure_ascii=False, separators=(",", ":")).encode()


def _plain(value: Any, sources: dict[Source, int]) -> Any:
    if isinstance(value, Source):
        return sources.setdefault(value, len(sources))
    if is_dataclass(value):
        return [_plain(getattr(value, field.name), sources) for field in fields(value)]
    if isinstance(value, Mapping):
        return {key: _plain(inner, sources) for key, inner in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain(inner, sources) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def _decoded(said: bytes, noun: type[_Noun]) -> _Noun | None:
    """What `_encoded` wrote; None when it is something else."""
    try:
        shared, row = json.loads(said)
        read = _noun(Source, [])
        found: _Noun = _noun(noun, [read(one) for one in shared])(row)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return None
    return found


def _noun(noun: Any, sources: list[Source]) -> Callable[[Any], Any]:
    """How a noun is read from the list of its fields."""
    readers = [_reader(field.type, sources) for field in fields(noun)]

    def read(row: Any) -> Any:
        return noun(*[make(value) if make else value for make, value in zip(readers, row, strict=True)])

    return read


def _reader(kind: Any, sources: list[Source]) -> Callable[[Any], Any] | None:
    """How a value of a field's type is read; None when JSON has it as it is."""
    outer, inner = get_origin(kind), get_args(kind)
    if kind is Source:
        return sources.__getitem__
    if is_dataclass(kind):
        return _noun(kind, sources)
    if date in inner:
        return _day
    if outer is frozenset:
        return frozenset
    if outer is tuple:
        return _all(_reader(inner[0], sources) if inner[-1] is Ellipsis else None)
    if outer is Mapping:
        return _each(_reader(inner[1], sources))
    return None


def _all(make: Callable[[Any], Any] | None) -> Callable[[Any], Any]:
    return (lambda values: tuple(map(make, values))) if make else tuple


def _each(make: Callable[[Any], Any] | None) -> Callable[[Any], Any]:
    return (lambda values: {key: make(value) for key, value in values.items()}) if make else dict


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None
