"""接入点（APN）要写这家运营商自己的。

APN 填成别家的，手机有信号却上不了网，读者会以为卡坏了。同一个国家里各家的接入点不同，教程常常互相抄错。

改写：写这家运营商公布的 APN，附链接；不确定就写「一般会自动设置，连不上再照官网填写」。
"""

from collections.abc import Iterator

from service.claims.read import claims
from service.lint.rule import Desk, Page, Problem, rule


@rule(
    "COD004",
    severity="warning",
    category="code",
    since="0.1",
    bad=[
        "Kcell 的 APN 是 ⟦internet.beeline.kz⟧。",
        "# 哈萨克斯坦\n\n## Altel\n\n打开接入点设置，APN 填 `⟦internet.tele2.kz⟧`。",
    ],
    good=[
        "Beeline 的 APN 是 internet.beeline.kz。",
        "# 哈萨克斯坦\n\n## Altel\n\n打开接入点设置，APN 填 `internet.altel.kz`。",
        "Kcell 的 APN 不是 internet.beeline.kz。",
    ],
    authority=["https://github.com/LineageOS/android_vendor_apn"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for judged in claims(page, desk, "apn"):
        claim = judged.claim
        if judged.verdict == "contradicted" and claim.earnest:
            message = f"这不是{claim.subject}的接入点：{judged.reason}"
            yield Problem(claim.span, message, "照运营商官网写 APN，附链接。", judged.facts)
