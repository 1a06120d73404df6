"""Articles: Markdown files with or without front matter, and HTML pages, read into `Article`."""

import contextlib
import os
import re
import tomllib
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

from service.corpus import infer, pages
from service.corpus.encodings import text_of
from service.corpus.passages import passages
from service.corpus.tables import Row
from service.errors import BadArticle, BadCorpus
from service.model import Article, Block, Facts, Mapped, Note, Sentence, Span, Words
from service.text import markdown
from service.text.later import later
from service.text.lines import Lines
from service.text.normalise import script_of
from service.text.sentences import sentences

#: Unknown fields that are pointed out one by one.
_NOTED = 50
_ID = later(r"[a-z0-9-]+")
_COUNTRY = later(r"[A-Z]{2}")
_FENCE = later(r"(\+\+\+|---)[ \t]*(?:\r\n|\r|\n)")
#: What YAML begins with; a rule (---) with prose below it is no front matter.
_YAML = later(r"\s*(?:\Z|\#|[A-Za-z_\"'][^\n:]*:(?:\s|\Z))")
_QUOTED = r"""\"(?:\\.|[^\"\\\r\n])*\"|'[^'\r\n]*'|\#[^\r\n]*"""
_TOML_PLACE = later(r" \(at line \d+, column \d+\)$")  # counted from the front matter, not from the file
_SENTENCE = later(r"(?<=[。！？!?])")
#: Characters; and a key of many dotted parts: what TOML does with either grows with its square.
_LARGEST_FRONT = 64_000
_DOTTED = later(r"^[^=\"'#\r\n]*(?:\.[^=\"'#.\r\n]*){6}", re.MULTILINE)
_TOML_LINE = later(r"line (\d+)")
#: What other generators call the day of the last change, the surest first.
_UPDATED = ("lastmod", "last_modified", "lastUpdated", "last_updated", "modified", "date", "pubDate")
_YAML_KEY = later(
    rf"^(id|title|lang|status|updated|checked|{'|'.join(_UPDATED)})[ \t]*:[ \t]*(.*?)[ \t]*$", re.MULTILINE
)


class Reader:
    """Reads articles with what is known of operators and places, for what front matter leaves out."""

    def __init__(self, facts: Facts, words: Words, encoding: str | None = None) -> None:
        self._infer = infer.Names(facts, words)
        self._encoding = encoding

    def operators_in(self, text: str) -> tuple[str, ...]:
        """The operators that a text names."""
        return self._infer.operators_in(text)

    def load(self, path: Path, shown: str | None = None) -> Article:
        """One file; BadArticle with file and line when it cannot be read as an article."""
        return self.parse(text_of(path, shown or str(path), self._encoding), shown or str(path))

    def parse(self, text: str, path: str) -> Article:
        """The same from text that is already here; a page of HTML is its main text."""
        if pages.is_page(path, text):
            return self._infer.fill(pages.article(text, path), given=set())
        front = _front(text, path)
        body = markdown.blocks(text, front.end)
        said = list(sentences(body))
        title, title_span, leading = _title(body, said, front)
        parts = passages(text, title, body[leading:], front.end)
        article = Article(
            path=path,
            id=front.id or Path(path).stem,
            text=text,
            title=title,
            title_span=title_span,
            lang=front.lang or script_of("".join(block.plain.text for block in body)),
            countries=front.countries,
            operators=front.operators,
            kinds=front.kinds,
            topics=front.topics,
            updated=front.updated,
            checked=front.checked,
            sources=front.sources,
            facts=front.facts,
            status=front.status,
            blocks=(*front.blocks, *body),
            sentences=tuple(said),
            passages=tuple(parts),
            notes=(*front.notes, *_unheaded(text, front, {part.section for part in parts})),
            asked=front.asked,
        )
        return self._infer.fill(article, given=front.given)


def find(paths: Iterable[Path]) -> tuple[list[Path], list[BadArticle]]:
    """The Markdown files behind paths, sorted, once, and what could not be looked at.

    A file is itself; a folder every Markdown file below it, but not in hidden folders or installed packages.
    """
    found: dict[Path, None] = {}
    troubles: list[BadArticle] = []
    for path in paths:
        if path.is_dir():
            inside = _below(path, troubles)
            if not inside:
                troubles.append(BadArticle(str(path), 0, "no Markdown file (*.md) in this folder"))
            found.update(dict.fromkeys(inside))
        elif path.exists() or path.is_symlink():
            found[path] = None
        else:
            troubles.append(BadArticle(str(path), 0, "no such file or folder"))
    return list(found), troubles


