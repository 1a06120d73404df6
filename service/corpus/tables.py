"""Read TOML tables row by row, with errors that name file, row and field."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from service.errors import BadCorpus
from service.model import Source

_PARTIAL = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class Row:
    """One table of a TOML file; what is asked for is checked, what nobody asked for is an error."""

    def __init__(self, where: str, values: dict[str, Any]) -> None:
        self.where = where
        self._left = dict(values)

    def fail(self, name: str, wants: str) -> BadCorpus:
        """The error for a field that is not what it must be."""
        return BadCorpus(f"{self.where}: field {name!r} {wants}", name)

    def text(self, name: str, default: str | None = None) -> str:
        value = self._left.pop(name, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.fail(name, "must be a text")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        value = self._left.pop(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            raise self.fail(name, "must be a list of texts")
        return tuple(value)

    def one_of(self, name: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        value = self.text(name, default)
        if value not in allowed:
            raise self.fail(name, f"must be one of {', '.join(allowed)}, not {value!r}")
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
        if not isinstance(value, str) or not _PARTIAL.fullmatch(value):
            raise self.fail(name, 'must be a date, or a text like "2016" or "2016-05"')
        return value

    def sources(self, *, required: bool) -> tuple[Source, ...]:
        found = tuple(source(row) for row in self.rows("sources"))
        if required and not found:
            raise self.fail("sources", "is missing: no source, no fact")
        if required and any(s.seen is None for s in found):
            raise self.fail("sources", "needs `seen`, the day the page was read, in every entry")
        return found

    def rows(self, name: str) -> list["Row"]:
        value = self._left.pop(name, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.fail(name, "must be a list of tables")
        return [Row(f"{self.where}, {name} {nth}", item) for nth, item in enumerate(value, 1)]

    def unknown(self) -> list[str]:
        """The fields nobody asked for."""
        return sorted(self._left)

    def close(self) -> None:
        """Nothing may be left over: a misspelt field is not a missing one."""
        if self._left:
            raise BadCorpus(f"{self.where}: unknown field {self.unknown()[0]!r}")


def source(row: Row) -> Source:
    """A source entry: url, title, seen, published."""
    found = Source(row.text("url"), row.text("title", ""), row.day("seen"), row.day("published"))
    if not found.url.startswith(("https://", "http://")):
        raise row.fail("url", f"must be an http(s) address, not {found.url!r}")
    row.close()
    return found


def rows(folder: Path, name: str, key: str) -> Iterator[Row]:
    """The `[[key]]` rows of one file, or of every TOML file of a folder, in name order."""
    place = folder / name
    for path in [place] if place.suffix == ".toml" else sorted(place.glob("*.toml")):
        for number, values in enumerate(_load(path).get(key, []), 1):
            yield Row(f"{path}: {key} {values.get('id') or number}", values)


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8"))
    except OSError as trouble:
        raise BadCorpus(f"{path}: {trouble.strerror}") from None
    except UnicodeDecodeError:
        raise BadCorpus(f"{path}: not UTF-8") from None
    except tomllib.TOMLDecodeError as trouble:
        raise BadCorpus(f"{path}: {trouble}") from None
