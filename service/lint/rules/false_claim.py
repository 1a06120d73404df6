"""不要写事实库里已经查明不对的说法。

「有小锁就是官方网站」「一个 eSIM 二维码全家都能装」这类话流传很广，读者照着做会被骗、锁卡或白花钱。哪些说法不对、
依据是什么，写在 `corpus/facts/` 各条事实的 `refutes` 里；每次报告都附上那条事实和它的来源。

改写：照事实写；要提到这种误解，就写明它不对。
"""

from collections.abc import Iterator

from service.claims.refutes import refuters
from service.lint.rule import Desk, Page, Problem, rule

_HELP = "照事实改写；要提到这种误解，就写明它不对。"


@rule(
    "FLS001",
    severity="error",
    category="false-claim",
    since="0.1",
    bad=[
        "付款页有⟦小锁就说明网站是官方的⟧，放心填卡号。",
        "⟦一个 eSIM 二维码可以装到两部手机⟧，夫妻买一份就够。",
        "想不起来也别急，⟦PUK 可以一直试⟧。",
        "出门前⟦关闭数据漫游，就不会产生任何费用⟧。",
    ],
    good=[
        "付款页有小锁不代表网站是官方的，先核对网址再填卡号。",
        "一个 eSIM 二维码不能装到两部手机，夫妻要买两份。",
        "想不起来也别急，PUK 不可以一直试，错十次卡就报废。",
        "出门前关闭数据漫游，就不会产生流量费；接电话仍可能收费。",
        "很多人以为关闭数据漫游就不会产生任何费用，其实接电话也收费。",
        "一个 eSIM 二维码可以装到两部手机吗？",
    ],
    authority=["web.padlock.encryption-only", "esim.code.one-device", "world.safety.pin-puk"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    told: set[tuple[int, int]] = set()
    for refuted in refuters(desk.facts).find(page):
        said, fact, span = refuted.stance, refuted.fact, refuted.sentence.span(refuted.start, refuted.end)
        earnest = said.polarity == "affirmed" and said.modality in ("stated", "hedged") and said.time is None
        if not earnest or not fact.holds(desk.today) or any(span.start < b and a < span.end for a, b in told):
            continue
        told.add((span.start, span.end))
        certain = fact.confidence == "high" and not fact.conflicts
        message = f"与查明的事实不符：{fact.claim.rstrip('。')}"
        yield Problem(span, message, _HELP, (fact.id,), severity="error" if certain else "warning")
