"""不要把旧名或已经并走的品牌写成今天的运营商。

改名、合并以后，旧名的营业厅、App、官网和客服都换了：照旧名找的读者会扑空，或落到冒名的网站。
改了什么名、从哪天起，以 `corpus/facts/operators.toml` 为准；合并以后还在卖的品牌（如英国的 Three）不算旧名。

改写：写今天的名字，需要时在括号里注明「原某某」；讲历史时写明年份。
"""

from collections.abc import Iterator

from service.claims.read import claims
from service.lint.rule import Desk, Edit, Fix, Page, Problem, rule
from service.model import Claim
from service.text.normalise import fold


@rule(
    "OPR002",
    severity="warning",
    category="operator-outdated",
    since="0.2",
    bad=[
        "吉尔吉斯斯坦的运营商有 O!、Beeline 和 ⟦MegaCom⟧。",
        "荷兰的主要运营商包括 KPN、Vodafone 和⟦T-Mobile⟧。",
        "# 台湾上网\n\n台湾的电信公司有中华电信、远传电信和⟦台湾之星⟧。",
        "在匈牙利，⟦Vodafone⟧ 在布达佩斯设有营业厅。",
    ],
    good=[
        "吉尔吉斯斯坦的运营商有 O!、Beeline 和 MEGA（原名 MegaCom）。",
        "荷兰的 T-Mobile 在 2023 年改名 Odido，如今的运营商是 KPN、Vodafone 和 Odido。",
        "# 台湾上网\n\n2022 年台湾的电信公司还有中华电信、远传电信和台湾之星。",
        "在捷克，Vodafone 在布拉格设有营业厅。",
        "英国的主要运营商有 EE、O2、Vodafone 和 Three。",
    ],
    authority=["mm.owner.atom-mm", "us.owner.uscellular-us"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for judged in claims(page, desk, "current-name"):
        if judged.verdict == "outdated" and judged.claim.earnest:
            yield Problem(
                judged.claim.span,
                f"这个名字已经不是今天的运营商：{judged.reason}",
                "写今天的名字；旧名放在括号里注明「原」，或写明是哪一年的事。",
                judged.facts,
                fix=_renamed(page, desk, judged.claim),
            )


def _renamed(page: Page, desk: Desk, claim: Claim) -> Fix | None:
    """The name of today, where there is one operator it can be; safe when the text does not have it already."""
    rows = [operator for operator in desk.facts.operators if operator.id in claim.about]
    if len(rows) != 1:
        return None
    row, span, text = rows[0], claim.span, page.article.text
    name = row.name if row.status == "active" else row.successor
    alone = fold(name) not in fold(text[: span.start] + "\n" + text[span.end :])
    renamed = row.status == "active" and alone  # a merger may have left more than the name behind
    if not name or fold(name) == fold(text[span.start : span.end]):
        return None
    return Fix(f"写成今天的名字「{name}」", renamed, (Edit(span.start, span.end, name),))
