"""不要写与事实库不符、又没有别的规则管的说法。

例如：换运营商就得换号码（当地可以携号转网）、充值只能给本运营商的号码（银行应用和终端哪家都能充）。
每一条都附上对照的事实、来源和查询日期；事实不够确定的，只作警告。

改写：照事实写；你查到更新的来源，请告诉我们，并在文中注明来源和日期。
"""

from collections.abc import Iterator

from service.claims.read import claims
from service.lint.rule import Desk, Page, Problem, rule
from service.model import Severity

#: What to write instead, by attribute; an attribute whose harm asks for a rule of its own has one.
_HELP = {
    "number-portability": "写「可以携号转网」，并说明条件和手续；当地不支持的，注明来源。",
    "topup-scope": "写清哪个渠道只管自己的号码（运营商官网），哪个不限（银行应用、缴费终端）。",
}


@rule(
    "FLS010",
    severity="error",
    category="false-claim",
    since="0.1",
    bad=[
        "# 哈萨克斯坦电话卡\n\n如果想⟦更换运营商，需要重新购买新的 SIM 卡⟧。",
        "# 哈萨克斯坦电话卡\n\n⟦换了运营商就不能保留原来的号码⟧。",
        "# 哈萨克斯坦充值\n\n一般来说，⟦只能为本运营商的号码充值⟧。",
    ],
    good=[
        "# 哈萨克斯坦电话卡\n\n如果想更换运营商，可以携号转网，需要重新购买新运营商的 SIM 卡。",
        "# 哈萨克斯坦电话卡\n\n换了运营商也能保留原来的号码。",
        "# 哈萨克斯坦充值\n\n在 Kcell 官网只能为本运营商的号码充值，银行应用不限。",
        "# 哈萨克斯坦充值\n\n只能为本运营商的号码充值吗？",
    ],
    authority=["kz.number.mnp", "kz.topup.any-operator"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for judged in claims(page, desk, *_HELP):
        claim = judged.claim
        if judged.verdict in ("contradicted", "outdated") and claim.earnest:
            severity: Severity | None = "warning" if judged.unsure or claim.modality == "hedged" else None
            message = f"与事实不符：{judged.reason}"
            yield Problem(
                claim.span, message, _HELP[claim.attribute], judged.facts, severity=severity, past=judged.past
            )
