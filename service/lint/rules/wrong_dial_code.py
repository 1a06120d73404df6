"""不要把别家或别国的查询代码写给读者。

查余额、查流量的代码由各家运营商自己定，同名品牌在不同国家也不一样：俄罗斯的 `*105#` 在哈萨克斯坦的卡上查不到余额，
有的代码拨出去还会订上收费业务。网上搜到的大多是别国同名品牌的页面。

改写：写这家运营商在这个国家公布的代码，附官网链接和日期；查不到就写「以 App 或 SIM 卡包装上的说明为准」。
"""

from collections.abc import Iterator

from service.claims.read import claims
from service.lint.claimed import corrected
from service.lint.rule import Desk, Page, Problem, rule

_HELP = "写这家运营商在当地公布的代码，附官网链接；查不到就让读者看 App 或卡的包装。"


@rule(
    "COD001",
    severity="warning",
    category="code",
    since="0.1",
    bad=[
        "在哈萨克斯坦，Tele2 的卡查余额拨 ⟦*105#⟧。",
        "# 哈萨克斯坦\n\n## Beeline\n\n拨打 `⟦*110*901#⟧` 就能看到话费余额。",
        "# 哈萨克斯坦\n\nTele2 的用户拨 ⟦697⟧ 查询余额。",
        "# 德国\n\nO2 的预付卡查余额拨 ⟦*100#⟧。",
    ],
    good=[
        "在哈萨克斯坦，Altel 的卡查余额拨 *111#。",
        "# 哈萨克斯坦\n\n## Beeline\n\n拨打 `*106#` 就能看到套餐余量。",
        "# 俄罗斯\n\nTele2 的用户拨 697 查询余额。",
        "*105# 是俄罗斯 Tele2 的代码，哈萨克斯坦的 Tele2 不能用。",
        "在哈萨克斯坦，Tele2 的卡能拨 *105# 查余额吗？",
    ],
    authority=["kz.code.russian", "kz.code.beeline-remaining"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for judged in claims(page, desk, "balance-code", "dial-code"):
        claim = judged.claim
        if judged.verdict not in ("contradicted", "outdated") or not claim.earnest:
            continue
        message = f"这个代码不是{claim.subject}在当地的：{judged.reason}"
        yield Problem(claim.span, message, _HELP, judged.facts, past=judged.past, fix=corrected(page, desk, judged))
