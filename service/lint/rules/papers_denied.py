"""当地办 SIM 卡要登记身份，不要写成不用证件。

照着做的读者到了柜台没带护照，或者被引向登记在别人名下的卡：那样的卡随时会停用，用的人还可能违法。
哪些国家从什么时候起要登记，以 `corpus/facts/` 里有来源、当天有效的事实为准；以前不用、后来要的，算过时。

改写：写明带什么证件、由谁在哪里登记，附来源和日期。「充值不用护照」「旅行 eSIM 不用实名」「漫游不用登记」不受影响。
"""

from collections.abc import Iterator

from service.lint.claimed import wrong
from service.lint.rule import Desk, Page, Problem, rule


@rule(
    "REG002",
    severity="error",
    category="false-claim",
    since="0.1",
    bad=[
        "# 曼谷买卡\n\n便利店的预付费卡⟦不需要任何证件⟧，付了钱就能用。",
        "# 香港电话卡\n\n香港的电话储值卡⟦无需实名登记⟧，插上就打。",
        "在比利时，⟦没带护照也能⟧买到预付费卡。",
    ],
    good=[
        "# 曼谷买卡\n\n给预付费卡充值不需要任何证件，办新卡要出示护照。",
        "# 香港电话卡\n\n2023 年以前香港的电话储值卡无需实名登记，现在要先登记。",
        "在比利时，没带护照能买到预付费卡吗？",
        "在英国，没带护照也能买到预付费卡。",
        "# 曼谷买卡\n\n旅行 eSIM 不需要实名。",
    ],
    authority=["th.registration.passport", "hk.registration.real-name", "be.registration.papers"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    said, instead = "{subject}的 SIM 卡要登记身份，这里说不用", "写明办卡要带什么证件、在哪里登记，附来源和日期。"
    yield from wrong(page, desk, "sim-papers", message=said, help=instead)
