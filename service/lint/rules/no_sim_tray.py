"""没有卡槽的手机，不要教人插卡换卡。

美版 iPhone 14 以后的机型和各地的 iPhone Air 没有实体卡槽，「到当地买卡插上」这条路走不通，
读者到了才发现，就要在没有网的时候找 eSIM。

改写：先说哪些手机没有卡槽，再分开写实体卡和 eSIM 的办法。
"""

from collections.abc import Iterator

from service.lint.claimed import wrong
from service.lint.rule import Desk, Page, Problem, rule


@rule(
    "ESM002",
    severity="error",
    category="false-claim",
    since="0.1",
    bad=[
        "⟦美版 iPhone 16 插上当地卡⟧就有信号。",
        "到了以后，给 ⟦iPhone Air 换上本地 SIM 卡⟧。",
    ],
    good=[
        "美版 iPhone 16 没有卡槽，只能用 eSIM。",
        "到了以后，iPhone Air 不能换上本地 SIM 卡，要买 eSIM。",
        "美版 iPhone 16 能插当地卡吗？",
        "港版 iPhone 16 插上当地卡就有信号。",
    ],
    authority=["us.esim.iphone-no-tray"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    said, instead = "这款手机没有实体卡槽", "说明这些手机没有卡槽，改写成 eSIM 的办法。"
    yield from wrong(page, desk, "sim-tray", message=said, help=instead)
