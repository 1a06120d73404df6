"""手机登记的期限要照现行规定写。

写长了，读者的手机会提前断网；写短了，短期旅客白跑一趟。期限常常在改（乌兹别克斯坦把外国人的 30 天延到 60 天，
吉尔吉斯斯坦取消了 30 天的宽限），旧攻略里的数字多半过时。

改写：写现行的天数，从哪天算起，对谁（旅客还是居民），附日期和来源。
"""

from collections.abc import Iterator

from service.lint.claimed import wrong
from service.lint.rule import Desk, Page, Problem, rule


@rule(
    "DEV003",
    severity="error",
    category="false-claim",
    since="0.1",
    bad=[
        "# 塔什干买卡\n\n外国人的手机插上当地卡，⟦30 天内要登记⟧ IMEI。",
        "# 阿拉木图长住\n\n没有登记的手机⟦还能用 90 天⟧。",
        "# 比什凯克买卡\n\n没有登记的手机⟦三小时后断网⟧。",
    ],
    good=[
        "# 塔什干买卡\n\n外国人的手机插上当地卡，60 天内要登记 IMEI。",
        "# 塔什干买卡\n\n居民的手机 30 天内要登记 IMEI。",
        "# 阿拉木图长住\n\n没有登记的手机还能用 30 天。",
        "# 塔什干买卡\n\n2023 年以前，外国人的手机 30 天内要登记 IMEI。",
    ],
    authority=["uz.device.sixty-days", "kz.imei.grey-30-days", "kg.device.cut-at-once"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    said, instead = "{subject}的手机登记期限不是这样", "写现行的天数、从哪天算起、对谁，附日期和来源。"
    yield from wrong(page, desk, "device-deadline", message=said, help=instead)
