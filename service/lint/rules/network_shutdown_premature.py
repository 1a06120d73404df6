"""不要把只是计划的退网写成已经关闭。

计划会推迟：照「3G 已经关闭」换手机、退卡的读者白花了钱。有的国家只宣布了目标年份，没有查到实际关闭的日期。

改写：写明是计划、谁宣布的、目标是哪一年。
"""

from collections.abc import Iterator

from service.claims.read import claims
from service.lint.rule import Desk, Page, Problem, rule


@rule(
    "NET003",
    severity="warning",
    category="network-outdated",
    since="0.2",
    bad=[
        "哈萨克斯坦的 ⟦3G 网络已经全面关闭⟧。",
        "在德国，⟦2G 早已停用⟧，老人机打不了电话。",
    ],
    good=[
        "哈萨克斯坦计划在 2027 年前关闭 3G，实际日期还没有公布。",
        "在德国，3G 早已停用，2G 计划在 2028 年关闭。",
        "哈萨克斯坦的 3G 网络已经全面关闭了吗？",
    ],
    authority=["kz.network.3g-plan", "de.network.2g-plan"],
    triggers=["2g", "3g"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for judged in claims(page, desk, "network-generation"):
        claim = judged.claim
        generation, state = claim.value.split(":")
        if state == "off" and judged.verdict in ("not-yet", "contradicted") and claim.earnest:
            yield Problem(
                claim.span,
                f"没有查到 {generation.upper()} 已经关闭：{judged.reason}",
                "写明是计划、谁宣布的、目标是哪一年。",
                judged.facts,
            )
