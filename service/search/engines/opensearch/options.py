"""Where the cluster is and how it is spoken to: KAWEN_OPENSEARCH_* in the environment, nothing else.

Addresses and secrets belong to the place where the service runs, not to an index or a file that gets committed.
"""

import math
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from service.errors import BadSettings

_PREFIX = "KAWEN_OPENSEARCH_"
_KNOWN = ("URLS", "CA", "USER", "PASSWORD", "API_KEY", "PREFIX", "SHARDS", "REPLICAS", "TIMEOUT")
#: What an index may be called, so that it is ours at a glance and no wildcard.
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,40}")


@dataclass(frozen=True, slots=True)
class Options:
    """`timeout` is in seconds, for each request that somebody waits for."""

    urls: tuple[str, ...] = ("http://127.0.0.1:9200",)
    ca: str = ""
    user: str = ""
    password: str = ""
    api_key: str = ""
    prefix: str = "kawen"
    shards: int = 1
    replicas: int = 1
    timeout: float = 5.0

    def __repr__(self) -> str:
        return f"Options(urls={self.shown!r}, prefix={self.prefix!r})"

    @property
    def shown(self) -> str:
        """The addresses for people; they hold no secrets, see `of_environment`."""
        return ", ".join(self.urls)

    @classmethod
    def of_environment(cls, said: Mapping[str, str] = os.environ) -> "Options":
        """BadSettings names the variable that does not say what it means."""
        found = {name: said[_PREFIX + name].strip() for name in _KNOWN if said.get(_PREFIX + name, "").strip()}
        if unknown := sorted(name for name in said if name.startswith(_PREFIX) and name[len(_PREFIX) :] not in _KNOWN):
            raise BadSettings(f"unknown setting {unknown[0]}; there are {', '.join(_PREFIX + name for name in _KNOWN)}")
        default = cls()
        made = cls(
            urls=_urls(found["URLS"]) if "URLS" in found else default.urls,
            ca=found.get("CA", ""),
            user=found.get("USER", ""),
            password=found.get("PASSWORD", ""),
            api_key=found.get("API_KEY", ""),
            prefix=found.get("PREFIX", default.prefix),
            shards=_number(found, "SHARDS", 1, 1, 64),
            replicas=_number(found, "REPLICAS", 1, 0, 8),
            timeout=_seconds(found.get("TIMEOUT", str(default.timeout))),
        )
        if made.api_key and made.user:
            raise BadSettings(f"set {_PREFIX}API_KEY or {_PREFIX}USER, not both")
        if bool(made.user) != bool(made.password):
            raise BadSettings(f"{_PREFIX}USER and {_PREFIX}PASSWORD belong together")
        if (made.user or made.api_key) and any(_goes_out_plain(url) for url in made.urls):
            raise BadSettings(f"{_PREFIX}URLS: a password or a key goes over https only; use https://")
        if made.ca and not os.path.isfile(made.ca):  # noqa: PTH113 (a text from the environment)
            raise BadSettings(f"{_PREFIX}CA: there is no file {made.ca}")
        if not _NAME.fullmatch(made.prefix):
            raise BadSettings(f"{_PREFIX}PREFIX must be of small letters, digits and hyphens, not {made.prefix!r}")
        return made


def _urls(said: str) -> tuple[str, ...]:
    found = tuple(url.strip().rstrip("/") for url in said.split(",") if url.strip())
    for url in found:
        try:
            parts = urlsplit(url)
            fits = parts.scheme in ("http", "https") and parts.hostname and (parts.port or 1) > 0
        except ValueError:
            fits = False
        if not fits:
            raise BadSettings(f"{_PREFIX}URLS: not the address of a server, such as https://search.example.org:9200")
        if parts.username or parts.password:
            raise BadSettings(f"{_PREFIX}URLS: no password in an address; use {_PREFIX}USER and {_PREFIX}PASSWORD")
    return found


def _goes_out_plain(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "http" and parts.hostname not in ("127.0.0.1", "::1", "localhost")


def _number(found: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    value = found.get(name, str(default))
    if not value.isascii() or not value.isdigit() or not low <= int(value) <= high:
        raise BadSettings(f"{_PREFIX}{name} must be a whole number from {low} to {high}, not {value!r}")
    return int(value)


def _seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        seconds = math.nan
    if not 0.05 <= seconds <= 600:
        raise BadSettings(f"{_PREFIX}TIMEOUT must be seconds from 0.05 to 600, not {value!r}")
    return seconds
