"""国行 iPhone 大多没有 eSIM，不要写成都能用。

中国内地版的 iPhone 除 iPhone Air、17e 等少数型号外没有 eSIM，买了旅行 eSIM 也装不上，二维码一般不退款。
读者多数用国行手机，这句话写错，出国第一天就没有网。

改写：让读者先看「设置 → 蜂窝网络」里有没有「添加 eSIM」，并列出例外的型号和日期。
"""

from collections.abc import Iterator

from service.lint.claimed import wrong
from service.lint.rule import Desk, Page, Problem, rule


@rule(
    "ESM001",
    severity="warning",
    category="false-claim",
    since="0.1",
    bad=[
        "⟦国行 iPhone 15 也支持 eSIM⟧，扫码就能用。",
        "⟦大陆版的 iPhone 可以安装 eSIM⟧。",
    ],
    good=[
        "国行 iPhone 15 不支持 eSIM，扫码也装不上。",
        "大陆版的 iPhone 只有 iPhone Air 等少数型号可以安装 eSIM。",
        "国行 iPhone 支持 eSIM 吗？",
        "港版 iPhone 15 支持 eSIM。",
    ],
    authority=["cn.esim.mainland-iphones"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    said, instead = "国行 iPhone 大多没有 eSIM", "写明国行 iPhone 大多没有 eSIM、哪些型号例外，让读者先在设置里查。"
    yield from wrong(page, desk, "mainland-iphone-esim", message=said, help=instead)
