"""Paths and texts of strangers as each kind of report may hold them."""

import os
import re
from pathlib import Path
from urllib.parse import quote

from service.model import Finding
from service.text.later import later
from service.text.terminal import harmless

NAMES = {"error": "错误", "warning": "警告", "info": "提示"}
#: What neither XML nor most viewers take: noncharacters, and halves of characters.
_UNSPEAKABLE = later("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_ADDRESS = later(r"https?://", re.IGNORECASE)


def plain(text: str) -> str:
    """One line without anything that a terminal obeys or XML forbids."""
    return _UNSPEAKABLE.sub("\ufffd", harmless(text))


def shown(path: str) -> str:
    """A path for readers: bytes that are no text as `\\xNN`."""
    return plain(raw(path).decode("utf-8", "backslashreplace"))


def raw(path: str) -> bytes:
    """The bytes of a path, whatever they are."""
    try:
        return os.fsencode(path)
    except UnicodeEncodeError:
        return path.encode("utf-8", "surrogatepass")


def relative(path: str) -> str:
    """A path as programs of a repository want it: from here, with slashes, without `./`."""
    if _ADDRESS.match(path) or path == "-":
        return path
    named = Path(path)
    if named.is_absolute() and named.is_relative_to(Path.cwd()):
        named = named.relative_to(Path.cwd())
    return named.as_posix()


def uri(path: str) -> str:
    """The same as a URI reference; any bytes survive percent-encoded."""
    if _ADDRESS.match(path):
        return quote(raw(path), safe="/:?#[]@!$&'()*+,;=%~")
    named = relative(path)
    if Path(named).is_absolute():
        return "file://" + quote(raw(named), safe="/")
    return quote(raw(named), safe="/")


def whole(finding: Finding) -> str:
    """Message, what to write instead, and the facts with their sources, one a line."""
    lines = [finding.message]
    if finding.help:
        lines.append(f"改法：{finding.help}")
    for other in finding.related:
        lines.append(f"另见：{shown(other.path)}:{other.line}:{other.column}")
    for fact in finding.facts:
        lines.append(f"依据：{fact.claim}（{held(fact.since, fact.until)}）")
        lines += [f"{source.url}（{source.seen or '日期不明'} 查看）" for source in fact.sources]
    return "\n".join(plain(line) for line in lines)


def held(since: str | None, until: str | None) -> str:
    """An interval in words."""
    if since and until:
        return f"{since} 起，到 {until} 为止"
    if since:
        return f"{since} 起"
    return f"到 {until} 为止" if until else "起止日期不明"
