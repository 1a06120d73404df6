"""What a build is made of: files read once, each article linted and taken apart, and the fingerprint of it all."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
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
from service.search.engine import Entry, entry
from service.search.progress import Progress, counted, silent
from service.text.questions import asks


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the folder: what it is made of, or why it cannot be."""

    path: Path
    text: str
    trouble: BadArticle | None = None


def corpus_print(desks: Desks, folder: Path | None = None) -> str:
    """The fingerprint of everything a build is made from, to tell a stale one."""
    return print_of(desks, sources(folder or desks.articles, silent))


def print_of(desks: Desks, read: Iterable[Source]) -> str:
    """The same of articles that are here already: what is built is what is fingerprinted."""
    seen = [digest(source.path.name, source.text, str(source.trouble or "")) for source in read]
    return digest(context_of(desks, None, questions=True), *seen).hex()[:16]


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


def sources(folder: Path, progress: Progress) -> Iterator[Source]:
    """Every file of a folder, read once."""
    files, troubles = article_files.find([folder])
    for trouble in troubles:
        yield Source(Path(trouble.path), "", trouble)
    for path in counted(files, "read", progress):
        try:
            if not _is_unicode(str(path)):
                raise BadArticle(str(path), 1, "the file's name is not UTF-8; rename it")
            yield Source(path, text_of(path, str(path)))
        except BadArticle as trouble:
            yield Source(path, "", trouble)


@dataclass(frozen=True, slots=True)
class Worked:
    """What a build holds of one article; `anew` when it was not known from before."""

    id: str
    published: bool
    entries: list[Entry]
    page: dict[str, object]
    anew: bool


def worked_out(
    desks: Desks,
    read: Sequence[Source],
    parts: Parts,
    context: bytes,
    today: date,
    bad: list[BadArticle],
    progress: Progress,
) -> Iterator[Worked]:
    """The articles, each linted and taken apart, or as known from before; bad ones are told of and left out."""
    paths: dict[str, Path] = {}
    for source in counted(read, "lint", progress):
        if source.trouble:
            bad.append(source.trouble)
            continue
        key = digest("article", context, str(source.path), source.text)
        found = parts.get(key)
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
        yield Worked(id, found["published"], [entry(row) for row in found["entries"]], found["page"], anew)


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
