"""Ask: a question in, an answer from one build out."""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Any, Literal
from urllib.parse import quote

from service.errors import BadInput, TooSlow
from service.model import Answer, Explanation, Hit, Verdict
from service.report._shape import iso
from service.search import rank
from service.search.engine import Found, Plan, Scored
from service.search.explain import explain as explained
from service.search.query import Understood
from service.search.shelf import Opened
from service.search.twins import distinct
from service.text.near import nearest
from service.text.normalise import fold
from service.text.terminal import harmless

DEFAULT_LIMIT, LARGEST_LIMIT = 10, 50
#: Hits of a page that are explained, and words of the question in all of them: each costs two questions.
EXPLAINED, EXPLAINED_WORDS = 10, 60
#: Passages shown when nothing answers.
_NEAREST = 5
#: Characters of a name that are looked up.
_LONGEST_NAME = 60
#: Query parameter → field of an entry.
FILTERS = {"country": "countries", "operator": "operators", "kind": "kinds", "topic": "topics"}


def ask(
    build: Opened,
    text: str,
    *,
    filters: Iterable[tuple[str, str]] = (),
    limit: int = DEFAULT_LIMIT,
    cursor: str | None = None,
    explain: bool = False,
    until: float | None = None,
) -> Answer:
    """Answer a question from one build; `filters` are (parameter, value) pairs of `FILTERS`; explaining the first
    hits costs two more questions for each word and hit. TooSlow when it is not done `until` then (`time.monotonic`).
    """
    begun = time.perf_counter()
    if not 1 <= limit <= LARGEST_LIMIT:
        raise BadInput(f"limit must be 1 to {LARGEST_LIMIT}, not {limit}")
    offset = _offset(cursor)
    asked = _parsed(build, text, filters)
    in_time(until)
    found = _found(build, asked, offset + limit, until)
    places = {group.text for group in asked.plan.groups if group.countries}
    phrases = [phrase.text for phrase in asked.plan.must]
    first = found.order[0][0] if found.order else None
    page = found.order[offset : offset + limit]
    hits = []
    for top, repeats in page:
        in_time(until)
        shown = _shown(build, asked, found.matches, top)
        hit = rank.hit(shown, asked.words, places, phrases, repeats=repeats, answers=found.kind == "found")
        if shown.entry.anchor != top.entry.anchor:
            hit = replace(hit, why=(*hit.why, rank.BESIDE.format(top.entry.section)))
        hits.append(hit)
    few = min(EXPLAINED, max(1, EXPLAINED_WORDS // (len(asked.words) or 1))) if explain else 0
    plan = _within(build, asked)[0] if few else asked.plan
    for at, (top, _) in enumerate(page[:few]):
        in_time(until)
        hits[at] = replace(hits[at], explanation=explained(build.engine, build.lexicon, plan, top))
    return Answer(
        text=text,
        terms=asked.words,
        countries=asked.countries,
        operators=asked.operators,
        answer=found.kind,
        missing=(rank.missing(first, asked.words) if first else ()) or None,
        hits=tuple(hits),
        suggestions=asked.suggestions,
        facets=found.facets,
        total=found.total,
        next=f"o{offset + limit}" if len(found.order) > offset + limit else None,
        build=build.manifest.build,
        took_ms=round((time.perf_counter() - begun) * 1000, 2),
    )


def in_time(until: float | None) -> None:
    """TooSlow when it is later than that; asked between steps that are short in themselves."""
    if until is not None and time.monotonic() > until:
        raise TooSlow("this question takes too long; make it shorter, or leave out quotes, `-…` and explain")


Kind = Literal["found", "nearest", "none"]


@dataclass(frozen=True, slots=True)
class _Found:
    """What it is, the first passages in order with how many repeat each, how many articles, their facets."""

    kind: Kind
    matches: Found
    order: Sequence[tuple[Scored, int]]
    total: int
    facets: dict[str, dict[str, int]]


def ranked(build: Opened, text: str, first: int, filters: Iterable[tuple[str, str]] = ()) -> list[Scored]:
    """The first articles for a question by the passages that are shown for them: those of an answer and what comes
    behind it, incomplete ones and those that repeat others.
    """
    asked = _parsed(build, text, filters)
    found, order = _order(build, asked, first)
    return [_shown(build, asked, found, scored) for scored in order[:first]]


def _parsed(build: Opened, text: str, filters: Iterable[tuple[str, str]]) -> Understood:
    return build.parser.parse(text, [(FILTERS[name], chosen(build, name, value)) for name, value in filters])


def _shown(build: Opened, asked: Understood, found: Found, top: Scored) -> Scored:
    """An article's best passage, or the one that is shown for it."""
    return rank.shown(top, found, partial(build.parser.strays, asked.plan))


def _found(build: Opened, asked: Understood, first: int, until: float | None = None) -> _Found:
    """What there is to show: `first` passages that differ, and one more if there is one; what lacks a word only
    when few have them all.
    """
    wanted, order = first + 1, list[tuple[Scored, int]]()
    while True:
        found, passages = _order(build, asked, wanted, complete=True)
        order = distinct(passages[:wanted])
        if len(order) > first or len(passages) < wanted:
            break
        in_time(until)
        wanted *= 2
    total, counts = found.shown()
    kind: Kind = (
        "none"
        if not passages
        else "found"
        if _is_told_of(asked, counts) and _answers(build, asked, _shown(build, asked, found, passages[0]))
        else "nearest"
    )
    return _Found(kind, found, order, total, {name: counts[field] for name, field in FILTERS.items()})


def _order(build: Opened, asked: Understood, first: int, *, complete: bool = False) -> tuple[Found, list[Scored]]:
    """Passages in order: what has all words, then, unless only what is `complete` is wanted, what lacks some.

    Of a country that is asked about, by its name or by an operator of it alone, no other country's article is shown:
    its rules and prices are not those of the place. Only where nothing at all is found there, others are.
    """
    _, found = _within(build, asked)
    if not found:
        found = build.engine.nearest(asked.plan, _NEAREST)
    return found, rank.ordered(found.leading(first, rank.EQUAL, complete=complete), first, asked.countries)


def _within(build: Opened, asked: Understood) -> tuple[Plan, Found]:
    """The plan that is asked, and what it finds: within the country it is about, unless nothing is found there."""
    if asked.countries and not asked.plan.must:  # what is in quotes is looked for wherever it stands
        plan = replace(asked.plan, home=frozenset(asked.countries))
        if found := _asked(build, plan):
            return plan, found
    return asked.plan, _asked(build, asked.plan)


def _asked(build: Opened, plan: Plan) -> Found:
    return build.engine.ask(plan) if plan.groups else build.engine.nearest(plan, 0)


def _is_told_of(asked: Understood, counts: Mapping[str, Mapping[str, int]]) -> bool:
    """Whether anything that was found is about the country asked about, if any: what holds everywhere is no answer to
    a question about a country of which there is no article. What is in quotes is looked for wherever it stands.
    """
    return bool(asked.plan.must) or not asked.countries or any(c in counts["countries"] for c in asked.countries)


def _answers(build: Opened, asked: Understood, best: Scored) -> bool:
    """Whether the best passage is an answer, not merely the nearest thing; one with the phrase in quotes is."""
    if asked.plan.must:
        return True
    if rank.elsewhere(best.entry, asked.countries):
        return False
    return rank.good_enough(best, asked.plan.groups, build.lexicon.ours)


def answer_json(answer: Answer) -> dict[str, Any]:
    """An answer as the contracts have it; hits that were explained say what decided their place."""
    return {
        "query": {
            "text": answer.text,
            "terms": list(answer.terms),
            "countries": list(answer.countries),
            "operators": list(answer.operators),
        },
        "answer": answer.answer,
        "relaxed": {"missing": list(answer.missing)} if answer.missing else None,
        "hits": [hit_json(hit) | _explained(hit) for hit in answer.hits],
        "suggestions": list(answer.suggestions),
        "facets": answer.facets,
        "total": answer.total,
        "next": answer.next,
        "build": answer.build,
        "took_ms": answer.took_ms,
    }


def _explained(hit: Hit) -> dict[str, Any]:
    if hit.explanation is None:
        return {}
    numbers = {"coverage": hit.coverage, "missing": list(hit.missing), "score": hit.score, "match": hit.match}
    return {"explain": {**numbers, **asdict(hit.explanation)}}


def hit_json(hit: Hit) -> dict[str, Any]:
    """A hit as the contracts have it."""
    pieces = [hit.snippet[mark.start : mark.end] for mark in hit.marks]
    return {
        "article": hit.article,
        "section": hit.section,
        "anchor": hit.anchor,
        "url": article_url(hit.article, hit.anchor),
        "title": hit.title,
        "question": hit.section,
        "snippet": hit.snippet,
        "highlights": list(dict.fromkeys(pieces)),
        "score": hit.score,
        "match": hit.match,
        "verdict": verdict_json(hit.verdict),
        "why": list(hit.why),
    }


def article_url(id: str, anchor: str = "") -> str:
    """Where an article is read, from where the service lies; with the passage under an anchor."""
    return f"/a/{quote(id)}#{anchor}" if anchor else f"/a/{quote(id)}"


def verdict_json(verdict: Verdict) -> dict[str, Any]:
    """A verdict as the contracts have it."""
    return {
        "errors": verdict.errors,
        "warnings": verdict.warnings,
        "checked": iso(verdict.checked),
        "sources": verdict.sources,
    }


def chosen(build: Opened, name: str, value: str) -> str:
    """A filter's value as articles have it: a country by any of its names, a brand as all its operators, parted by
    `|`; BadInput for one that no article can have.
    """
    lexicon = build.lexicon
    known = lexicon.facets[FILTERS[name]]
    names = {"country": lexicon.countries, "operator": lexicon.operators}.get(name, {})
    said = fold(value[:_LONGEST_NAME]).strip()
    found = next((k for k in known if k.casefold() in (said, value.casefold())), None)
    found = found or "|".join(dict.fromkeys(names.get(said, ())))
    if not found:
        close = nearest(said, [*known, *names])
        meant = f" ({', '.join(names[close])})" if close in names else ""
        hint = f"; did you mean {close!r}{meant}?" if close else f"; there are {', '.join(known[:12])} …"
        raise BadInput(f"unknown {name} {value[:40]!r}{hint}")
    return found


def _offset(cursor: str | None) -> int:
    if not cursor:
        return 0
    if cursor[0] != "o" or not cursor[1:].isascii() or not cursor[1:].isdigit() or len(cursor) > 8:
        raise BadInput("cursor is not one that a search has given out; leave it away to begin at the top")
    return int(cursor[1:])


def answer_lines(answer: Answer) -> Iterator[str]:
    """An answer for a terminal; what articles say cannot steer it."""
    yield from map(harmless, _answer_lines(answer))


def _answer_lines(answer: Answer) -> Iterator[str]:
    if answer.answer == "none":
        yield "没有找到相关的内容。换个说法，或去掉一些词再试。"
    elif answer.answer == "nearest":
        yield "没有找到能回答这个问题的内容，下面是最接近的："
    if answer.hits and answer.missing:
        yield f"没有一篇同时含有所有的词；第一条里没有：{'、'.join(answer.missing)}"
    for suggestion in answer.suggestions:
        yield f"您是不是要找：{suggestion}"
    for number, hit in enumerate(answer.hits, 1):
        yield ""
        yield f"{number}. {hit.title} › {hit.section}" if hit.section != hit.title else f"{number}. {hit.title}"
        yield f"   {verdict_words(hit.verdict)}"
        for line in hit.snippet.splitlines():
            yield f"   {line}"
        if hit.why:
            yield f"   （{'；'.join(hit.why)}）"
        if hit.explanation is not None:
            yield from _explanation_lines(hit.explanation)
        yield f"   {article_url(hit.article, hit.anchor)}"


def _explanation_lines(explanation: Explanation) -> Iterator[str]:
    yield from (f"   · {words}" for words in explanation.words)
    for part in explanation.parts:
        fields = "  ".join(f"{name} {value:.2f}" for name, value in part.fields.items())
        yield f"   {part.contribution:9.2f}  {part.word}  {fields}".rstrip()
    yield f"   {sum(part.contribution for part in explanation.parts):9.2f}  = {explanation.confidence:.0%}"


def verdict_words(verdict: Verdict) -> str:
    """A verdict in words for readers."""
    parts = []
    if verdict.errors:
        parts.append(f"⚠ 有 {verdict.errors} 处错误或危险的说法")
    if verdict.warnings:
        parts.append(f"{verdict.warnings} 处需要核实")
    if not parts:
        parts.append("✓ 没有发现错误的说法")
    parts.append(f"核对于 {verdict.checked}" if verdict.checked else "没有核对日期")
    parts.append(f"{verdict.sources} 个来源" if verdict.sources else "没有来源")
    return " · ".join(parts)
