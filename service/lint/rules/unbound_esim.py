"""旅行 eSIM 只在买的地区能用，不要写成不受地域限制。

一个 eSIM 只在套餐列出的国家连得上网，出了覆盖地区就没有信号，也不会自动换套餐。
读者带着它转机、过境，会在边境以外突然断网。

改写：写明套餐覆盖哪些国家、过境怎么办；说买和充值不受地点限制的，把「买」「充值」写出来。
"""

from collections.abc import Iterator

from service.lint.claimed import wrong
from service.lint.rule import Desk, Page, Problem, rule


@rule(
    "ESM003",
    severity="error",
    category="false-claim",
    since="0.1",
    bad=[
        "旅行 ⟦eSIM 不受地域限制⟧，走到哪里用到哪里。",
        "一个 ⟦eSIM 在所有国家都能用⟧。",
    ],
    good=[
        "旅行 eSIM 受地域限制，只在覆盖的国家能用。",
        "一个 eSIM 在所有国家都能用吗？",
        "购买 eSIM 不受地域限制，在家就能下单。",
        "并不是一个 eSIM 在所有国家都能用。",
    ],
    authority=["world.esim.coverage"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    said, instead = "旅行 eSIM 不是到处都能用", "写明 eSIM 覆盖哪些国家和地区。"
    yield from wrong(page, desk, "esim-area", message=said, help=instead)
