"""IMSI、ICCID、IMEI、EID 说的是什么，不要张冠李戴。

IMEI 是手机的，ICCID 是卡的，IMSI 是网络认用户的，EID 是 eSIM 芯片的。写混了，读者会拿卡号去登记手机、拿手机串号去激活 eSIM，
手续办不成，号码还白白给了别人。

改写：每个缩写只说它自己标识的东西，写明在哪里看、做什么用。
"""

from collections.abc import Iterator

from service.claims.read import claims
from service.lint.rule import Desk, Page, Problem, rule


@rule(
    "IDN003",
    severity="error",
    category="identifier-confusion",
    since="0.2",
    triggers=("imsi", "iccid", "imei", "eid"),
    bad=[
        "⟦IMEI 是 SIM 卡的序列号⟧，换卡就变。",
        "⟦ICCID 就是手机的串号⟧，拿它去登记设备。",
        "激活 eSIM 要 ⟦EID（即 ICCID⟧），在设置里看。",
        "⟦IMSI 指的是手机的唯一识别码⟧。",
    ],
    good=[
        "IMEI 是手机的串号，换卡不变。",
        "ICCID 就是 SIM 卡的序列号，登记设备用的是 IMEI。",
        "激活 eSIM 要 EID，它不是 ICCID，在设置里看。",
        "IMSI 是手机的唯一识别码吗？",
        "IMEI 和 ICCID 是设备和卡各自的编号。",
    ],
    authority=["id.imei.means", "id.iccid.means", "id.imsi.means", "id.eid.means"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for judged in claims(page, desk, "identifies"):
        if judged.verdict == "contradicted" and judged.claim.earnest:
            yield Problem(
                judged.claim.span,
                f"{judged.claim.subject} 标识的不是这个：{judged.reason}",
                "写清楚每个号码标识什么、在哪里看、做什么用。",
                judged.facts,
                severity="warning" if judged.unsure else "error",
            )
