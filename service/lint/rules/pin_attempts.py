"""PIN 和 PUK 能输错几次，要写对。

PIN 输错 3 次锁卡，PUK 输错 10 次卡就作废，号码要带证件去营业厅补办。次数写错，读者会放心地多试几次，把卡试废。

改写：写「PIN 输错 3 次会锁卡，用 PUK 解锁；PUK 输错 10 次卡就作废」，并让读者找运营商要 PUK，不要猜。
"""

from collections.abc import Iterator

from service.claims.read import claims
from service.lint.rule import Desk, Page, Problem, rule


@rule(
    "IDN005",
    severity="warning",
    category="identifier-confusion",
    since="0.2",
    triggers=("pin", "puk"),
    bad=[
        "⟦PIN 码连续输错 10 次⟧才会锁卡，可以放心试。",
        "⟦PUK 输错二十次⟧，卡就作废。",
        "⟦输错 5 次 PIN⟧ 以后要用 PUK 解锁。",
    ],
    good=[
        "PIN 码连续输错 3 次就会锁卡，不要试。",
        "PUK 输错十次，卡就作废。",
        "输错三次 PIN 以后要用 PUK 解锁。",
        "银行卡的 PIN 码输错 6 次会被冻结。",
    ],
    authority=["id.pin.attempts", "id.puk.attempts", "world.safety.pin-puk"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for judged in claims(page, desk, "attempts"):
        if judged.verdict == "contradicted" and judged.claim.earnest:
            yield Problem(
                judged.claim.span, judged.reason, "改成正确的次数，并让读者找运营商要 PUK，不要猜。", judged.facts
            )
