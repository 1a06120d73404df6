"""What the value of a setting may be, in a file and in the environment; what it is not is said by name."""

import re
from abc import abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from service.errors import BadSettings

_TRUE, _FALSE = frozenset({"1", "true", "yes", "on"}), frozenset({"0", "false", "no", "off"})


class Meaning(Protocol):
    """How a value is read; BadSettings begins with `where`."""

    @abstractmethod
    def of_toml(self, where: str, value: Any) -> Any:
        """A value of the file."""

    @abstractmethod
    def of_text(self, where: str, text: str) -> Any:
        """A value of the environment, never empty."""


class Text(Meaning):
    """Any text on one line."""

    def of_toml(self, where: str, value: Any) -> Any:
        if not isinstance(value, str):
            raise BadSettings(f"{where} must be a text, not {value!r}")
        return self.of_text(where, value)

    def of_text(self, where: str, text: str) -> Any:
        if any(ord(char) < 32 for char in text):
            raise BadSettings(f"{where} must be a text on one line")
        return text


class Place(Text):
    """A file or folder."""

    def of_text(self, where: str, text: str) -> Any:
        return Path(super().of_text(where, text))


class Address(Text):
    """The address of a site; kept without a slash at the end."""

    def of_text(self, where: str, text: str) -> Any:
        if not _site(text) or urlsplit(text).query or urlsplit(text).fragment:
            raise BadSettings(f"{where} must be an address such as https://example.org/faq, not {text[:80]!r}")
        return text.rstrip("/")


class Sources(Text):
    """Sources of a content security policy."""

    def of_text(self, where: str, text: str) -> Any:
        if not text.isascii() or set(text) & {";", ","}:
            raise BadSettings(f"{where} must be sources such as 'self' or https://example.org, parted by spaces")
        return super().of_text(where, text)


class Origins(Meaning):
    """Origins: a list, or one text in which spaces or commas part them."""

    def of_toml(self, where: str, value: Any) -> Any:
        if isinstance(value, str):
            return self.of_text(where, value)
        if not isinstance(value, list):
            raise BadSettings(f"{where} must be a list of origins, not {value!r}")
        for one in value:
            origin = isinstance(one, str) and (one == "*" or (_site(one) and re.fullmatch(r"https?://[^/?#]+", one)))
            if not origin:
                raise BadSettings(f"{where} must be origins such as https://example.org, not {one!r}")
        return tuple(value)

    def of_text(self, where: str, text: str) -> Any:
        return self.of_toml(where, text.replace(",", " ").split())


@dataclass(frozen=True)
class Number(Meaning):
    """A whole number within bounds, both inclusive."""

    low: int
    high: int

    def of_toml(self, where: str, value: Any) -> Any:
        if not isinstance(value, int) or isinstance(value, bool) or not self.low <= value <= self.high:
            raise BadSettings(f"{where} must be a whole number from {self.low} to {self.high}, not {value!r}")
        return value

    def of_text(self, where: str, text: str) -> Any:
        whole = text.isascii() and text.isdigit() and len(text) < 16
        return self.of_toml(where, int(text) if whole else text)


class Flag(Meaning):
    """Yes or no."""

    def of_toml(self, where: str, value: Any) -> Any:
        if not isinstance(value, bool):
            raise BadSettings(f"{where} must be true or false, not {value!r}")
        return value

    def of_text(self, where: str, text: str) -> Any:
        if text.lower() not in _TRUE | _FALSE:
            raise BadSettings(f"{where} must be true or false, not {text[:40]!r}")
        return text.lower() in _TRUE


class OneOf(Text):
    """One of a few words."""

    def __init__(self, *words: str) -> None:
        self.words = words

    def of_text(self, where: str, text: str) -> Any:
        if text not in self.words:
            raise BadSettings(f"{where} must be one of {', '.join(self.words)}, not {text[:40]!r}")
        return text


def _site(text: str) -> bool:
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    plain = text.isascii() and text.isprintable() and not re.search(r"[\s\"'<>;,]", text)
    return plain and parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
