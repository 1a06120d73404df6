"""报警、火警、急救电话要写当地的。

把国内的 110、119、120 或影视里的 911 写给国外的读者，出事时打不通，耽误的是命。各国号码不同，有的还分开报警和急救。

改写：写当地的号码，见依据；不确定就不写，让读者到了问酒店或接机的人。112 在不少国家能打，但不是各国都通，也不都是同一种急救。
"""

from collections.abc import Iterator

from service.claims.read import claims
from service.lint.claimed import corrected
from service.lint.rule import Desk, Page, Problem, rule
from service.model import Severity


@rule(
    "NUM002",
    severity="error",
    category="number",
    since="0.1",
    bad=[
        "在哈萨克斯坦遇到危险，请拨打 ⟦911⟧ 报警。",
        "# 泰国旅行\n\n当地的报警电话是 ⟦110⟧。",
        "# 越南\n\n火警拨 114，急救拨 ⟦120⟧。",
    ],
    good=[
        "在哈萨克斯坦遇到危险，请拨打 102 报警，或者拨 112。",
        "# 泰国旅行\n\n当地的报警电话是 191，旅游警察是 1155。",
        "# 越南\n\n火警拨 114，急救拨 115。",
        "哈萨克斯坦的报警电话不是 110。",
        "# 泰国旅行\n\n回国后发现被骗，拨打 110 报警。",
        "在泰国报警要拨 110 吗？",
    ],
    authority=["kz.number.emergency", "https://github.com/google/libphonenumber"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for judged in claims(page, desk, "emergency-number"):
        claim = judged.claim
        if judged.verdict != "contradicted" or not claim.earnest:
            continue
        severity: Severity | None = "warning" if judged.unsure else None
        message = f"这不是{claim.subject}的紧急电话：{judged.reason}"
        yield Problem(
            claim.span,
            message,
            "写当地的报警和急救电话，见依据。",
            judged.facts,
            severity,
            fix=corrected(page, desk, judged),
        )
