"""Rebuild the index: read → lint → build aside → check → switch; and what state it is in."""

import hashlib
import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from service import __version__
from service import folder as registry
from service.corpus import articles as article_files
from service.errors import BadArticle, BadInput, BadSettings, BuildBusy, BuildRefused, IndexTrouble
from service.jobs.ask import FILTERS, ask, verdict_json
from service.jobs.desks import Desks
from service.lint.run import lint, rules
from service.model import Article, Finding, Question, Verdict
from service.report._shape import finding_json, iso
from service.search import manifest
from service.search.build import Contents, build
from service.search.engine import ENGINES, Entry
from service.search.lexicon import lexicon
from service.search.manifest import Manifest
from service.search.shelf import Opened, current, opened

DEFAULT_ENGINE = "whoosh"


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a build made, the files it left out because `allow_bad` was set, and the judged questions
    it was not asked because their article is not there.
    """

    manifest: Manifest
    left_out: tuple[BadArticle, ...]
    unasked: tuple[Question, ...] = ()


def rebuild_index(
    desks: Desks,
    index: Path,
    today: date,
    *,
    articles: Path | None = None,
    engine: str = DEFAULT_ENGINE,
    allow_bad: bool = False,
) -> Rebuilt:
    """Build aside, check, switch; BuildRefused when an article is bad or a judged question fails."""
    left_out: list[BadArticle] = []
    folder = articles or desks.articles
    if not folder.is_dir():
        raise BadInput(f"{folder}: no such folder of articles")

    def contents() -> Contents:
        found = _articles(desks, folder, left_out)
        if left_out and not allow_bad:
            listed = "\n  ".join(map(str, left_out))
            raise BuildRefused(
                f"{len(left_out)} articles cannot be read, the old build still serves:\n  {listed}\n"
                "mend them, or leave them out with --allow-bad"
            )
        if not any(passage.body.strip() for article in found for passage in article.passages):
            raise BuildRefused(f"{folder} holds no published article with text; the old build still serves")
        return _contents(desks, found, articles, today)

    questions, unasked = desks.questions(), list[Question]()

    def canaries(fresh: Opened) -> list[str]:
        if articles is None:
            unasked.extend(question for question in questions if question.article not in fresh.articles)
        return _canaries(fresh, questions=questions, foreign=articles is not None)

    return Rebuilt(build(index, engine, contents, canaries), tuple(left_out), tuple(unasked))


def corpus_print(desks: Desks, folder: Path | None = None) -> str:
    """The fingerprint of everything a build is made from, to tell a stale one."""
    digest = hashlib.sha256()
    articles = folder or desks.articles
    files = {p for p in articles.rglob("*.md") if p.is_file()}
    for part in ("facts", "words", "questions"):
        files |= {p for p in (desks.root / part).rglob("*") if p.is_file()}
    for path in sorted(files):
        digest.update(os.fsencode(path.name) + b"\0")
        try:
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        except OSError:
            digest.update(b"?")
    digest.update("\n".join([__version__, *(rule.code for rule in rules())]).encode())
    return digest.hexdigest()[:16]


def _articles(desks: Desks, folder: Path, bad: list[BadArticle]) -> list[Article]:
    found: dict[str, Article] = {}
    files, troubles = article_files.find([folder])
    bad += troubles
    for path in files:
        try:
            article = desks.reader.load(path)
            if not _is_unicode(article.path):
                raise BadArticle(article.path, 1, "the file's name is not UTF-8; rename it")
            if article.id in found:
                other = found[article.id].path
                raise BadArticle(article.path, 1, f"id {article.id!r} is already that of {other}")
        except BadArticle as trouble:
            bad.append(trouble)
            continue
        found[article.id] = article
    return [article for article in found.values() if article.status == "published"]


def _is_unicode(name: str) -> bool:
    """Whether a file's name can be written down; elsewhere than on Windows it may be any bytes."""
    return not any("\ud800" <= char <= "\udfff" for char in name)


def _contents(desks: Desks, articles: Sequence[Article], folder: Path | None, today: date) -> Contents:
    desk, entries, pages = desks.desk(today), list[Entry](), list[dict[str, object]]()
    for article in articles:
        findings = lint(article, desk, rules())
        verdict = verdict_of(article, findings)
        entries += _entries(article, verdict, desks.reader.operators_in)
        pages.append(_page(article, verdict, findings))
    facets = {name: {value for entry in entries for value in getattr(entry, name)} for name in FILTERS.values()}
    changes = {d for f in desks.facts.facts.values() for d in (f.since, f.until) if d and d > today.isoformat()}
    return Contents(
        entries=entries,
        pages=pages,
        lexicon=lexicon(desks.words, desks.facts, facets),
        corpus=corpus_print(desks, folder),
        articles_from=str(folder.resolve()) if folder else None,
        as_of=today.isoformat(),
        next_change=min(changes, default=None),
    )


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
        "answers": any(p.body.strip() for p in article.passages),
        "countries": article.countries,
        "updated": iso(article.updated),
        "verdict": verdict_json(verdict),
        "sources": [
            {"url": s.url, "title": s.title, "seen": iso(s.seen), "published": iso(s.published)}
            for s in article.sources
        ],
        "findings": [finding_json(f) for f in findings if f.severity != "info"],
    }


