"""移动国家代码（MCC）要写对。

MCC 是 IMSI 的前三位，手工添加 APN、辨认卡是哪国的都要用它；写错了，接入点保存后不会出现在列表里。

改写：照国际电信联盟的表写，如「哈萨克斯坦的 MCC 是 401」。
"""

from collections.abc import Iterator

from service.claims.read import claims
from service.lint.claimed import corrected
from service.lint.rule import Desk, Page, Problem, rule


@rule(
    "NUM006",
    severity="warning",
    category="number",
    since="0.1",
    bad=[
        "哈萨克斯坦的 MCC 是 ⟦250⟧。",
        "# 吉尔吉斯斯坦\n\n当地卡的 IMSI 以 ⟦401⟧ 开头。",
    ],
    good=[
        "哈萨克斯坦的 MCC 是 401。",
        "# 吉尔吉斯斯坦\n\n当地卡的 IMSI 以 437 开头。",
        "哈萨克斯坦的 MCC 不是 250，那是俄罗斯的。",
    ],
    authority=["kz.number.mcc", "kg.number.mcc"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for judged in claims(page, desk, "mobile-country-code"):
        claim = judged.claim
        if judged.verdict == "contradicted" and claim.earnest:
            message = f"这不是{claim.subject}的移动国家代码：{judged.reason}"
            yield Problem(
                claim.span, message, "照国际电信联盟的表写 MCC。", judged.facts, fix=corrected(page, desk, judged)
            )
