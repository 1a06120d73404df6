"""Facts, operators and word lists as one checked table, so that a start needs no TOML.

The table is named by what it was made from: the content of the sources and the shape of the nouns. It is JSON;
one that cannot be believed is made anew, and where nothing can be kept, the sources are read every time.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args, get_origin

from service import __version__, folder, kept
from service.model import Country, Danger, Facet, Fact, Facts, Operator, Source, Synonym, Words

#: Raised when what is written changes for the same nouns.
FORMAT = 1
_FOLDER = "tables"
_ATTRIBUTES = "service.claims.attributes"
#: What is written, for the shape of a table to be part of its name.
_NOUNS = (Source, Fact, Operator, Facts, Words, Synonym, Country, Facet, Danger)


def load(root: Path) -> tuple[Facts, Words]:
    """Facts and words of a corpus: from its table when there is a sound one, else from the sources.

    BadCorpus when the sources are wrong; a table is only made of sources that are right.
    """
    key = key_of(root)
    if key and (body := kept.read(_FOLDER, key)) is not None and (found := _decoded(body)) is not None:
        return found
    from service.corpus import facts as fact_files
    from service.corpus import words as word_files

    facts, words = fact_files.load(root), word_files.load(root)
    if key and key == key_of(root):  # nobody edited the sources while they were read
        kept.write(_FOLDER, key, _encoded(facts, words))
    return facts, words


def key_of(root: Path) -> str | None:
    """What a table of these sources would be called; None when they cannot be read."""
    shape = [(noun.__name__, [(field.name, str(field.type)) for field in fields(noun)]) for noun in _NOUNS]
    said = hashlib.sha256(repr((FORMAT, __version__, shape, folder.names(_ATTRIBUTES))).encode())
    try:
        for part in ("facts", "words"):
            for path in sorted((root / part).iterdir()):
                if path.suffix in (".toml", ".txt"):
                    content = hashlib.sha256(path.read_bytes()).hexdigest()
                    said.update(f"{part}/{path.name}\0{content}\n".encode(errors="surrogateescape"))
    except OSError:
        return None
    return said.hexdigest()


# Shape ---------------------------------------------------------------------------------------------


def _encoded(facts: Facts, words: Words) -> bytes:
    """The nouns as lists in the order of their fields; sources, which many rows share, are written once."""
    sources: dict[Source, int] = {}
    rows = [_plain(facts, sources), _plain(words, sources)]
    shared = [[_plain(getattr(source, field.name), {}) for field in fields(Source)] for source in sources]
    return json.dumps([shared, *rows], ensure_ascii=False, separators=(",", ":")).encode()


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


def _decoded(body: bytes) -> tuple[Facts, Words] | None:
    """What `_encoded` wrote; None when it is something else."""
    try:
        shared, facts, words = json.loads(body)
        read = _noun(Source, [])
        sources = [read(row) for row in shared]
        return _noun(Facts, sources)(facts), _noun(Words, sources)(words)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return None


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