def _canaries(build: Opened, *, questions: Sequence[Question], foreign: bool) -> list[str]:
    """Judged questions whose article is in the build; in a foreign folder, each title finds its article."""
    wrong = []
    for question in questions:
        if question.article in build.articles:
            hits = ask(build, question.text, limit=1).hits
            got = (hits[0].article, hits[0].section) if hits else ("nothing", "")
            wanted = (question.article, question.heading or got[1])
            if got != wanted:
                wrong.append(f"{question.text}: {' › '.join(wanted)} should come first, not {' › '.join(got)}")
    if foreign:
        for id, page in build.articles.items():
            title = page["title"]
            plain = "".join(c if c.isalnum() else " " for c in title)[:100]
            if plain.strip() and page["answers"] and not _finds(build, plain, id):
                wrong.append(f"the title {title!r} does not find its article {id}")
    return wrong


def _finds(build: Opened, text: str, article: str) -> bool:
    asked = build.parser.parse(text)
    return any(scored.entry.article == article for scored in build.engine.ask(asked.plan))


def index_state(desks: Desks, root: Path) -> dict[str, Any]:
    """What the current build is, and the reasons why it is stale, if it is."""
    names = current(root) or []
    made = manifest.verified(root / names[0])
    return {
        "index": str(root),
        "build": made.build,
        "engine": made.engine,
        "built": made.built,
        "articles": made.articles,
        "passages": made.passages,
        "as_of": made.as_of,
        "next_change": made.next_change,
        "stale": stale(desks, made, date.today()),  # noqa: DTZ011 (the service's own day)
    }


def stale(desks: Desks, made: Manifest, today: date) -> list[str]:
    """Why a build no longer says what it would say if it were built now; empty when it does."""
    reasons = []
    folder = Path(made.articles_from) if made.articles_from else None
    if (folder is None or folder.is_dir()) and made.corpus != corpus_print(desks, folder):
        reasons.append("the corpus has changed since")
    if made.next_change is not None and made.next_change <= today.isoformat():
        reasons.append(f"a fact has changed on {made.next_change}")
    return reasons


def fresh_index(desks: Desks, root: Path) -> Iterator[str]:
    """Build when there is no index, or one of another version or state; says what it does.

    A build made from other articles, or by another engine, is rebuilt so. A build that is merely stale goes on
    serving when the new one is refused.
    """
    today = date.today()  # noqa: DTZ011 (the service's own day)
    serving = False
    try:
        names = current(root) or []
        made = opened(root / names[0]).manifest
        reasons, serving = stale(desks, made, today), True
    except IndexTrouble as trouble:
        reasons = [str(trouble)]
    if not reasons:
        return
    yield f"building the index in {root} ({'; '.join(reasons)})"
    try:
        done = rebuild_index(desks, root, today, articles=articles_of(root), engine=engine_of(root)).manifest
    except BuildBusy as busy:
        yield f"{busy}"
        return
    except BuildRefused as refused:
        if not serving:
            raise
        yield f"{refused}"
        return
    yield f"build {done.build}: {done.articles} articles, {done.passages} passages"


def articles_of(root: Path) -> Path | None:
    """The folder the current build was made from, if it is not the corpus's own; it must still be there."""
    made = _said(root, "articles_from")
    if made is None:
        return None
    if not Path(made).is_dir():
        raise BadSettings(f"the index in {root} was built from {made}, which is gone; run: kawen index build")
    return Path(made)


def engine_of(root: Path) -> str:
    """The engine of the current build: who rebuilds without naming one keeps it."""
    made = _said(root, "engine")
    return made if made in registry.names(ENGINES) else DEFAULT_ENGINE


def _said(root: Path, name: str) -> str | None:
    """A text in the manifest of the current build, even of one that cannot be opened any more."""
    try:
        names = current(root) or []
        value = json.loads((root / names[0] / manifest.NAME).read_text(encoding="utf-8"))[name]
    except (IndexTrouble, OSError, ValueError, KeyError, TypeError):
        return None
    return value if isinstance(value, str) else None
