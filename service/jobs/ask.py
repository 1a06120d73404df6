"""Ask: a question in, an answer from one build out."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any, Literal
from urllib.parse import quote

from service.errors import BadInput
from service.model import Answer, Hit, Verdict
from service.report._shape import iso
from service.search import rank
from service.search.engine import Scored
from service.search.query import Understood
from service.search.shelf import Opened
from service.text.terminal import harmless

DEFAULT_LIMIT, LARGEST_LIMIT = 10, 50
#: Passages shown when nothing answers.
_NEAREST = 5
#: Query parameter → field of an entry.
FILTERS = {"country": "countries", "operator": "operators", "kind": "kinds", "topic": "topics"}


def ask(
    build: Opened,
    text: str,
    *,
    filters: Iterable[tuple[str, str]] = (),
    limit: int = DEFAULT_LIMIT,
    cursor: str | None = None,
) -> Answer:
    """Answer a question from one build; `filters` are (parameter, value) pairs of `FILTERS`."""
    begun = time.perf_counter()
    if not 1 <= limit <= LARGEST_LIMIT:
        raise BadInput(f"limit must be 1 to {LARGEST_LIMIT}, not {limit}")
    offset = _offset(cursor)
    asked = build.parser.parse(text, [(FILTERS[name], _value(build, name, value)) for name, value in filters])
    kind, order, total, facets = _found(build, asked, offset + limit)
    places = {group.text for group in asked.plan.groups if group.countries}
    phrases = [phrase.text for phrase in asked.plan.must]
    missing = rank.missing(order[0], asked.words) if order else ()
    return Answer(
        text=text,
        terms=asked.words,
        countries=asked.countries,
        operators=asked.operators,
        answer=kind,
        missing=missing or None,
        hits=tuple(rank.hit(scored, asked.words, places, phrases) for scored in order[offset : offset + limit]),
        suggestions=asked.suggestions,
        facets=facets,
        total=total,
        next=f"o{offset + limit}" if offset + limit < total else None,
        build=build.manifest.build,
        took_ms=round((time.perf_counter() - begun) * 1000, 2),
    )


Kind = Literal["found", "nearest", "none"]


def _found(build: Opened, asked: Understood, first: int) -> tuple[Kind, list[Scored], int, dict[str, dict[str, int]]]:
    """What it is, the first passages in order, how many there are, and their facets.

    What lacks a word is shown only when nothing has them all.
    """
    found = build.engine.ask(asked.plan) if asked.plan.groups else build.engine.nearest(asked.plan, 0)
    kind: Kind = "found"
    if not found:
        found = build.engine.nearest(asked.plan, _NEAREST)
        kind = "nearest" if found else "none"
    order = rank.ordered(found.leading(first, rank.EQUAL, complete=kind == "found"), first)
    if order and not asked.plan.must and not rank.good_enough(order[0]):
        kind = "nearest"
    total, counts = found.shown()
    return kind, order, total, {name: counts[field] for name, field in FILTERS.items()}


def answer_json(answer: Answer, *, explain: bool = False) -> dict[str, Any]:
    """An answer as the contracts have it; `explain` adds to each hit what decided its place."""
    return {
        "query": {
            "text": answer.text,
            "terms": list(answer.terms),
            "countries": list(answer.countries),
            "operators": list(answer.operators),
        },
        "answer": answer.answer,
        "relaxed": {"missing": list(answer.missing)} if answer.missing else None,
        "hits": [hit_json(hit) | (_explained(hit) if explain else {}) for hit in answer.hits],
        "suggestions": list(answer.suggestions),
        "facets": answer.facets,
        "total": answer.total,
        "next": answer.next,
        "build": answer.build,
        "took_ms": answer.took_ms,
    }


def _explained(hit: Hit) -> dict[str, Any]:
    return {"explain": {"coverage": hit.coverage, "missing": list(hit.missing), "score": hit.score, "match": hit.match}}


def hit_json(hit: Hit) -> dict[str, Any]:
    """A hit as the contracts have it."""
    pieces = [hit.snippet[mark.start : mark.end] for mark in hit.marks]
    return {
        "article": hit.article,
        "section": hit.section,
        "anchor": hit.anchor,
        "url": f"/a/{quote(hit.article)}#{hit.anchor}",
        "title": hit.title,
        "question": hit.section,
        "snippet": hit.snippet,
        "highlights": list(dict.fromkeys(pieces)),
        "score": hit.score,
        "match": hit.match,
        "verdict": verdict_json(hit.verdict),
        "why": list(hit.why),
    }


def verdict_json(verdict: Verdict) -> dict[str, Any]:
    """A verdict as the contracts have it."""
    return {**asdict(verdict), "checked": iso(verdict.checked)}


def _value(build: Opened, name: str, value: str) -> str:
    """A filter's value as articles have it; BadInput for one that no article can have."""
    known = build.lexicon.facets[FILTERS[name]]
    found = next((k for k in known if k.casefold() == value.casefold()), None)
    if found is None:
        import difflib

        close = difflib.get_close_matches(value[:40], known, n=1)
        hint = f"; did you mean {close[0]!r}?" if close else f"; there are {', '.join(known[:12])} …"
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
        yield f"没有一篇同时含有所有的词；下面的内容里没有：{'、'.join(answer.missing)}"
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
        yield f"   /a/{quote(hit.article)}#{hit.anchor}"


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
