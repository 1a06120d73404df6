"""有的国家对刚入境的外国卡先停流量，不要写成落地就能上网。

俄罗斯从 2025 年 10 月起，外国的 SIM 卡和 eSIM 连上当地网络后 24 小时不能用流量和短信。
读者照「落地即用」准备，下飞机就叫不了车、收不到银行的验证码。

改写：写明要等多久、那段时间用什么（机场 Wi-Fi、离线地图、提前约车），附来源。
"""

from collections.abc import Iterator

from service.lint.claimed import wrong
from service.lint.rule import Desk, Page, Problem, rule


@rule(
    "REG006",
    severity="error",
    category="false-claim",
    since="0.1",
    bad=[
        "# 莫斯科上网\n\n国内的卡开通漫游，⟦落地就能上网⟧。",
        "# 去俄罗斯旅行\n\n旅行 eSIM 装好以后，⟦入境即可使用⟧。",
    ],
    good=[
        "# 莫斯科上网\n\n国内的卡开通漫游，落地后要等 24 小时才能上网。",
        "# 去土耳其旅行\n\n旅行 eSIM 装好以后，入境即可使用。",
        "# 莫斯科上网\n\n国内的卡落地就能上网吗？",
    ],
    authority=["ru.roaming.first-24-hours"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    said, instead = "外国卡刚到{subject}不能马上上网", "写明入境后要等多久才有流量和短信，这段时间怎么办。"
    yield from wrong(page, desk, "foreign-card-data", message=said, help=instead)
