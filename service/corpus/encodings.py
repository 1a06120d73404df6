"""Bytes as text: UTF-8, or what somebody says they are; what they look like is only ever a hint."""

import codecs
import re
import stat
from collections import Counter
from pathlib import Path

from service.errors import BadArticle, BadInput
from service.text.later import later

#: The names of HTML pages end so.
PAGES = (".html", ".htm", ".xhtml")
_DECLARED = later(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([a-zA-Z0-9_:.-]{2,40})", re.IGNORECASE)
#: Bytes; a larger file is not an article.
LARGEST = 5_000_000
#: The commonest characters of Chinese, in both scripts: what a wrong decoding hardly ever yields.
_COMMON = frozenset(
    "的一是不了在人有我他这個这们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年過發後裡嗎"
)
_GUESSES = ("gb18030", "big5")
_SAMPLE = 20_000
#: No page is written in these, and a server that names one is after what they cost: punycode is quadratic.
_NEVER = frozenset(["punycode", "idna", "utf-7", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"])


def named(name: str) -> str:
    """An encoding by one of its names; BadInput when Python knows none."""
    try:
        found = codecs.lookup(name)
        "".encode(found.name)
        text = found._is_text_encoding  # what is no text (hex, zlib) cannot be read as an article
    except (LookupError, ValueError):
        text = False
    if not text or found.name.replace("_", "-") in _NEVER:
        raise BadInput(f"unknown encoding {name[:40]!r}; Chinese files are utf-8, gb18030, big5 or utf-16") from None
    return found.name


def text_of(path: Path, shown: str, encoding: str | None = None) -> str:
    """The decoded file, line ends untouched; BadArticle when it is gone, too large or not in this encoding."""
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise BadArticle(shown, 0, "not a regular file")
        if state.st_size > LARGEST:
            raise too_large(shown, state.st_size)
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as trouble:
        raise BadArticle(shown, 0, f"cannot be read: {trouble.strerror}") from None
    return decode(raw, shown, encoding)


def decode(raw: bytes, shown: str, encoding: str | None = None) -> str:
    """The text, line ends untouched; BadArticle when it is too large or in another encoding.

    Offsets count code points of this text. A byte order mark stays in it, but not that of UTF-16.
    """
    if len(raw) > LARGEST:
        raise too_large(shown, len(raw))
    if encoding is None and shown.lower().endswith(PAGES):
        encoding = _told(raw)
    try:
        return raw.decode(encoding or "utf-8")
    except UnicodeError as trouble:
        start = trouble.start if isinstance(trouble, UnicodeDecodeError) else 0
        line = len(re.findall(rb"\r\n|\n|\r", raw[:start])) + 1
        bad = f"byte 0x{raw[start]:02x}" if start < len(raw) else "it ends too early"
        if encoding:
            raise BadArticle(shown, line, f"not {encoding} ({bad}); give the right --encoding") from None
        raise BadArticle(shown, line, f"not UTF-8 ({bad}); {_hint(raw)}") from None


def declared(raw: bytes) -> str | None:
    """The encoding that a page names in its head."""
    found = _DECLARED.search(raw[:4096])
    return found[1].decode("ascii") if found else None


def _told(raw: bytes) -> str | None:
    """What a page says of itself; UTF-8 wins where it fits, as nothing else does by accident."""
    said = declared(raw)
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return named(said) if said else None
        except BadInput:
            return None
    return None


def _hint(raw: bytes) -> str:
    looks = _looks(raw)
    if looks:
        return f"it looks like {looks}: save the file as UTF-8 (kawen lint reads it with --encoding {looks})"
    return "save the file as UTF-8 (kawen lint reads others with --encoding)"


def _looks(raw: bytes) -> str:
    """The encoding in which the bytes read like Chinese."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    counts: Counter[str] = Counter()
    for encoding in (*_GUESSES, "utf-16-le", "utf-16-be"):
        sample = raw[:_SAMPLE].decode(encoding, "replace")
        if sample.count("\ufffd") <= len(sample) / 50:
            counts[encoding] = sum(char in _COMMON for char in sample)
    best = max(counts, key=lambda name: counts[name], default="")
    return best if best and counts[best] * 100 >= len(raw[:_SAMPLE]) / 2 else ""


def too_large(shown: str, size: int) -> BadArticle:
    """What a file over the limit is told."""
    return BadArticle(shown, 0, f"{size / 1e6:.1f} MB; an article has at most {LARGEST / 1e6:.0f} MB")
