"""The linter's configuration: `kawen.toml`, or `[tool.kawen]` in pyproject.toml, found upwards."""

import difflib
import tomllib
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

from service.errors import BadSettings
from service.lint.run import named
from service.model import SEVERITIES

FILE, SHARED = "kawen.toml", "pyproject.toml"


@dataclass(frozen=True, slots=True)
class Config:
    """What a file may say; keys are written with hyphens there."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_level: str = "warning"
    as_of: date | None = None


def load(path: Path | None, start: Path) -> Config:
    """A named file (an error if it is not there), else the nearest one upwards, else the defaults."""
    if path is not None:
        if not path.is_file():
            raise BadSettings(f"{path}: no such configuration file")
        return _checked(path, _table(path))
    start = start.absolute()
    for folder in (start, *start.parents):
        for name in (FILE, SHARED):
            found = folder / name
            if found.is_file() and (table := _table(found)) is not None:
                return _checked(found, table)
    return Config()


def _table(path: Path) -> dict[str, Any] | None:
    """The linter's table; None where a pyproject.toml has none."""
    try:
        values = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except ValueError as trouble:
        raise BadSettings(f"{path}: not valid TOML: {trouble}") from None
    except OSError as trouble:
        raise BadSettings(f"{path}: {trouble.strerror}") from None
    if path.name != SHARED:
        return values
    tools = values.get("tool")
    table = tools.get("kawen") if isinstance(tools, dict) else None
    if table is not None and not isinstance(table, dict):
        raise BadSettings(f"{path}: [tool.kawen] must be a table")
    return table


def _checked(path: Path, table: dict[str, Any] | None) -> Config:
    known = {field.name.replace("_", "-"): field.name for field in fields(Config)}
    values: dict[str, Any] = {}
    for key, value in (table or {}).items():
        if key not in known:
            close = difflib.get_close_matches(key, known, n=1)
            hint = f"; did you mean {close[0]!r}?" if close else f"; known are {', '.join(sorted(known))}"
            raise BadSettings(f"{path}: unknown key {key!r}{hint}")
        values[known[key]] = _value(path, key, value)
    return Config(**values)


def _value(path: Path, key: str, value: Any) -> Any:
    if key in ("select", "ignore"):
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise BadSettings(f"{path}: {key} must be a list of rule codes or names")
        for item in value:
            try:
                named(item)
            except BadSettings as trouble:
                raise BadSettings(f"{path}: {key}: {trouble}") from None
        return tuple(value)
    if key == "fail-level":
        if value not in SEVERITIES:
            raise BadSettings(f"{path}: fail-level must be one of {', '.join(SEVERITIES)}, not {value!r}")
        return value
    if isinstance(value, datetime) or not isinstance(value, date):
        raise BadSettings(f"{path}: {key} must be a date like 2026-11-20, without quotes")
    return value