def _below(folder: Path, troubles: list[BadArticle]) -> list[Path]:
    def refused(trouble: OSError) -> None:
        troubles.append(BadArticle(str(trouble.filename), 0, f"cannot be read: {trouble.strerror}"))

    found = []
    for here, folders, files in os.walk(folder, onerror=refused):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f != "node_modules")
        found += [Path(here, file) for file in files if file.lower().endswith((".md", ".markdown"))]
    return sorted(found)


# Front matter --------------------------------------------------------------------------------------


class _Front:
    """What front matter says, and where the body begins."""

    def __init__(self, text: str, path: str, end: int, row: Row) -> None:
        self.end = end
        #: What is written is meant: an empty list says of no country, operator, kind or topic in particular.
        self.given = {name for name in ("countries", "operators", "kinds", "topics") if row.has(name)}
        self.id = row.text("id", "")
        if self.id and not _ID.fullmatch(self.id):
            raise row.fail("id", f"must consist of a-z, 0-9 and hyphens, not {self.id!r}")
        self.title = row.text("title", "")
        lang = row.one_of("lang", ("zh-Hans", "zh-Hant", ""), "")
        self.lang = cast(Any, lang)
        self.countries = row.texts("countries")
        for code in self.countries:
            if not _COUNTRY.fullmatch(code):
                raise row.fail("countries", f'must be ISO codes like "KZ", not {code!r}')
        self.operators = row.texts("operators")
        self.kinds = row.texts("kinds")
        self.topics = row.texts("topics")
        self.updated: date | None = row.day("updated")
        self.checked: date | None = row.day("checked")
        self.sources = row.sources(required=False)
        self.facts = row.texts("facts")
        self.asked = row.lists("asked")
        status = row.one_of("status", ("draft", "published", "retired"), "published")
        self.status = cast(Any, status)
        start = len(text) - len(text.removeprefix("\ufeff"))
        nothing = Mapped("", (), ())
        self.blocks = [Block("front-matter", Span(start, end), nothing)] if end > start else []
        self.notes = [
            Note(_field_span(text, end, name), f"front matter 里没有「{name}」这个字段")
            for name in row.unknown()[:_NOTED]
        ]


def _front(text: str, path: str) -> _Front:
    start = 1 if text.startswith("\ufeff") else 0
    fence = _FENCE.match(text, start)
    if fence is not None:
        close = re.compile(rf"(?<=[\r\n]){re.escape(fence[1])}[ \t]*(?:\r\n|\r|\n|\Z)")
        end = close.search(text, fence.end())
        inside = text[fence.end() : end.start() if end else None].replace("\r\n", "\n").replace("\r", "\n")
        if end is None and fence[1] == "+++":
            raise BadArticle(path, 1, "front matter begins with +++ but never ends; add a closing +++ line")
        if end is not None and fence[1] == "+++":
            return _toml(text, path, inside, end.end())
        if end is not None and _YAML.match(inside):
            return _Front(text, path, end.end(), Row("front matter", _yaml(inside)))
    return _Front(text, path, start, Row("front matter", {}))


def _toml(text: str, path: str, inside: str, end: int) -> _Front:
    if len(inside) > _LARGEST_FRONT or _DOTTED.search(inside):
        raise BadArticle(path, 1, f"front matter must be plain tables of at most {_LARGEST_FRONT} characters")
    try:
        values = tomllib.loads(inside)
    except (ValueError, RecursionError) as trouble:  # RecursionError: brackets nested too deep
        said = _TOML_LINE.search(str(trouble))
        line = 1 + (int(said[1]) if said else inside.count("\n"))
        reason = _TOML_PLACE.sub("", str(trouble))
        raise BadArticle(path, line, f"front matter is not TOML: {reason}") from None
    try:
        return _Front(text, path, end, Row("front matter", _dated(values)))
    except BadCorpus as trouble:
        at = _field_span(text, end, trouble.field).start
        raise BadArticle(path, Lines(text).place(at)[0], str(trouble)) from None


def _unheaded(text: str, front: _Front, sections: Collection[str]) -> Iterator[Note]:
    """Wordings of sections that the article has no more."""
    for name in [name for name in front.asked if name not in sections][:_NOTED]:
        at = text.find(name, 0, front.end)
        place = Span(at, at + len(name)) if at >= 0 else _field_span(text, front.end, "asked")
        yield Note(place, f"asked 里的「{name}」不是这篇文章的小节")


