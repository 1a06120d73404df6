"""Read Markdown into blocks with exact offsets into the file.

pyromark (pulldown-cmark, CommonMark and tables) parses and tells byte ranges; they are mapped to
code points once per file. Strikethrough stays off: 5~10 元 is a range, not a deletion.
"""

import re
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pyromark

from service.model import Block, BlockKind, Inline, InlineKind, Mapped, Span
from service.text.later import later

OPTIONS = pyromark.Options.ENABLE_TABLES
#: `*100#` is a code to be dialled; Markdown would take its asterisk for emphasis.
_DIALLED = later(r"\*#?[\d*]{1,12}#")
#: Pieces of text that an inline element keeps: nested by the thousand, each would keep all of the others'.
_MOST_PIECES = 200
_INLINE: dict[str, InlineKind] = {"Emphasis": "emphasis", "Strong": "strong", "Link": "link", "Image": "image"}


def blocks(text: str, start: int = 0) -> list[Block]:
    """The leaf blocks of `text[start:]` in file order; every span counts from the start of `text`."""
    body = text[start:]
    events: list[tuple[Any, Any]] = list(pyromark.events_with_range(body, options=OPTIONS))
    where = _code_points(body, events, start)
    reader = _Reader(text, where)
    for event, place in events:
        reader.read(event, where[place["start"]], where[place["end"]])
    return reader.done


def _code_points(body: str, events: list[tuple[Any, Any]], start: int) -> dict[int, int]:
    """Byte offset in `body` → code point in the file, for every offset that an event names."""
    raw = body.encode()
    offsets = sorted({o for _, place in events for o in (place["start"], place["end"])})
    if len(raw) == len(body):
        return {offset: offset + start for offset in offsets}
    found, before, point = {}, 0, start
    for offset in offsets:
        point += len(raw[before:offset].decode("utf-8", "replace"))
        found[offset] = point
        before = offset
    return found


@dataclass(eq=False)
class _Open:
    """An inline element that has begun."""

    kind: InlineKind
    start: int
    end: int
    target: str
    piece: int
    alt: list[str] = field(default_factory=list)
    literal: bool = False


