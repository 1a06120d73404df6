"""Facts, operators and word lists as one checked table, so that a start needs no TOML.

The table lies in the user's cache folder under a name made of what it was made from: the content of the
sources and the shape of the nouns. It is JSON behind a checksum. One that is damaged, half written, of
another version or not our own is made anew; where nothing can be written, the sources are read every time.
"""

import hashlib
import json
import os
import secrets
import stat
from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from service import __version__, folder
from service.corpus import facts as fact_files
from service.corpus import words as word_files
from service.model import Country, Facet, Fact, Facts, Operator, Source, Synonym, Words

#: Raised when what is written changes for the same nouns.
FORMAT = 1
#: Tables of other corpora and of older states that are kept beside the newest.
KEPT = 8
#: Bytes; a larger table is none of ours.
LARGEST = 64_000_000
_MAGIC = b"kawen table\n"
_ATTRIBUTES = "service.claims.attributes"
_NOUNS = (Source, Fact, Operator, Words, Synonym, Country, Facet)
_ABANDONED = 3600


def load(root: Path) -> tuple[Facts, Words]:
    """Facts and words of a corpus: from its table when there is a sound one, else from the sources.

    BadCorpus when the sources are wrong; a table is only made of sources that are right.
    """
    key = _key(root)
    place = _place(key) if key else None
    if key and place and (body := _read(place, key)) is not None and (found := _decoded(body)) is not None:
        return found
    facts, words = fact_files.load(root), word_files.load(root)
    if key and place and key == _key(root):  # nobody edited the sources while they were read
        _write(place, key, _encoded(facts, words))
    return facts, words


def _key(root: Path) -> str | None:
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


def _place(key: str) -> Path | None:
    """The file of a table; None without a home."""
    from platformdirs import user_cache_path

    try:
        return user_cache_path("kawen") / "tables" / f"{key[:32]}.json"
    except RuntimeError:  # no home folder can be found
        return None


def _read(place: Path, key: str) -> bytes | None:
    """The body of a table, once it is known to be whole and our own."""
    try:
        descriptor = os.open(place, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as file:
            if not _ours(os.fstat(descriptor)):
                return None
            raw = file.read(LARGEST + 1)
    except OSError:
        return None
    body = raw[len(_head(key, b"")) :]
    return body if len(raw) <= LARGEST and raw.startswith(_head(key, body)) else None


def _ours(state: os.stat_result) -> bool:
    """Whether nobody else can have written a file."""
    if not stat.S_ISREG(state.st_mode):
        return False
    return os.name != "posix" or (state.st_uid == os.geteuid() and not state.st_mode & (stat.S_IWGRP | stat.S_IWOTH))


def _head(key: str, body: bytes) -> bytes:
    return _MAGIC + f"{key} {hashlib.sha256(body).hexdigest()}\n".encode()


def _write(place: Path, key: str, body: bytes) -> None:
    """Put a table in place in one step; a cache that cannot be written is done without."""
    beside = place.with_name(f".{secrets.token_hex(8)}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(_head(key, body) + body)
            os.replace(beside, place)
        finally:
            beside.unlink(missing_ok=True)
        _sweep(place)
    except OSError:
        return


def _sweep(newest: Path) -> None:
    """Forget the oldest tables, and what killed runs left half written."""
    now = newest.stat().st_mtime
    aged = sorted(((path.stat().st_mtime, path) for path in newest.parent.iterdir()), reverse=True)
    tables = [path for _, path in aged if path.suffix == ".json" and path != newest]
    left = [path for age, path in aged if path.name.startswith(".") and now - age > _ABANDONED]
    for path in (*tables[KEPT:], *left):
        path.unlink(missing_ok=True)


# Shape ---------------------------------------------------------------------------------------------


def _encoded(facts: Facts, words: Words) -> bytes:
    """Rows in the order of their nouns' fields; sources, which many rows share, are written once."""
    sources: dict[Source, int] = {}
    rows = {
        "facts": [_plain(fact, sources) for fact in facts.facts.values()],
        "operators": [_plain(operator, sources) for operator in facts.operators],
        "dictionary": words.dictionary,
        "synonyms": [_plain(synonym, sources) for synonym in words.synonyms],
        "stop": sorted(words.stop),
        "question": sorted(words.question),
        "countries": [_plain(country, sources) for country in words.countries],
        "facets": [_plain(facet, sources) for facet in words.facets],
        "sources": [],
    }
    rows["sources"] = [_plain(source, {}) for source in sources]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


def _plain(noun: Any, sources: dict[Source, int]) -> list[Any]:
    values = []
    for name in noun.__slots__:
        value = getattr(noun, name)
        if name == "sources":
            value = [sources.setdefault(source, len(sources)) for source in value]
        values.append(value.isoformat() if isinstance(value, date) else value)
    return values


def _decoded(body: bytes) -> tuple[Facts, Words] | None:
    """What `_encoded` wrote; None when it is something else."""
    try:
        rows = json.loads(body)
        sources = [Source(url, title, _day(seen), _day(published)) for url, title, seen, published in rows["sources"]]
        made = [Fact(*_tuples(Fact, row, sources)) for row in rows["facts"]]
        facts = Facts(
            {fact.id: fact for fact in made},
            tuple(Operator(*_tuples(Operator, row, sources)) for row in rows["operators"]),
        )
        words = Words(
            dictionary=tuple((word, count, tag) for word, count, tag in rows["dictionary"]),
            synonyms=tuple(Synonym(*_tuples(Synonym, row)) for row in rows["synonyms"]),
            stop=frozenset(rows["stop"]),
            question=frozenset(rows["question"]),
            countries=tuple(Country(*_tuples(Country, row)) for row in rows["countries"]),
            facets=tuple(Facet(*_tuples(Facet, row)) for row in rows["facets"]),
        )
    except (ValueError, TypeError, KeyError, IndexError, RecursionError):
        return None
    return facts, words


def _tuples(noun: type, row: list[Any], sources: Iterable[Source] = ()) -> list[Any]:
    """A row as its noun's values."""
    values: list[Any] = [tuple(value) if type(value) is list else value for value in row]
    for at, name in enumerate(noun.__slots__):  # type: ignore[attr-defined]
        if name == "sources":
            values[at] = tuple(sources[nth] for nth in values[at])  # type: ignore[index]
        elif name == "recheck_by":
            values[at] = _day(values[at])
    return values


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None
