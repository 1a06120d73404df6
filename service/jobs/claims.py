"""Read the claims of an article, with what the facts say of each."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from service.claims.page import Page
from service.claims.read import claims
from service.jobs.desks import Desks
from service.model import Article, Judged
from service.text.lines import Lines

#: Verdicts as editors read them.
NAMES = {
    "supported": "有据",
    "contradicted": "与事实不符",
    "outdated": "已过时",
    "not-yet": "尚未生效",
    "unverified": "没有记载",
    "not-checkable": "无从对照",
}
_MODALITIES = {"hedged": "带保留", "conditional": "有条件", "asked": "疑问", "warned": "警告或引述"}


def claims_of(desks: Desks, article: Article, today: date, *names: str) -> tuple[Judged, ...]:
    """The judged claims of an article, of these attributes or of all, in file order."""
    return claims(Page.of(article), desks.desk(today), *names)


def claims_json(article: Article, judged: tuple[Judged, ...]) -> list[dict[str, Any]]:
    """One object a claim; positions in code points, lines and columns 1-based."""
    lines, found = Lines(article.text), []
    for one in judged:
        claim = one.claim
        line, column = lines.place(claim.span.start)
        found.append(
            {
                "path": article.path,
                "start": claim.span.start,
                "end": claim.span.end,
                "line": line,
                "column": column,
                "quote": article.text[claim.span.start : claim.span.end],
                "subject": claim.subject,
                "about": list(claim.about),
                "attribute": claim.attribute,
                "value": claim.value,
                "polarity": claim.polarity,
                "modality": claim.modality,
                "time": claim.time,
                "verdict": one.verdict,
                "reason": one.reason,
                "facts": list(one.facts),
                "past": list(one.past),
            }
        )
    return found


def claim_lines(article: Article, judged: tuple[Judged, ...]) -> Iterator[str]:
    """Claims for a terminal: place, what is claimed, the verdict and the facts behind it."""
    for one in claims_json(article, judged):
        quote = " ".join(one["quote"].split())
        said = ["否定"] if one["polarity"] == "denied" else []
        said += [_MODALITIES[one["modality"]]] if one["modality"] in _MODALITIES else []
        said += [{"past": "过去", "future": "将来"}.get(one["time"], f"{one['time']} 年")] if one["time"] else []
        manner = f"（{'，'.join(said)}）" if said else ""
        yield f"{one['path']}:{one['line']}:{one['column']}: {one['subject']} · {one['attribute']} = {one['value']}{manner}"
        yield f"    「{quote}」"
        yield f"    {NAMES[one['verdict']]}" + (f"：{one['reason']}" if one["reason"] else "")
        if ids := [*one["facts"], *one["past"]]:
            yield f"    事实：{'、'.join(ids)}"
