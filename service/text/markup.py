"""Cut HTML into tags, comments and runs of text, each with its place in the file, in one pass without backtracking.

This is no parser: what contains what is for `text.html`, which asks a real one.
"""

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Literal

from service.model import Mapped, Span
from service.text.later import later

Kind = Literal["text", "start", "end", "comment"]
#: What a browser reads as text, never as tags.
_UNREAD = frozenset(["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"])
_NAME = later(r"</?([a-zA-Z][^\s/>\x00]{0,60})")
_INSIDE = later(r"[^\"'>]+")
_ATTRIBUTE = later(r"([^\s\"'<>/=\x00]{1,60})(?:\s{0,20}=\s{0,20}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_REFERENCE = later(r"&(?:#[0-9]{1,8};?|#[xX][0-9a-fA-F]{1,7};?|[a-zA-Z][a-zA-Z0-9]{0,31};?)")
_MOST_ATTRIBUTES = 60


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the file: `name` is the tag's, in lower case; empty for text and comments."""

    kind: Kind
    span: Span
    name: str = ""


def tokens(text: str) -> Iterator[Token]:
    """The pieces of `text` in order, without doctypes, processing instructions and scripts."""
    at, begun = 0, 0
    while (at := text.find("<", at)) >= 0:
        end, token = _tag(text, at)
        if token is None and end == at:
            at += 1  # a bare < is text
            continue
        if begun < at:
            yield Token("text", Span(begun, at))
        if token is not None:
            yield token
        if token is not None and token.kind == "start" and token.name in _UNREAD:
            closed = re.compile(rf"</{token.name}(?=[\s/>])", re.IGNORECASE).search(text, end)
            inside = closed.start() if closed else len(text)
            if token.name == "title" and inside > end:
                yield Token("text", Span(end, inside))
            end = inside
        at = begun = end
    if begun < len(text):
        yield Token("text", Span(begun, len(text)))


def _tag(text: str, at: int) -> tuple[int, Token | None]:
    """Where the markup that begins here ends, and what it is; it ends where it begins when it is none."""
    if text.startswith("<!--", at):
        end = text.find("-->", at + 2)
        end = len(text) if end < 0 else end + 3
        return end, Token("comment", Span(at, end))
    if text[at + 1 : at + 2] in ("!", "?"):
        end = text.find(">", at)
        return (len(text) if end < 0 else end + 1), None
    named = _NAME.match(text, at)
    if named is None:
        return at, None
    end = named.end()
    while end < len(text) and text[end] != ">":
        if text[end] in "\"'":
            close = text.find(text[end], end + 1)
            end = len(text) if close < 0 else close + 1
        else:
            inside = _INSIDE.match(text, end)
            end = inside.end() if inside else end + 1
    end = min(end + 1, len(text))
    return end, Token("end" if text[at + 1] == "/" else "start", Span(at, end), named[1].lower())


def attributes(text: str, token: Token) -> dict[str, str]:
    """The attributes of a start tag, names in lower case, the first of equals."""
    found: dict[str, str] = {}
    start = token.span.start + 1 + len(token.name)
    for nth, match in enumerate(_ATTRIBUTE.finditer(text, start, token.span.end)):
        if nth == _MOST_ATTRIBUTES:
            break
        value = next((group for group in match.groups()[1:] if group is not None), "")
        found.setdefault(match[1].lower(), unescape(value))
    return found


def said(text: str, span: Span) -> Mapped:
    """A run of text as a reader sees it: references resolved, each character with its place in the file."""
    pieces: list[str] = []
    starts, ends = array("L"), array("L")

    def keep(start: int, end: int) -> None:
        pieces.append(text[start:end])
        starts.extend(range(start, end))
        ends.extend(range(start + 1, end + 1))

    at = span.start
    for match in _REFERENCE.finditer(text, span.start, span.end):
        meant = unescape(match[0])
        if meant == match[0]:
            continue
        keep(at, match.start())
        pieces.append(meant)
        starts.extend([match.start()] * len(meant))
        ends.extend([match.end()] * len(meant))
        at = match.end()
    keep(at, span.end)
    return Mapped("".join(pieces), starts, ends)
