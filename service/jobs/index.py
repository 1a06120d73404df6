"""Rebuild the index: read → lint → build aside → check → switch; and what state it is in."""

import gc
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from service import folder as registry
from service.errors import (
    BadArticle,
    BadInput,
    BadSettings,
    BuildBusy,
    BuildRefused,
    EngineDown,
    IndexRefused,
    IndexTrouble,
)
from service.jobs.ask import FILTERS
from service.jobs.desks import Desks
from service.jobs.judge import Judge, Judgement
from service.jobs.limits import Limits
from service.jobs.material import Source, Worked, context_of, corpus_print, print_of, sources, worked_out
from service.jobs.parts import Parts, Remembering, digest, peek, remembered
from service.model import Question
from service.search import ledger, manifest, pages
from service.search.build import Contents, Proof, build, busy
from service.search.engine import ENGINES
from service.search.ledger import Ledger, Row
from service.search.lexicon import Lexicon, lexicon
from service.search.manifest import Manifest
from service.search.progress import Progress, silent
from service.search.shelf import ARTICLES, Opened, current, opened
from service.search.standing import Piece, Standing, standing
from service.search.sweep import lying

DEFAULT_ENGINE = "whoosh"
#: New objects (200 MB of them at most) from one search for cyclic garbage to the next while a build is made.
_COLLECT = 2_000_000


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a build made, the files it left out because `allow_bad` was set, the judged questions it was not
    asked because their article is not there, and those it answers worse than the build before: within the
    margin, or by force. `reused` articles were not worked out again; `unchanged` means nothing was built.
    """

    manifest: Manifest
    left_out: tuple[BadArticle, ...] = ()
    unasked: tuple[Question, ...] = ()
    worse: tuple[str, ...] = ()
    forced: bool = False
    reused: int = 0
    unchanged: bool = False


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Look for cyclic garbage seldom: a build makes hundreds of thousands of objects that stay, and next to no cycles."""
    before = gc.get_threshold()
    gc.set_threshold(_COLLECT, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


@_seldom_collecting()
def rebuild_index(
    desks: Desks,
    index: Path,
    today: date,
    *,
    articles: Path | None = None,
    engine: str = DEFAULT_ENGINE,
    allow_bad: bool = False,
    limits: Limits | None = None,
    reuse: bool = False,
    progress: Progress = silent,
) -> Rebuilt:
    """Build aside, check, switch; BuildRefused when an article is bad or too many judged questions fail.

    With `reuse` what was worked out of an article before is not worked out again, and nothing is built
    when nothing has changed; the answers are those of a build without it.
    """
    limits = limits or Limits.of_environment()
    left_out: list[BadArticle] = []
    folder = articles or desks.articles
    if not folder.is_dir():
        raise BadInput(f"{folder}: no such folder of articles")
    if reuse and (made := _unchanged(desks, index, today, articles, engine)):
        return Rebuilt(made, tuple(_left_out(desks, index, folder, made)), unchanged=True)
    judgement, changed, reused = Judgement(), set[str](), 0

    def material(parts: Parts, context: bytes, base: Standing | None) -> tuple[list[Source], list[Worked]]:
        left_out.clear()
        rows = {} if base is None else {key: row for key, (row, _, _) in base.known.items()}
        read = list(sources(folder, progress, rows.values()))
        return read, list(worked_out(desks, read, parts, context, today, left_out, progress, rows))

    def contents() -> Contents:
        nonlocal reused
        parts = stack.enter_context(remembered(index, reuse=reuse))
        context = context_of(desks, today)
        before = (current(index, missing_ok=True) or [""])[0] if reuse else ""
        base = standing(index, before, engine, context.hex()) if before else None
        read, worked = material(parts, context, base)
        anew = {one.id for one in worked if one.anew}
        if base is not None and _facets(worked) != base.ledger.facets:  # then questions are understood otherwise
            base = None
            read, worked = material(parts, context, base)
            anew |= {one.id for one in worked if one.anew}
        if context_of(desks, today) != context:
            parts.forget()
            raise BuildRefused("facts or words were changed meanwhile, the old build still serves; run it again")
        kept = "the old build still serves" if current(index, missing_ok=True) else "nothing was built"
        if any(trouble.path == str(folder) for trouble in left_out):
            raise BuildRefused("; ".join(map(str, left_out)) + f"; {kept}")
        if left_out and not allow_bad:
            listed = "\n  ".join(map(str, left_out))
            raise BuildRefused(
                f"{len(left_out)} articles cannot be read, {kept}:\n  {listed}\n"
                "mend them, or leave them out with --allow-bad"
            )
        reused = sum(one.id not in anew for one in worked)
        if not any(_passages(one) for one in worked):
            raise BuildRefused(f"{folder} holds no published article with text; {kept}")
        made = _contents(desks, worked, parts, context, print_of(desks, read), articles, today, base, reuse=reuse)
        parts.put(_bad_key(made), [[bad.path, bad.line, bad.reason] for bad in left_out])
        shown = _shown(index / before) if before else {}
        changed.update(id for id, line in made.pages if shown.get(id) != line)
        return made

    def canaries(fresh: Opened, before: dict[str, Any]) -> Proof:
        judge = Judge(
            desks.questions(),
            titles=articles is not None,
            changed=frozenset(changed) if reuse else None,
            margin=limits.margin,
            force=limits.force,
            progress=progress,
        )
        return judge(fresh, before, judgement)

    with ExitStack() as stack:
        made = build(index, engine, contents, canaries, keep=limits.keep, progress=progress)
    return Rebuilt(
        made, tuple(left_out), tuple(judgement.unasked), judgement.worse, judgement.forced, reused, unchanged=False
    )


def rebuilt_json(done: Rebuilt) -> dict[str, Any]:
    """What came of a build, in plain values."""
    made = done.manifest
    return {
        "build": made.build,
        "engine": made.engine,
        "articles": made.articles,
        "passages": made.passages,
        "unchanged": done.unchanged,
        "reused": done.reused,
        "forced": done.forced,
        "worse": list(done.worse),
        "unasked": [question.text for question in done.unasked],
        "left_out": [{"path": bad.path, "line": bad.line or None, "reason": bad.reason} for bad in done.left_out],
    }


def warnings(done: Rebuilt) -> Iterator[str]:
    """What whoever built should know although the build serves."""
    if done.worse:
        why = "because of --force" if done.forced else "within the margin"
        yield f"switched {why} although {len(done.worse)} judged questions fail that did not fail before:"
        yield from (f"  {said}" for said in done.worse)
    if done.unasked:
        absent = ", ".join(sorted({question.article for question in done.unasked}))
        yield f"{len(done.unasked)} judged questions were not asked: there is no article {absent}"
    for trouble in done.left_out:
        yield f"left out: {trouble}"


def verify_build(where: Path) -> Manifest:
    """Every file as its manifest says, and as many passages; IndexTrouble names what is not."""
    with closing(opened(where).engine) as engine:
        made = manifest.read(where)
        if engine.count() != made.passages:
            said = f"{where} holds {engine.count()} passages instead of {made.passages}"
            raise IndexRefused(f"{said}; {manifest.rebuild(where.parent)}")
    return made


def _unchanged(desks: Desks, index: Path, today: date, articles: Path | None, engine: str) -> Manifest | None:
    """The manifest of the build in service, when a new one would say the same."""
    try:
        where = index / (current(index) or [])[0]
        made = manifest.read(where)
        asked = (str(articles.resolve()) if articles else None, engine, today.isoformat())
        if (made.articles_from, made.engine, made.as_of) != asked:
            return None
        before = ledger.read(index, where.name, rows_only=True)
        same = before is not None and before.context == context_of(desks, today).hex()
        if stale(desks, made, today, before.rows if before and same else ()):
            return None
        return manifest.verified(where)
    except (IndexTrouble, OSError):
        return None


def _left_out(desks: Desks, index: Path, folder: Path, made: Manifest) -> list[BadArticle]:
    """The files of a folder that the build in service was made without; the build before it took them down."""
    known = peek(index, _bad_key(made))
    try:
        return [BadArticle(str(path), int(line), str(reason)) for path, line, reason in known]
    except (TypeError, ValueError):
        pass  # that was forgotten: read the articles again
    found: list[BadArticle] = []
    paths: dict[str, Path] = {}
    for source in sources(folder, silent):
        try:
            if source.trouble:
                raise source.trouble
            id = desks.reader.parse(source.text, str(source.path)).id
            if id in paths:
                raise BadArticle(str(source.path), 1, f"id {id!r} is already that of {paths[id]}")
            paths[id] = source.path
        except BadArticle as trouble:
            found.append(trouble)
    return found


def _bad_key(made: Contents | Manifest) -> bytes:
    """What the files that were left out of a build are remembered under."""
    return digest("left out", made.corpus, made.articles_from or "")


def _shown(build: Path) -> Mapping[str, bytes]:
    """The pages of a build by article; none when they cannot be read, for then all others are news.

    What is worked out is remembered although a build was refused, so that it does not tell what the readers have not seen.
    """
    try:
        shown = pages.Pages(build / ARTICLES)
    except (OSError, ValueError):
        return {}
    return dict(zip(shown.ids, shown.lines, strict=True))


def _passages(one: Worked) -> int:
    """How many passages of an article are in a build."""
    if one.row is not None:
        return one.row.passages
    return sum(bool(entry.body.strip()) for entry in one.entries) if one.published else 0


def _facets(worked: Iterable[Worked]) -> dict[str, list[str]]:
    """All values of each field that published passages have."""
    said = [one.facets for one in worked if one.published]
    return {name: sorted({value for facets in said for value in facets[name]}) for name in FILTERS.values()}


def _contents(
    desks: Desks,
    worked: Sequence[Worked],
    parts: Parts,
    context: bytes,
    corpus: str,
    folder: Path | None,
    today: date,
    base: Standing | None,
    *,
    reuse: bool,
) -> Contents:
    published, facets = [one for one in worked if one.published], _facets(worked)
    changes = {d for f in desks.facts.facts.values() for d in (f.since, f.until) if d and d > today.isoformat()}
    known = Lexicon(**json.loads(base.lexicon)) if base else lexicon(desks.words, desks.facts, facets)
    cutter = Remembering(parts, context, known)
    kept = base.known if base else {}

    def rows(spoken: Mapping[str, Iterable[str]]) -> Ledger:
        found = [one.row or _row(one, cutter.keys.get(one.id), spoken.get(one.id, ())) for one in worked]
        stamped = [replace(row, stamp=list(one.source.stamp)) for row, one in zip(found, worked, strict=True)]
        return Ledger("", context.hex(), facets, stamped, {})

    return Contents(
        entries=[entry for one in published for entry in one.entries],
        pages=[(one.id, kept[one.key.hex()][2] if one.row else pages.line(one.page)) for one in published],
        lexicon=known,
        cutter=cutter,
        corpus=corpus,
        articles_from=str(folder.resolve()) if folder else None,
        as_of=today.isoformat(),
        next_change=min(changes, default=None),
        reuse=reuse,
        base=base,
        pieces=[_piece(one, kept[one.key.hex()][1] if one.row else None) for one in published] if base else (),
        ledger=rows,
    )


def _piece(one: Worked, at: int | None) -> Piece:
    if one.row is not None:
        return Piece(one.id, one.row.passages, tuple(one.row.verdict), one.row.facets, at)
    return Piece(one.id, _passages(one), one.entries[0].verdict.rank if one.entries else (0, 0), one.facets, None)


def _row(one: Worked, cut: bytes | None, spoken: Iterable[str]) -> Row:
    """What the next build is told of an article that was worked out in this one."""
    return Row(
        path=str(one.source.path),
        stamp=[],
        told=one.source.told.hex(),
        keys=[one.key.hex(), *([cut.hex()] if cut else [])],
        id=one.id,
        published=one.published,
        passages=_passages(one),
        verdict=list(one.entries[0].verdict.rank) if one.entries else [0, 0],
        facets=one.facets,
        spoken="\n".join(spoken),
    )


def index_state(desks: Desks, root: Path) -> dict[str, Any]:
    """What the current build is, and the reasons why it is stale, if it is."""
    names = current(root) or []
    made = manifest.verified(root / names[0])
    found = lying(root, Limits.of_environment().keep)
    return {
        "index": str(root),
        "build": made.build,
        "engine": made.engine,
        "built": made.built,
        "articles": made.articles,
        "passages": made.passages,
        "as_of": made.as_of,
        "next_change": made.next_change,
        "stale": stale(desks, made, date.today()),
        "building": busy(root),
        "forced": made.forced,
        "wrong": made.wrong,
        "size": sum(one.size for one in found if one.name == names[0]),
        "builds": [one.name for one in found if one.stays],
    }


def stale(desks: Desks, made: Manifest, today: date, known: Iterable[Row] = ()) -> list[str]:
    """Why a build no longer says what it would say if it were built now; empty when it does.

    Files that are `known` and were not written to since are not read.
    """
    reasons = []
    folder = Path(made.articles_from) if made.articles_from else None
    if (folder is None or folder.is_dir()) and made.corpus != corpus_print(desks, folder, known):
        reasons.append("the corpus has changed since")
    if made.next_change is not None and made.next_change <= today.isoformat():
        reasons.append(f"a fact has changed on {made.next_change}")
    return reasons


def fresh_index(desks: Desks, root: Path, engine: str = "") -> Iterator[str]:
    """Build when there is no index, or one of another version or state, or not by the `engine`; says what it does.

    A build made from other articles, or by another engine than the usual, is rebuilt so. A build that is merely stale goes on
    serving when the new one is refused.
    """
    today = date.today()
    serving = False
    try:
        names = current(root) or []
        made = opened(root / names[0]).manifest
        reasons, serving = stale(desks, made, today), True
        if engine and made.engine != engine:
            reasons.append(f"it was built by {made.engine}, not by {engine}")
    except EngineDown:
        raise  # building anew helps nobody
    except IndexTrouble as trouble:
        reasons = [str(trouble)]
    if not reasons:
        return
    yield f"building the index in {root} ({'; '.join(reasons)})"
    try:
        done = rebuild_index(
            desks, root, today, articles=articles_of(root), engine=engine or engine_of(root), reuse=serving
        ).manifest
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
    names = current(root, missing_ok=True) or [""]
    value = manifest.said(root / names[0]).get(name) if names[0] else None
    return value if isinstance(value, str) else None
