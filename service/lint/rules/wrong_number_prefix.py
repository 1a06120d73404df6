"""号段只说明号码当初分给谁。

许多国家可以携号转网，号段不能证明现在的运营商；把号段写错，读者会按错的运营商去充值。

改写：照号段表写，并说明「携号转网后不一定」；最稳妥的办法是让读者看 App 或卡的包装。
"""

from collections.abc import Iterator

from service.claims.read import claims
from service.lint.rule import Desk, Page, Problem, rule


@rule(
    "NUM005",
    severity="info",
    category="number",
    since="0.1",
    bad=[
        "哈萨克斯坦 ⟦701⟧ 开头的号码是 Beeline。",
        "# 越南\n\nViettel 的号段有 096、⟦090⟧。",
    ],
    good=[
        "哈萨克斯坦 701 开头的号码是 Kcell。",
        "# 越南\n\nViettel 的号段有 096、098。",
        "哈萨克斯坦 701 开头的号码不一定是 Kcell，也可能转网到了 Beeline。",
    ],
    authority=["kz.number.prefixes", "kz.number.mnp"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for judged in claims(page, desk, "number-prefix"):
        claim = judged.claim
        if judged.verdict == "contradicted" and claim.earnest:
            message = f"这个号段不是分给{claim.subject}的：{judged.reason}号码可以转网，号段只是线索。"
            yield Problem(claim.span, message, "照号段表写，并说明携号转网后不一定。", judged.facts)
