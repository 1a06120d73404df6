"""一个人能办几张卡、游客的卡能用多久，要照规定写。

写多了，读者在柜台被拒，或者多买的卡被停；写少了，读者以为不能再办。各国的数目常常在改，
以 `corpus/facts/` 里 attribute 为 sim-limit、sim-validity 的事实为准；套餐自己的天数、商家的限购不受影响。

改写：写规定的张数和期限，注明是每人还是每家运营商、从哪天起，附来源。
"""

from collections.abc import Iterator

from service.lint.claimed import wrong
from service.lint.rule import Desk, Page, Problem, rule


@rule(
    "REG004",
    severity="error",
    category="false-claim",
    since="0.1",
    bad=[
        "# 阿拉木图电话卡\n\n⟦每人最多登记 5 张 SIM 卡⟧。",
        "# 马尼拉买卡\n\n⟦游客的 SIM 卡可以用一年⟧，下次来不用再买。",
        "# 仰光买卡\n\n外国人⟦一本护照最多办五张卡⟧。",
    ],
    good=[
        "# 阿拉木图电话卡\n\n每人最多登记 10 张 SIM 卡。",
        "# 马尼拉买卡\n\n游客的 SIM 卡可以用 30 天，签证延期后能延长。",
        "# 仰光买卡\n\n外国人一本护照最多办两张卡。",
        "# 阿拉木图电话卡\n\n这家店做活动，每人最多买 5 张 SIM 卡。",
    ],
    authority=["kz.registration.limit-10", "ph.registration.tourist-30-days", "mm.registration.limit-2"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    said, instead = "{subject}的规定不是这个数", "写规定的张数或期限，注明是每人还是每家运营商，附日期和来源。"
    yield from wrong(page, desk, "sim-limit", "sim-validity", message=said, help=instead)
