"""Read the main text of an HTML page into blocks with exact offsets into the file.

Lexbor (by selectolax) builds the tree as a browser does; our own cutter knows where everything stands. Each run of
text goes into the tree as a mark and comes out where a browser would show it. Tags of inline elements stay outside
of the tree: what a browser does with misnested ones grows with their square.
"""

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from service.model import Block, Inline, InlineKind, Mapped, Span
from service.text.boilerplate import Element, Run, main
from service.text.later import later
from service.text.markup import Token, attributes, said, tokens

#: Nested deeper than any browser goes, tags are not read.
_DEEPEST = 400
#: Runs of text that a link keeps the words of.
_MOST_PIECES = 200
_MARK = later("\ue000([0-9]+)\ue001")
_SPACES = later(r"[ \t\n\r\f]+")
_WIDE = later(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_INLINES: dict[str, InlineKind] = {
    **{"a": "link", "b": "strong", "strong": "strong", "em": "emphasis", "i": "emphasis", "var": "emphasis"},
    **{"code": "code", "kbd": "code", "samp": "code", "tt": "code"},
}
#: Kept out of the tree: they hold no block together.
_UNPARSED = frozenset(
    (
        *(*_INLINES, "big", "font", "nobr", "s", "small", "strike", "u", "span", "abbr", "mark", "sub", "sup"),
        *("label", "time", "cite", "q", "dfn", "data", "bdi", "bdo", "ins", "del"),
    )
)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
#: Closed by the next of their kind, so that they cannot nest by themselves.
_IMPLIED = frozenset(["p", "li", "dd", "dt", "tr", "td", "th", "option", "tbody", "thead", "tfoot", "html", "body"])


@dataclass(frozen=True, slots=True)
class Parsed:
    """The main text of a page: its blocks, what <title> says and where, and what <meta> says by name."""

    blocks: list[Block]
    title: Mapped
    meta: dict[str, str]


def parse(text: str) -> Parsed:
    """The main text of a page; every span counts from the start of the file."""
    source = _Source(text)
    elements, runs = _tree(source.marked)
    blocks = [_block(source, group) for group in _groups(main(elements, runs, source.weights))]
    blocks += [Block("html", span, Mapped("", (), ())) for span in source.comments]
    return Parsed(sorted(blocks, key=lambda block: block.span), source.title, source.meta)


# The file ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Found:
    """An inline element: from which run of text up to, not including, which."""

    kind: InlineKind
    span: Span
    first: int
    last: int
    target: str
    text: str = ""


@dataclass(eq=False)
class _Source:
    """What stands where in the file, and the page with a mark in place of each text."""

    text: str
    runs: list[Span] = field(default_factory=list)
    weights: list[int] = field(default_factory=list)
    #: What stands right before a run: blanks, and tags that break the line.
    blanks: dict[int, Span] = field(default_factory=dict)
    breaks: defaultdict[int, list[Span]] = field(default_factory=lambda: defaultdict(list))
    inlines: defaultdict[int, list[_Found]] = field(default_factory=lambda: defaultdict(list))
    comments: list[Span] = field(default_factory=list)
    title: Mapped = field(default_factory=lambda: Mapped("", (), ()))
    meta: dict[str, str] = field(default_factory=dict)
    marked: str = ""

    def __post_init__(self) -> None:
        self._open: defaultdict[str, list[tuple[Token, int]]] = defaultdict(list)
        self._out: list[str] = []
        self._deep, self._left_out = 0, Counter[str]()
        in_title = False
        for token in tokens(self.text):
            if token.kind == "text" and in_title:
                self.title = _collapsed(said(self.text, token.span))
            elif token.kind == "text":
                self._say(token.span)
            elif token.kind == "start":
                self._begin(token)
            elif token.kind == "end":
                self._finish(token)
            elif "kawen" in self.text[token.span.start : token.span.end]:
                self.comments.append(token.span)
            in_title = token.kind == "start" and token.name == "title"
        for opened in self._open.values():
            for token, first in opened:  # never closed: its tag alone is known
                self._inline(token, token.span, first, first)
        self.marked = "".join(self._out)

    def _say(self, span: Span) -> None:
        words = len(self.text[span.start : span.end].strip(" \t\n\r\f\ufeff"))
        if not words:
            self._out.append(" ")
            self.blanks[len(self.runs)] = span
            return
        self._keep(span, 0 if self._open["a"] else words)

    def _keep(self, span: Span, weight: int) -> None:
        self._out.append(f"\ue000{len(self.runs)}\ue001")
        self.runs.append(span)
        self.weights.append(weight)

    def shown(self, nth: int) -> Mapped:
        """What a reader sees of a run: nothing of an image."""
        span = self.runs[nth]
        if any(found.kind == "image" for found in self.inlines.get(nth, ())):
            return Mapped("", (), ())
        return said(self.text, span)

    def _begin(self, token: Token) -> None:
        name = token.name
        if name == "meta":
            given = attributes(self.text, token)
            self.meta.setdefault((given.get("property") or given.get("name", "")).lower(), given.get("content", ""))
        elif name == "br":
            self.breaks[len(self.runs)].append(token.span)
        elif name == "img":
            given, at = attributes(self.text, token), len(self.runs)
            self.inlines[at].append(_Found("image", token.span, at, at, given.get("src", ""), given.get("alt", "")))
            self._keep(token.span, 0)
        elif name in _INLINES:
            if name == "a" and self._open["a"]:  # a link ends where the next begins
                self._inline(*self._closed("a", token.span.start))
            self._open[name].append((token, len(self.runs)))
        if name in _UNPARSED or name in ("br", "img", "meta", "title"):
            return
        if name not in _VOID and name not in _IMPLIED:
            if self._deep >= _DEEPEST:
                self._left_out[name] += 1
                return
            self._deep += 1
        inside = self.text[token.span.start + 1 + len(name) : token.span.end].rstrip("/>").replace("\ue000", "")
        self._out.append(f"<{name} {inside}>" if len(inside) < 2000 else f"<{name}>")

    def _finish(self, token: Token) -> None:
        name = token.name
        if self._open.get(name):
            self._inline(*self._closed(name, token.span.end))
        if name in _UNPARSED or name == "title":
            return
        if self._left_out[name]:
            self._left_out[name] -= 1
            return
        if name not in _VOID and name not in _IMPLIED:
            self._deep = max(0, self._deep - 1)
        self._out.append(f"</{name}>")

    def _closed(self, name: str, end: int) -> tuple[Token, Span, int, int]:
        token, first = self._open[name].pop()
        return token, Span(token.span.start, end), first, len(self.runs)

    def _inline(self, token: Token, span: Span, first: int, last: int) -> None:
        target = attributes(self.text, token).get("href", "").strip() if token.name == "a" else ""
        self.inlines[first].append(_Found(_INLINES[token.name], span, first, last, target))


# The tree ------------------------------------------------------------------------------------------


def _tree(marked: str) -> tuple[list[Element], list[Run]]:
    """The elements, parents first, and the runs of text in the order of the page."""
    from selectolax.lexbor import LexborHTMLParser

    root = LexborHTMLParser(marked).root
    elements, runs = [Element("html", -1, {})], list[Run]()
    stack, piece, node = [0], 0, root.first_child if root is not None else None
    while node is not None:
        if node.is_text_node:
            for mark in _MARK.finditer(node.text_content or ""):
                runs.append(Run(int(mark[1]), stack[-1], piece))
        elif node.is_element_node:
            piece += 1
            elements.append(Element(node.tag or "", stack[-1], {k: v or "" for k, v in node.attributes.items()}))
            if (child := node.first_child) is not None:
                stack.append(len(elements) - 1)
                node = child
                continue
        while node is not None and node.next is None:
            node = node.parent
            piece += 1
            if len(stack) == 1:
                return elements, runs
            stack.pop()
        node = node.next if node is not None else None
    return elements, runs


# Blocks --------------------------------------------------------------------------------------------


def _groups(runs: list[Run]) -> Iterator[list[Run]]:
    """The runs that stand in one block: those with no border of any element between them."""
    group: list[Run] = []
    for run in runs:
        if group and (run.piece != group[-1].piece or run.nth != group[-1].nth + 1):
            yield group
            group = []
        group.append(run)
    if group:
        yield group


def _block(source: _Source, group: list[Run]) -> Block:
    plain, where = _plain(source, group)
    first, last = group[0].nth, group[-1].nth
    inlines, code = list[Inline](), list[Span]()
    for found in (f for run in group for f in source.inlines.get(run.nth, ())):
        words = [source.shown(n).text for n in range(found.first, found.last)[:_MOST_PIECES]]
        inlines.append(Inline(found.kind, found.span, found.text or "".join(words).strip(), found.target))
        if found.kind == "code" and found.last > found.first:
            code.append(Span(where[found.first].start, where[min(found.last - 1, last)].end))
    begun, ended = source.runs[first], source.runs[last]
    span = Span(plain.starts[0], plain.ends[-1]) if plain.text else Span(begun.start, ended.end)
    inlines.sort(key=lambda inline: inline.span)
    kind = group[0]
    return Block(kind.kind, span, plain, tuple(inlines), tuple(sorted(code)), kind.level, kind.ordered)


def _plain(source: _Source, group: list[Run]) -> tuple[Mapped, dict[int, Span]]:
    """What a reader sees of a block, and where in it each run stands."""
    pieces: list[str] = []
    starts, ends = array("L"), array("L")
    where: dict[int, Span] = {}

    def keep(text: str, begin: Sequence[int], end: Sequence[int]) -> None:
        pieces.append(text)
        starts.extend(begin)
        ends.extend(end)

    for run in group:
        if run is not group[0]:
            for tag in source.breaks.get(run.nth, ()):
                keep("\n", [tag.start], [tag.end])
            if (blank := source.blanks.get(run.nth)) and run.nth not in source.breaks:
                keep(" ", [blank.start], [blank.end])
        at = len(starts)
        shown = source.shown(run.nth)
        shown = shown if run.verbatim else _collapsed(shown, strip=False)
        keep(shown.text, array("L", shown.starts), array("L", shown.ends))
        where[run.nth] = Span(at, len(starts))
    whole = "".join(pieces)
    left = len(whole) - len(whole.lstrip())
    right = max(left, len(whole.rstrip()))
    moved = {nth: Span(_within(s.start, left, right), _within(s.end, left, right)) for nth, s in where.items()}
    return Mapped(whole[left:right], starts[left:right], ends[left:right]), moved


def _within(at: int, left: int, right: int) -> int:
    return min(max(at, left), right) - left


def _collapsed(shown: Mapped, *, strip: bool = True) -> Mapped:
    """White space as a browser shows it; a wrapped line of Chinese goes on without a blank."""
    pieces: list[str] = []
    starts, ends = array("L"), array("L")
    text, at = shown.text, 0
    for blank in [*_SPACES.finditer(text), None]:
        end = blank.start() if blank else len(text)
        pieces.append(text[at:end])
        starts.extend(shown.starts[at:end])
        ends.extend(shown.ends[at:end])
        if blank and not _vanishes(text, blank) and not (strip and blank.end() in (len(text), end - at)):
            pieces.append(" ")
            starts.append(shown.starts[blank.start()])
            ends.append(shown.ends[blank.end() - 1])
        at = blank.end() if blank else end
    return Mapped("".join(pieces), starts, ends)


def _vanishes(text: str, blank: re.Match[str]) -> bool:
    around = text[max(0, blank.start() - 1) : blank.start()], text[blank.end() : blank.end() + 1]
    return ("\n" in blank[0] or "\r" in blank[0]) and all(_WIDE.match(char) for char in around)
