"""没有查到记载的渠道和产品，不要当成事实写。

「便利店也能充值」「买当地的旅游卡」「刮开充值卡输入序列号」多半是照别国的经验写的：有的国家确实如此，有的查遍官网也没有。
读者到了柜台才发现办不了，或者被引到加价的中间人那里。

改写：写查到出处的渠道和产品，附链接和查询日期；没有查到的，写「截至某日没有查到」。
"""

from collections.abc import Iterator

from service.claims.read import claims
from service.lint.rule import Desk, Page, Problem, rule


@rule(
    "UNV001",
    severity="warning",
    category="unverified",
    since="0.1",
    bad=[
        "# 哈萨克斯坦充值\n\n很多⟦小商店和便利店都可以充值⟧。",
        "# 哈萨克斯坦充值\n\n可以先⟦买一张充值卡⟧，⟦充值卡背面有密码，输入后就能充值⟧。",
        "# 哈萨克斯坦上网\n\n⟦办理当地的游客卡⟧最省事。",
    ],
    good=[
        "# 哈萨克斯坦充值\n\n小商店和便利店可以充值吗？没有查到。",
        "# 哈萨克斯坦充值\n\n截至 2026-11-20，没有查到还在出售充值卡的来源。",
        "# 日本充值\n\n很多便利店都可以充值。",
        "# 哈萨克斯坦上网\n\n国际卖家的旅游卡要漫游。",
    ],
    authority=["kz.topup.shops", "kz.payment.scratch-cards", "kz.tariff.tourist"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for judged in claims(page, desk, "topup-channel", "tourist-sim"):
        if judged.verdict == "unverified" and judged.claim.earnest:
            yield Problem(judged.claim.span, judged.reason, "只写有出处的，附链接和查询日期。", judged.facts)
