"""What a build is made of: files read once, each article linted and taken apart, and the fingerprint of it all."""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import service
from service import __version__
from service.corpus import articles as article_files
from service.corpus.encodings import text_of
from service.errors import BadArticle
from service.jobs.ask import verdict_json
from service.jobs.desks import Desks
from service.jobs.parts import Parts, digest
from service.lint.run import lint, rules
from service.model import Article, Finding, Verdict
from service.report._shape import finding_json, iso
from service.search import manifest
from service.search.columns import FACETS
from service.search.engine import Entry, entry
from service.search.ledger import Row
from service.search.progress import Progress, counted, silent
from service.text.questions import asks

#: Nanoseconds: the coarsest clock of a file system (FAT).
_TICK = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the folder: what it is made of, or why it cannot be.

    `name` is its path below the folder. A file that was not written to since the last build has its `row` instead of its
    text. `stamp` tells the next build whether it was.
    """

    path: Path
    name: str
    text: str
    trouble: BadArticle | None = None
    stamp: tuple[int, ...] = ()
    row: Row | None = None

    @property
    def told(self) -> bytes:
        """What the fingerprint of the corpus takes from it beside its name."""
        if self.row is not None:
            return bytes.fromhex(self.row.told)
        return digest(self.text, str(self.trouble or ""))


def corpus_print(desks: Desks, folder: Path | None = None, known: Iterable[Row] = ()) -> str:
    """The fingerprint of everything a build is made from, to tell a stale one; see `sources` for what is `known`."""
    return print_of(desks, sources(folder or desks.articles, silent, known))


def print_of(desks: Desks, read: Iterable[Source]) -> str:
    """The same of articles that are here already: what is built is what is fingerprinted."""
    told = (part for source in read for part in (source.name, source.told))
    return digest(context_of(desks, None, questions=True), *told).hex()[:16]


@cache
def code_print() -> bytes:
    """The fingerprint of the program: what another version works out is not reused."""
    here = Path(service.__file__).parent
    found = sorted(here.rglob("*.py"))
    return digest(__version__, manifest.analyser(), *(raw for path in found for raw in (path.name, path.read_bytes())))


def context_of(desks: Desks, today: date | None, *, questions: bool = False) -> bytes:
    """The fingerprint of what an article is judged and cut by: facts, words, the day, and for the answers our code."""
    found = [path for part in ("facts", "words") for path in sorted((desks.root / part).rglob("*")) if path.is_file()]
    if questions:
        found += sorted(path for path in (desks.root / "questions").rglob("*") if path.is_file())
    read = [raw for path in found for raw in (path.name, _bytes(path))]
    of_ours = [code_print(), today.isoformat()] if today else [__version__, *(rule.code for rule in rules())]
    return digest(*of_ours, *read)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b"?"


def sources(folder: Path, progress: Progress, known: Iterable[Row] = ()) -> Iterator[Source]:
    """Every file of a folder, read once, or not at all when its stamp is that of a `known` row."""
    rows = {row.path: row for row in known if row.stamp}
    now = time.time_ns()
    files, troubles = article_files.find([folder])
    for trouble in troubles:
        yield Source(Path(trouble.path), "", "", trouble)
    for path in counted(files, "read", progress):
        name = path.relative_to(folder).as_posix()
        try:
            if not _is_unicode(str(path)):
                raise BadArticle(str(path), 1, "the file's name is not UTF-8; rename it")
            stamp = _stamp(path, now)
            row = rows.get(str(path))
            if row is not None and tuple(row.stamp) == stamp:
                yield Source(path, name, "", None, stamp, row)
            else:
                yield Source(path, name, text_of(path, str(path)), None, stamp)
        except BadArticle as trouble:
            yield Source(path, name, "", trouble)


def _stamp(path: Path, now: int) -> tuple[int, ...]:
    """What differs once a file is written to again: both its times in nanoseconds, size and number.

    Empty for one that was written to a moment ago, or hereafter: another change might fall into the same tick of the
    file system's clock.
    """
    try:
        state = path.stat()
    except OSError:
        return ()
    if max(state.st_mtime_ns, state.st_ctime_ns) > now - _TICK:
        return ()
    return (state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino)


@dataclass(frozen=True, slots=True)
class Worked:
    """What a build holds of one article; `anew` when it was not known from before.

    One that the build in service has is its `row` there, without entries and page.
    """

    id: str
    published: bool
    entries: list[Entry]
    page: dict[str, object]
    anew: bool
    source: Source
    key: bytes
    row: Row | None = None

    @property
    def facets(self) -> dict[str, list[str]]:
        """The values of each field that its passages have."""
        if self.row is not None:
            return self.row.facets
        return {name: sorted({value for one in self.entries for value in getattr(one, name)}) for name in FACETS}


def worked_out(
    desks: Desks,
    read: Sequence[Source],
    parts: Parts,
    context: bytes,
    today: date,
    bad: list[BadArticle],
    progress: Progress,
    rows: Mapping[str, Row],
) -> Iterator[Worked]:
    """The articles, each linted and taken apart, or as known from before; bad ones are told of and left out.

    `rows` are those of the build in service by the first of their keys.
    """
    paths: dict[str, Path] = {}
    for source in counted(read, "lint", progress):
        if source.trouble:
            bad.append(source.trouble)
            continue
        row = source.row
        key = digest("article", context, str(source.path), source.text) if row is None else bytes.fromhex(row.keys[0])
        row = row or rows.get(key.hex())
        found: Any = {} if row is None else {"id": row.id, "published": row.published, "entries": (), "page": {}}
        if row is None:
            found = parts.get(key)
        else:
            parts.keep(map(bytes.fromhex, row.keys))
        anew = not isinstance(found, dict)
        try:
            if anew:
                found = _work(desks, source, today)
                parts.put(key, found)
            id = found["id"]
            if id in paths:
                raise BadArticle(str(source.path), 1, f"id {id!r} is already that of {paths[id]}")
        except BadArticle as trouble:
            bad.append(trouble)
            continue
        paths[id] = source.path
        entries = [entry(values) for values in found["entries"]]
        yield Worked(id, found["published"], entries, found["page"], anew, source, key, row)


def _work(desks: Desks, source: Source, today: date) -> dict[str, Any]:
    """Plain values, so that what is worked out and what is known from before are the same."""
    article = desks.reader.parse(source.text, str(source.path))
    published = article.status == "published"
    findings = lint(article, desks.desk(today), rules()) if published else []
    verdict = verdict_of(article, findings)
    made = {
        "id": article.id,
        "published": published,
        "entries": [one.as_json() for one in _entries(article, verdict, desks.reader.operators_in)],
        "page": _page(article, verdict, findings),
    }
    plain: dict[str, Any] = json.loads(json.dumps(made, ensure_ascii=False))
    return plain


def _is_unicode(name: str) -> bool:
    """Whether a file's name can be written down; elsewhere than on Windows it may be any bytes."""
    return not any("\ud800" <= char <= "\udfff" for char in name)


