"""Settings of the service: options, else KAWEN_* in the environment, else kawen-server.toml."""

import difflib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from service.errors import BadSettings
from service.jobs.place import index_folder

FILE = "kawen-server.toml"
#: Secrets come from the environment alone: files get committed.
_SECRET = frozenset({"rebuild_token"})


@dataclass(frozen=True, slots=True)
class Settings:
    """`workers` are processes, `threads` those in each; without `rebuild_token` rebuilding over HTTP is off.

    `base_url` is what readers and search engines know the service by ("https://example.org/faq"); without it
    whole addresses begin with the host that was asked.
    """

    index: Path
    host: str = "127.0.0.1"
    port: int = 8390
    workers: int = 2
    threads: int = 4
    rebuild_token: str = ""
    base_url: str = ""

    @classmethod
    def load(cls, folder: Path, options: Mapping[str, Any]) -> "Settings":
        """Options first, then the environment, then the file in `folder`, then the defaults."""
        values: dict[str, Any] = {**_file(folder / FILE), **_environment(), **options}
        _check_base(values.get("base_url", ""))
        values["index"] = index_folder(Path(values["index"]) if "index" in values else None)
        return cls(**values)


def _check_base(address: str) -> None:
    parts = urlsplit(address)
    if address and (parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment):
        raise BadSettings(f"base_url must be an address such as https://example.org/faq, not {address!r}")


_NUMBERS = {"port": (0, 65535), "workers": (1, 64), "threads": (1, 256)}


def _file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as trouble:
        raise BadSettings(f"{path}: not valid TOML: {trouble}") from None
    known = {field.name for field in fields(Settings)} - _SECRET
    for key, value in table.items():
        if key in _SECRET:
            raise BadSettings(f"{path}: {key} is a secret; set KAWEN_{key.upper()} in the environment instead")
        if key not in known:
            close = difflib.get_close_matches(key, known, n=1)
            raise BadSettings(f"{path}: unknown key {key!r}" + (f"; did you mean {close[0]!r}?" if close else ""))
        if key in _NUMBERS:
            _check(f"{path}: {key}", key, value)
        elif not isinstance(value, str):
            raise BadSettings(f"{path}: {key} must be a text")
    return table


def _environment() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in fields(Settings):
        name = f"KAWEN_{field.name.upper()}"
        if not (value := os.environ.get(name)):
            continue
        if field.name in _NUMBERS:
            if not value.isascii() or not value.isdigit():
                raise BadSettings(f"{name} must be a whole number, not {value!r}")
            _check(name, field.name, int(value))
            found[field.name] = int(value)
        else:
            found[field.name] = value
    return found


def _check(where: str, name: str, value: Any) -> None:
    low, high = _NUMBERS[name]
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise BadSettings(f"{where} must be a whole number from {low} to {high}, not {value!r}")
