"""不要写错运营商属于谁。

换了主人的运营商，条款、账户和客服也可能换：把老东家写成今天的所有者，读者会去错公司投诉、查错公司的公告。
谁在哪天接手，以 `corpus/facts/owners.toml` 为准。

改写：写今天的所有者和接手的日期；讲历史时写明年份。
"""

from collections.abc import Iterator

from service.claims.read import claims
from service.lint.rule import Desk, Page, Problem, rule


@rule(
    "OPR004",
    severity="warning",
    category="operator-outdated",
    since="0.2",
    bad=[
        "哈萨克斯坦的 ⟦Tele2 属于哈萨克电信⟧。",
        "⟦Kcell 是 Telia⟧ 旗下的运营商。",
    ],
    good=[
        "2025 年 1 月以前，哈萨克斯坦的 Tele2 属于哈萨克电信。",
        "Kcell 属于哈萨克电信，不再是 Telia 旗下的运营商。",
        "哈萨克斯坦的 Tele2 如今属于 Power International Holding。",
        "Kcell 是 Telia 旗下的运营商吗？",
    ],
    authority=["kz.owner.tele2", "kz.owner.kcell"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for judged in claims(page, desk, "owner"):
        claim = judged.claim
        if claim.value != "apart" and judged.verdict in ("outdated", "contradicted") and claim.earnest:
            yield Problem(
                claim.span,
                f"所有者已经换了：{judged.reason}",
                "写今天的所有者和接手的日期。",
                judged.facts,
                past=judged.past,
            )
