"""不要把已经关闭的网络写成将要关闭。

「日本将在 2026 年关闭 3G」过了那一天就误导读者：以为手上的 3G 手机还能用一阵子。

改写：写成已经关闭，并写明日期；引用当年的公告时写明「某年宣布」。
"""

from collections.abc import Iterator

from service.claims.read import claims
from service.lint.rule import Desk, Page, Problem, rule


@rule(
    "NET004",
    severity="warning",
    category="network-outdated",
    since="0.2",
    bad=[
        "日本的 ⟦3G 网络将在 2026 年 3 月关闭⟧，抓紧换手机。",
        "澳大利亚⟦计划逐步关闭 3G⟧。",
    ],
    good=[
        "日本的 3G 网络在 2026 年 3 月底关闭了。",
        "法国计划在 2028 年以后关闭 3G。",
        "澳大利亚的运营商 2023 年宣布计划逐步关闭 3G，后来在 2024 年 10 月关完。",
    ],
    authority=["jp.network.no-3g", "au.network.3g-off"],
    triggers=["2g", "3g"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for judged in claims(page, desk, "network-generation"):
        claim = judged.claim
        generation, state = claim.value.split(":")
        if state == "to-shut" and judged.verdict == "outdated" and claim.earnest:
            yield Problem(
                claim.span,
                f"{generation.upper()} 已经关闭，不是将要关闭：{judged.reason}",
                "写成已经关闭，并写明日期。",
                judged.facts,
            )
