"""不要把别国的运营商写成本地的，也不要把两家公司写成一家。

照着错名字找营业厅、下 App、打客服电话的读者会一无所获，甚至装上别国同名公司的应用、落到冒牌网站。
哪个品牌在哪些国家经营，以 `corpus/facts/operators.toml` 为准；同一品牌在几个国家都有时，各国都算。

改写：只列在当地经营的品牌；需要提到旧名、邻国或漫游伙伴时，把关系写明。
"""

from collections.abc import Iterator

from service.claims.read import claims
from service.lint.rule import Desk, Page, Problem, rule

_HELP = "只写在当地经营的品牌；旧名、邻国或漫游关系请写明。"


@rule(
    "OPR001",
    severity="error",
    category="operator-country-mismatch",
    since="0.1",
    bad=[
        "哈萨克斯坦的主要运营商有 Kcell、Beeline 和 ⟦Kyivstar⟧。",
        "在乌兹别克斯坦，⟦Altel（也叫 Ucell）⟧的卡最容易买到。",
        "# 吉尔吉斯斯坦电话卡\n\n当地的运营商包括 MEGA、Beeline 和⟦MobiCom⟧。",
    ],
    good=[
        "哈萨克斯坦的主要运营商有 Kcell、Beeline 和 Tele2，Kyivstar 是乌克兰的运营商。",
        "Astelit 是乌克兰 lifecell 的旧名，与哈萨克斯坦的 Tele2 无关。",
        "# 吉尔吉斯斯坦电话卡\n\n当地的运营商包括 MEGA 和 Beeline；邻国蒙古国的 MobiCom 在这里要漫游。",
        "哈萨克斯坦的 Tele2 和俄罗斯的 t2（原名 Tele2）是两家公司。",
    ],
    authority=["kz.operator.astelit-is-ukrainian", "kz.operator.three"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    taken = -1
    for judged in claims(page, desk, "operates-in", "same-operator"):
        claim = judged.claim
        if judged.verdict != "contradicted" or not claim.earnest:
            continue
        if claim.attribute == "same-operator":
            taken = claim.span.end
            yield Problem(claim.span, f"两个名字不是同一家运营商：{judged.reason}", _HELP, judged.facts)
        elif claim.span.start >= taken:
            yield Problem(claim.span, f"这家运营商不在文中所说的国家经营：{judged.reason}", _HELP, judged.facts)
