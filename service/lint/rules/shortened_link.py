"""不要用短网址。

短网址看不出通向哪里，事后还能改指别处；骗子常用它把读者带到假官网，网址失效以后读者也无从查找。

改写：写出目标页面的完整网址，最好是运营商或政府网站上的。
"""

from collections.abc import Iterator

from service.claims.addresses import addresses
from service.lint.rule import Desk, Page, Problem, rule
from service.text.domains import registrable

_FACT = "world.domain.shorteners"


@rule(
    "DOM003",
    severity="warning",
    category="domain",
    since="0.2",
    bad=[
        "充值入口：⟦https://bit.ly/3kzTopUp⟧",
        "点⟦[官方商城](https://tinyurl.com/esim-th)⟧下单。",
        "套餐表见 `⟦t.cn/A6kzSim⟧`。",
    ],
    good=[
        "充值入口：https://www.kcell.kz/en/product/topup",
        "点[官方商城](https://www.ais.th/en/)下单。",
        "短信里的 t.cn/A6kzSim 这种短网址不要点。",
        "bit.ly 和 t.cn 是短网址服务。",
    ],
    authority=[_FACT, "https://www.totaldefense.com/security-blog/be-on-the-lookout-for-shortened-urls/"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    fact = desk.facts.facts.get(_FACT)
    services = frozenset(fact.values if fact else ())
    for address in addresses(page):
        if not services & {address.host, registrable(address.host)} or len(address.path.strip("/")) < 2:
            continue
        if not address.shunned:
            yield Problem(
                address.span,
                "短网址看不出通向哪里，也可能事后改指别处",
                "写出目标页面的完整网址。",
                (_FACT,),
            )
