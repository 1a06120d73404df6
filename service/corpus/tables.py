"""Read TOML tables row by row, with errors that name file, row and field."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from service.errors import BadCorpus
from service.model import Source
from service.text.later import later

_PARTIAL = later(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


class Row:
    """One table of a TOML file; what is asked for is checked, what nobody asked for is an error."""

    def __init__(self, where: str, values: dict[str, Any], within: str = "") -> None:
        self.where = where
        self._left = dict(values)
        self._within = within

    def fail(self, name: str, wants: str) -> BadCorpus:
        """The error for a field that is not what it must be."""
        return BadCorpus(f"{self.where}: field {name!r} {wants}", self._within + name)

    def has(self, name: str) -> bool:
        """Whether a field is written and was not read yet."""
        return name in self._left

    def text(self, name: str, default: str | None = None) -> str:
        value = self._left.pop(name, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.fail(name, "must be a text")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        value = self._left.pop(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise self.fail(name, "must be a list of texts")
        return tuple(value)

    def flag(self, name: str) -> bool:
        value = self._left.pop(name, False)
        if not isinstance(value, bool):
            raise self.fail(name, "must be true or false")
        return value

    def one_of(self, name: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        value = self.text(name, default)
        if value not in allowed:
            raise self.fail(name, f"must be one of {', '.join(filter(None, allowed))}, not {value!r}")
        return value

    def day(self, name: str) -> date | None:
        value = self._left.pop(name, None)
        if value is None:
            return None
        if isinstance(value, datetime) or not isinstance(value, date):
            raise self.fail(name, "must be a date like 2026-11-20, without quotes")
        return value

    def partial_day(self, name: str) -> str | None:
        """A date as exactly as it is known: a TOML date, or a text `2016` or `2016-05`."""
        value = self._left.pop(name, None)
        if value is None:
            return None
        if isinstance(value, date) and not isinstance(value, datetime):
            return value.isoformat()
        if not isinstance(value, str) or not _is_partial_day(value):
            raise self.fail(name, 'must be a date, or a text like "2016" or "2016-05"')
        return value

    def sources(self, *, required: bool) -> tuple[Source, ...]:
        found = tuple(source(row) for row in self.rows("sources"))
        if required and not found:
            raise self.fail("sources", "is missing: no source, no fact")
        if required and any(s.seen is None for s in found):
            raise self.fail("sources", "needs `seen`, the day the page was read, in every entry")
        return found

    def lists(self, name: str) -> dict[str, tuple[str, ...]]:
        """A table of lists of texts, under whatever names."""
        value = self._left.pop(name, {})
        if not isinstance(value, dict):
            raise self.fail(name, 'must be a table of lists: "name" = ["text", …]')
        row = Row(f"{self.where}, {name}", value, f"{self._within}{name}.")
        return {key: row.texts(key) for key in value}

    def rows(self, name: str) -> list["Row"]:
        value = self._left.pop(name, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.fail(name, "must be a list of tables")
        return [
            Row(f"{self.where}, {name} {nth}", item, f"{self._within}{name}.{nth}.")
            for nth, item in enumerate(value, 1)
        ]

    def unknown(self) -> list[str]:
        """The fields nobody asked for."""
        return sorted(self._left)

    def close(self) -> None:
        """Nothing may be left over: a misspelt field is not a missing one."""
        if self._left:
            name = self.unknown()[0]
            raise BadCorpus(f"{self.where}: unknown field {name!r}", self._within + name)


def _is_partial_day(value: str) -> bool:
    if not _PARTIAL.fullmatch(value):
        return False
    try:
        date.fromisoformat(value + "0000-01-01"[len(value) :])
    except ValueError:
        return False
    return True


def source(row: Row) -> Source:
    """A source entry: url, title, seen, published."""
    found = Source(row.text("url"), row.text("title", ""), row.day("seen"), row.day("published"))
    if not found.url.startswith(("https://", "http://")):
        raise row.fail("url", f"must be an http(s) address, not {found.url!r}")
    row.close()
    return found


def rows(folder: Path, name: str, key: str) -> Iterator[Row]:
    """The `[[key]]` rows of one file, or of every TOML file of a folder, in name order."""
    for path in files(folder / name):
        yield from rows_of(path, tables(path, [key]), key)


def files(place: Path) -> list[Path]:
    """A TOML file, or those of a folder, in name order."""
    return [place] if place.suffix == ".toml" else sorted(place.glob("*.toml"))


def tables(path: Path, keys: Sequence[str]) -> dict[str, Any]:
    """What a TOML file holds; a table that is none of the keys is a misspelt one."""
    found = _load(path)
    for other in sorted(found.keys() - set(keys)):
        wanted = " or ".join(f"[[{key}]]" for key in keys)
        raise BadCorpus(f"{path}: unknown table {other!r}; the rows here are {wanted}", other)
    return found


def rows_of(path: Path, found: Mapping[str, Any], key: str) -> Iterator[Row]:
    """The `[[key]]` rows among the tables of a file."""
    listed = found.get(key, [])
    if not isinstance(listed, list) or not all(isinstance(values, dict) for values in listed):
        raise BadCorpus(f"{path}: every row begins with [[{key}]]", key)
    for number, values in enumerate(listed, 1):
        yield Row(f"{path}: {key} {values.get('id') or number}", values)


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as trouble:
        raise BadCorpus(f"{path}: {trouble.strerror}") from None
    except UnicodeDecodeError:
        raise BadCorpus(f"{path}: not UTF-8") from None
    except ValueError as trouble:
        raise BadCorpus(f"{path}: {trouble}") from None
