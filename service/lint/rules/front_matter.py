"""front matter 里的字段和代号要是认得的。

拼错的字段等于没写：筛选时找不到这篇文章，读者看不到核对日期和来源。不存在的事实编号、将来的核对日期会让人
误以为文章有依据。

改写：字段名见 README；运营商、事实的编号以 `corpus/facts/` 为准；核对日期写真正核对的那一天。
"""

import re
from collections.abc import Iterable, Iterator

from service.lint.rule import Desk, Page, Problem, Span, rule
from service.model import Severity


@rule(
    "ART001",
    severity="warning",
    category="fact-upkeep",
    since="0.1",
    bad=[
        '+++\n⟦titel = "充值"⟧\n+++\n# 充值\n',
        '+++\n⟦facts = ["kz.no-such-fact"]⟧\n+++\n# 充值\n',
        '+++\n⟦operators = ["kcel"]⟧\n+++\n# 充值\n',
        "+++\n⟦checked = 2999-01-01⟧\n+++\n# 充值\n",
    ],
    good=[
        '+++\ntitle = "充值"\n+++\n# 充值\n',
        '+++\nfacts = ["kz.topup.identifier"]\n+++\n# 充值\n',
        '+++\noperators = ["kcell"]\n+++\n# 充值\n',
        "+++\nchecked = 2026-11-20\n+++\n# 充值\n",
    ],
    authority=["https://toml.io/en/v1.0.0"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    article = page.article
    for note in article.notes:
        yield Problem(note.span, note.message, "改成 README 里列出的字段，或者删去。", severity="info")
    front = next((block.span for block in article.blocks if block.kind == "front-matter"), None)
    if front is None:
        return
    known = {facet.id for facet in desk.words.facets}
    operators = {operator.id for operator in desk.facts.operators}
    for field, values, ids in (
        ("facts", article.facts, desk.facts.facts.keys()),
        ("operators", article.operators, operators),
        ("kinds", article.kinds, known),
        ("topics", article.topics, known),
    ):
        place = _line(article.text, front, field)
        if place and (unknown := _without(values, ids)):
            severity: Severity = "warning" if field == "facts" else "info"
            yield Problem(place, f"{field} 里的「{unknown[0]}」没有登记", "改成已登记的编号。", severity=severity)
    for field, day in (("checked", article.checked), ("updated", article.updated)):
        place = _line(article.text, front, field)
        if place and day is not None and day > desk.today:
            yield Problem(place, f"{field} 是将来的日期（{day}）", "写真正核对或更新的那一天。")


def _without(values: Iterable[str], known: Iterable[str]) -> list[str]:
    """The values that are not known."""
    have = set(known)
    return [value for value in values if value not in have]


def _line(text: str, front: Span, field: str) -> Span | None:
    """The line of front matter that sets a field."""
    found = re.compile(rf"^[ \t]*{field}[ \t]*=.*$", re.MULTILINE).search(text, front.start, front.end)
    return Span(found.start(), len(text[: found.end()].rstrip("\r"))) if found else None