def _yaml(inside: str) -> dict[str, Any]:
    """The simple keys of other people's pages; the rest of their YAML is none of our business."""
    found: dict[str, Any] = {}
    for key, value in _YAML_KEY.findall(inside):
        value = value.strip("\"'")
        if key in ("updated", "checked", *_UPDATED):
            with contextlib.suppress(ValueError):
                found[key] = date.fromisoformat(value[:10])
        elif (
            (key == "title" and not value.startswith(("|", ">")))
            or (key == "id" and _ID.fullmatch(value))
            or (key == "lang" and value in ("zh-Hans", "zh-Hant"))
            or (key == "status" and value in ("draft", "published", "retired"))
        ):
            found[key] = value
    return _dated(found)


def _dated(values: dict[str, Any]) -> dict[str, Any]:
    """Values with `updated`, where other generators' names for it hold a day."""
    given: dict[str, date] = {}
    for name in _UPDATED:
        value = values.get(name)
        if isinstance(value, datetime):
            given[name] = value.date()
        elif isinstance(value, date):
            given[name] = value
        elif isinstance(value, str):
            with contextlib.suppress(ValueError):
                given[name] = date.fromisoformat(value[:10])
    left = {name: value for name, value in values.items() if name not in given}
    return {"updated": next(iter(given.values())), **left} if given else left


def _field_span(text: str, end: int, field: str) -> Span:
    """The line of front matter that sets a field: of `sources.2.url`, where the second source sets it; of `asked.丢卡`, where
    that key of the table stands.
    """
    name, _, inner = field.partition(".")
    set_here = rf"[ \t\[]*[\"']?{re.escape(name)}[\"']?[ \t]*[=.\]]"
    lines = list(re.finditer(r"[^\r\n]+", text[:end]))
    rows = [line for line in lines if re.match(set_here, line[0])]
    if not rows:
        return Span(lines[0].start(), lines[0].end())
    if not inner:
        return Span(rows[0].start(), rows[0].end())
    nth, _, key = inner.partition(".")
    if not nth.isdigit():
        at = max(text.find(inner, rows[0].end(), end), rows[0].start())
        line = next(line for line in lines if line.end() > at)
        return Span(line.start(), line.end())
    tables = re.compile(rf"{_QUOTED}|(?P<table>\{{|^[ \t]*\[\[[^\r\n]*)", re.MULTILINE)
    opened = [m.start() for m in tables.finditer(text, rows[0].start(), end) if m["table"]]
    at = opened[int(nth) - 1] if len(opened) >= int(nth) else rows[0].start()
    after = opened[int(nth)] if len(opened) > int(nth) else end
    setting = re.compile(rf"{_QUOTED}|(?P<key>\b{re.escape(key)}[\"']?[ \t]*=)").finditer(text, at, after)
    at = next((m.start() for m in setting if m["key"]), at)
    line = next(line for line in lines if line.end() > at)
    return Span(line.start(), line.end())


# Title ---------------------------------------------------------------------------------------------


def _title(body: list[Block], said: list[Sentence], front: _Front) -> tuple[str, Span, int]:
    """The title, where it stands, and how many leading blocks are nothing but the title.

    A leading heading that says something else than the title in front matter is a section of its own.
    """
    first = body[0] if body else None
    heading = next((b for b in body if b.kind == "heading" and b.plain.text.strip()), None)
    if first is not None and first.kind == "paragraph" and _all_strong(first):
        found, leading = first, 1
    elif heading is not None:
        found, leading = heading, int(heading is first)
    elif said:
        first_sentence = _SENTENCE.split(_without_links(said[0].block), maxsplit=1)[0]
        return front.title or first_sentence, said[0].whole, 0
    else:
        return front.title, Span(front.end, front.end), 0
    title = _without_links(found)
    return front.title or title, found.span, leading if front.title in ("", title) else 0


def _all_strong(block: Block) -> bool:
    strong = sum(i.span.end - i.span.start for i in block.inlines if i.kind == "strong")
    return len(block.plain.text) <= 120 and strong > 0 and strong >= (block.span.end - block.span.start) - 2


def _without_links(block: Block) -> str:
    """A title without the contacts that sellers hang on it."""
    linked = {at for i in block.inlines if i.kind == "link" for at in range(i.span.start, i.span.end)}
    kept = "".join(
        char for char, start in zip(block.plain.text, block.plain.starts, strict=True) if start not in linked
    )
    return re.sub(r"(?:\[\s*\]|【\s*】|\s)+", " ", kept).strip()[:200] or block.plain.text.strip()[:200]
