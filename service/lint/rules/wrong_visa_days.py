"""免签能停留几天，要照协定写。

停留的天数决定读者买多久的卡、手机要不要登记；写多了，读者会超期逗留。
以 `corpus/facts/` 里 attribute 为 visa-free-days 的事实为准，只看中国公民的普通护照。

改写：写每次的天数和累计的天数，附日期和来源。
"""

from collections.abc import Iterator

from service.lint.claimed import wrong
from service.lint.rule import Desk, Page, Problem, rule


@rule(
    "REG007",
    severity="error",
    category="false-claim",
    since="0.1",
    bad=[
        "# 哈萨克斯坦旅行\n\n中国公民⟦免签停留 60 天⟧，买一张两个月的套餐就够。",
        "# 阿拉木图攻略\n\n哈萨克斯坦对中国护照⟦14 天免签⟧。",
    ],
    good=[
        "# 哈萨克斯坦旅行\n\n中国公民免签停留 30 天，买一张一个月的套餐就够。",
        "# 阿拉木图攻略\n\n过境的旅客 72 小时免签。",
        "# 阿拉木图攻略\n\n哈萨克斯坦对中国护照 14 天免签吗？",
    ],
    authority=["kz.stay.visa-free-30"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    said, instead = "{subject}的免签天数不是这样", "写每次能停留的天数和累计的上限，附日期和来源。"
    yield from wrong(page, desk, "visa-free-days", message=said, help=instead)
