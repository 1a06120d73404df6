"""不要把已经合并的两个品牌数成两家运营商。

「三大运营商：AIS、True、dtac」里有两个是同一家公司：网络、营业厅、覆盖都在合并，读者以为换一家就有信号，其实没有换。
谁属于谁、从哪天起，以 `corpus/facts/owners.toml` 为准；品牌可以照样列出，只是不能各算一家。

改写：写明合并（如「True 和 dtac 已合并」），家数按公司数。
"""

from collections.abc import Iterator

from service.claims.read import claims
from service.lint.rule import Desk, Page, Problem, rule


@rule(
    "OPR003",
    severity="warning",
    category="operator-outdated",
    since="0.2",
    bad=[
        "泰国三大运营商分别是 AIS、⟦True 和 dtac⟧。",
        "比利时有三家运营商：Proximus、⟦BASE 和 Telenet⟧，预付费卡都能买到。",
    ],
    good=[
        "泰国的主要运营商有 AIS、True 和 dtac，其中 True 和 dtac 已经合并。",
        "比利时有三家自建网络的运营商：Proximus、Orange 和 Telenet。",
        "2022 年以前，泰国三大运营商是 AIS、True 和 dtac。",
        "哈萨克斯坦常见的运营商卡有 Kcell、activ 和 Beeline。",
    ],
    authority=["th.owner.true-th", "be.owner.base-be"],
    triggers=["运营商", "电信公司", "移动公司", "电信商"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for judged in claims(page, desk, "owner"):
        if judged.claim.value == "apart" and judged.verdict == "outdated" and judged.claim.earnest:
            yield Problem(
                judged.claim.span,
                f"这两个品牌是一家公司：{judged.reason}",
                "家数按公司数，品牌列出时写明已经合并。",
                judged.facts,
            )
