"""当地卡的价钱要用当地的货币。

把邻国的货币写成当地的，价格差几倍到几十倍：在哈萨克斯坦充 500 卢布，读者会拿坚戈的面额按卢布去算。
美元、欧元、人民币等各国通用的报价货币不受影响；同句写了当地货币的是折算，也不受影响。

改写：写当地货币，需要时再折合人民币，并写明日期。
"""

from collections.abc import Iterator

from service.claims.read import claims
from service.lint.rule import Desk, Page, Problem, rule


@rule(
    "PRC002",
    severity="warning",
    category="false-claim",
    since="0.1",
    bad=[
        "2026 年 9 月，在哈萨克斯坦给手机充 ⟦500 卢布⟧ 就够用一周。",
        "+++\nchecked = 2026-11-20\n+++\n# 越南电话卡\n\n当地的流量套餐 7 天 ⟦299 泰铢⟧。",
    ],
    good=[
        "2026 年 9 月，在哈萨克斯坦给手机充 2500 坚戈就够用一周。",
        "2026 年 9 月，在哈萨克斯坦充 2500 坚戈，差不多 400 卢布。",
        "2026 年 9 月，在哈萨克斯坦可以买 5 美元的旅行 eSIM 套餐。",
        "+++\nchecked = 2026-11-20\n+++\n# 越南电话卡\n\n在泰国买的流量套餐 7 天 299 泰铢，到越南要漫游。",
        "在哈萨克斯坦，充值不能用 500 卢布的纸币。",
    ],
    authority=["https://cldr.unicode.org/"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for judged in claims(page, desk, "currency"):
        claim = judged.claim
        if judged.verdict == "contradicted" and claim.earnest:
            message = f"这不是{claim.subject}的货币：{judged.reason}"
            yield Problem(claim.span, message, "写当地货币；需要时再折合人民币，并写明日期。", judged.facts)