def verdict_of(article: Article, findings: Iterable[Finding]) -> Verdict:
    """What search and readers are told of a linted article."""
    counts = Counter(finding.severity for finding in findings)
    return Verdict(counts["error"], counts["warning"], article.checked, len(article.sources))


def _entries(article: Article, verdict: Verdict, named: Callable[[str], tuple[str, ...]]) -> list[Entry]:
    return [
        Entry(
            article=article.id,
            title=article.title,
            anchor=passage.anchor,
            section=passage.section,
            path=passage.path,
            kind=passage.kind,
            body=passage.body,
            countries=article.countries,
            operators=article.operators,
            kinds=article.kinds,
            topics=article.topics,
            verdict=verdict,
            named=named(passage.section),
            asked=article.asked.get(passage.section, ()),
        )
        for passage in article.passages
    ]


def _page(article: Article, verdict: Verdict, findings: Iterable[Finding]) -> dict[str, object]:
    return {
        "id": article.id,
        "title": article.title,
        "lang": article.lang,
        "text": article.text,
        "sections": [[p.anchor, p.section, p.span.start] for p in article.passages],
        "questions": [p.anchor for p in article.passages if p.kind == "faq" and p.body.strip()],
        "answers": any(p.body.strip() for p in article.passages),
        "faqs": [
            {"question": p.section, "answer": p.body, "anchor": p.anchor}
            for p in article.passages
            if p.body.strip() and (p.kind == "faq" or asks(p.section))
        ],
        "countries": article.countries,
        "operators": article.operators,
        "kinds": article.kinds,
        "topics": article.topics,
        "updated": iso(article.updated),
        "verdict": verdict_json(verdict),
        "sources": [
            {"url": s.url, "title": s.title, "seen": iso(s.seen), "published": iso(s.published)}
            for s in article.sources
        ],
        "facts": article.facts,
        "findings": [finding_json(f) for f in findings if f.severity != "info"],
    }