class _Plain:
    """Visible text as it grows, each character with its place in the file."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.starts, self.ends = array("L"), array("L")
        self.code: list[Span] = []

    def __len__(self) -> int:
        return len(self.starts)

    def add(self, text: str, source: str, start: int, end: int) -> None:
        """Text that stands in `source` at `start`: character by character where the two are equal."""
        if end <= start:
            return  # spaces that the parser makes of a tab at the end of the file stand nowhere
        self.pieces.append(text)
        if len(text) == end - start and (text == source or text == source.replace("\0", "\ufffd")):
            self.starts.extend(range(start, end))
            self.ends.extend(range(start + 1, end + 1))
        else:
            self.starts.extend([start] * len(text))
            self.ends.extend([end] * len(text))

    def mapped(self) -> Mapped:
        return Mapped("".join(self.pieces), self.starts, self.ends)


class _Reader:
    """Turns parser events into blocks."""

    def __init__(self, text: str, where: dict[int, int]) -> None:
        self._text = text
        self._lists: list[bool] = []
        self._containers: list[str] = []
        self._kind: BlockKind | None = None
        self._span = Span(0, 0)
        self._level = 0
        self._implicit = False
        self._clear()
        self.done: list[Block] = []

    def _clear(self) -> None:
        self._plain = _Plain()
        self._inlines: list[Inline] = []
        self._open: list[_Open] = []
        self._images: list[_Open] = []

    def read(self, event: Any, start: int, end: int) -> None:
        name, value = _named(event)
        if name == "Start":
            self._begin(*_named(value), start, end)
        elif name == "End":
            self._finish(_named(value)[0], start, end)
        elif name in ("Text", "Html"):
            self._say(value, start, end)
        elif name == "Code":
            self._inline_code(value, start, end)
        elif name == "InlineHtml":
            self._ensure(start, end)
            self._inlines.append(Inline("html", Span(start, end), "", value))
            if value[:3].casefold() == "<br":
                self._say("\n", start, end)
        elif name in ("SoftBreak", "HardBreak"):
            self._say("\n", start, end)

    # Blocks ------------------------------------------------------------------------------------

    def _begin(self, name: str, value: Any, start: int, end: int) -> None:
        if name in _INLINE:
            self._ensure(start, end)
            self._begin_inline(name, value, start, end)
        elif name == "Heading":
            self._start("heading", start, end, int(value["level"][1:]))
        elif name == "Paragraph":
            self._start("item" if self._containers[-1:] == ["Item"] else "paragraph", start, end)
        elif name in ("TableCell", "CodeBlock", "HtmlBlock", "MetadataBlock"):
            kinds: dict[str, BlockKind] = {"TableCell": "cell", "HtmlBlock": "html"}
            self._start(kinds.get(name, "code"), start, end)
        elif name == "List":
            self._close_implicit()
            self._lists.append(value is not None)
        else:
            self._close_implicit()
            self._containers.append(name)

    def _finish(self, name: str, start: int, end: int) -> None:
        if name in _INLINE:
            self._finish_inline(end)
        elif name in ("Heading", "Paragraph", "TableCell", "CodeBlock", "HtmlBlock", "MetadataBlock"):
            self._emit()
        elif name == "List":
            self._close_implicit()
            self._lists.pop()
        else:
            self._close_implicit()
            if self._containers:
                self._containers.pop()

    def _start(self, kind: BlockKind, start: int, end: int, level: int = 0) -> None:
        self._close_implicit()
        self._kind, self._span, self._level = kind, Span(start, end), level

    def _ensure(self, start: int, end: int) -> None:
        """Text of a tight list item comes without a paragraph around it."""
        if self._kind is None:
            self._kind, self._span, self._level, self._implicit = "item", Span(start, end), 0, True
        elif self._implicit:
            self._span = Span(self._span.start, max(self._span.end, end))

    def _close_implicit(self) -> None:
        if self._implicit:
            self._implicit = False
            self._emit()

    def _emit(self) -> None:
        if self._kind is None:
            return
        text = self._text[self._span.start : self._span.end]
        span = Span(self._span.start, self._span.start + len(text.rstrip()))
        if not text.strip():  # an empty cell
            self._kind = None
            self._clear()
            return
        plain = self._plain.mapped()
        if self._kind == "html":
            plain = _visible(plain)
        ordered = self._kind == "item" and bool(self._lists and self._lists[-1])
        self.done.append(
            Block(self._kind, span, plain, tuple(self._inlines), tuple(self._plain.code), self._level, ordered)
        )
        self._kind = None
        self._clear()

    # Inlines -----------------------------------------------------------------------------------

    def _begin_inline(self, name: str, value: Any, start: int, end: int) -> None:
        target = value["dest_url"] if isinstance(value, dict) else ""
        opened = _Open(_INLINE[name], start, end, target, len(self._plain.pieces))
        if name == "Emphasis" and (_DIALLED.match(self._text, start) or _DIALLED.match(self._text, end - 1)):
            opened.literal = True
            self._say("*", start, start + 1)
        self._open.append(opened)
        if opened.kind == "image":
            self._images.append(opened)

    def _finish_inline(self, end: int) -> None:
        opened = self._open.pop()
        if opened.literal:
            self._say("*", end - 1, end)
            return
        if opened.kind == "image":
            self._images.pop()
        pieces = (
            opened.alt if opened.kind == "image" else self._plain.pieces[opened.piece : opened.piece + _MOST_PIECES]
        )
        text = "".join(pieces)
        self._inlines.append(Inline(opened.kind, Span(opened.start, opened.end), text, opened.target))

    def _say(self, text: str, start: int, end: int) -> None:
        if self._images:
            self._images[0].alt.append(text)
            return
        self._ensure(start, end)
        self._plain.add(text, self._text[start:end], start, end)

    def _inline_code(self, text: str, start: int, end: int) -> None:
        if self._images:
            self._say(text, start, end)
            return
        self._ensure(start, end)
        within = self._text.find(text, start, end)
        at = len(self._plain)
        if within >= 0:
            self._plain.add(text, text, within, within + len(text))
        else:
            self._plain.add(text, "", start, end)
        self._plain.code.append(Span(at, len(self._plain)))
        self._inlines.append(Inline("code", Span(start, end), text))


def _named(event: Any) -> tuple[str, Any]:
    """An event, or what it is about, is a name alone or a name with its value."""
    if isinstance(event, str):
        return event, None
    name, value = next(iter(event.items()))
    return name, value


def _visible(markup: Mapped) -> Mapped:
    """The text of raw HTML between its tags and comments, found without backtracking."""
    text, keep, at = markup.text, array("L"), 0
    while at < len(text):
        if text.startswith("<!--", at):
            end = text.find("-->", at + 2)  # <!--> is a whole comment
            at = len(text) if end < 0 else end + 3
        elif text[at] == "<" and (tag := _TAG.match(text, at)):
            at = tag.end()
            if tag["unread"]:
                close = _UNREAD_END.search(text, at)
                at = close.start() if close else len(text)
        else:
            keep.append(at)
            at += 1
    return Mapped(
        "".join(text[i] for i in keep),
        array("L", (markup.starts[i] for i in keep)),
        array("L", (markup.ends[i] for i in keep)),
    )


_TAG = later(r"<(?P<unread>script|style)\b[^<>]*>|</?[a-z][^<>]*>|<[!?][^<>]*>", re.IGNORECASE)
_UNREAD_END = later(r"</(?:script|style)\b", re.IGNORECASE)


def anchors(headings: Iterator[str]) -> Iterator[str]:
    """A stable anchor for each heading: letters of any script and digits kept, the rest one hyphen.

    Repeated headings get -2, -3, …, never an anchor another heading has of its own.
    """
    stems = [re.sub(r"[^\w]+", "-", heading.casefold()).strip("-_") or "section" for heading in headings]
    taken, nth = set(stems), Counter[str]()
    for stem in stems:
        nth[stem] += 1
        anchor = stem
        if nth[stem] > 1:
            while (anchor := f"{stem}-{nth[stem]}") in taken:
                nth[stem] += 1
            taken.add(anchor)
        yield anchor
