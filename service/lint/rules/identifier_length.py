"""识别号和密码的位数要写对。

IMSI、ICCID、IMEI、EID 长短不同，读者靠位数分辨手里的是哪个号；位数写错，就会抄错、填错，把 SIM 卡号当成手机串号去登记。

改写：IMEI 15 位，IMSI 15 位，ICCID 19 或 20 位（89 开头），EID 32 位，PIN 4 到 8 位，PUK 8 位。
"""

from collections.abc import Iterator

from service.claims.read import claims
from service.lint.rule import Desk, Page, Problem, rule


@rule(
    "IDN002",
    severity="error",
    category="identifier-confusion",
    since="0.2",
    triggers=("imsi", "iccid", "imei", "eid", "pin", "puk"),
    bad=[
        "⟦IMSI 是 11 位⟧数字，印在卡套上。",
        "设置里的 ⟦EID 一共 20 位⟧，抄给客服即可。",
        "输入 ⟦6 位的 PUK⟧，再设新的 PIN。",
        "⟦IMEI（十二位⟧数字）在包装盒上。",
    ],
    good=[
        "IMSI 是 15 位数字，存在卡里。",
        "设置里的 EID 一共 32 位，ICCID 是 19 或 20 位。",
        "输入 8 位的 PUK，再设新的 4 位 PIN。",
        "IMEI（十五位数字）在包装盒上，客服只问最后 6 位。",
        "IMSI 不是 11 位，11 位的是中国的手机号。",
    ],
    authority=[
        "id.imsi.digits",
        "id.imei.digits",
        "id.eid.digits",
        "id.iccid.digits",
        "id.pin.digits",
        "id.puk.digits",
    ],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for judged in claims(page, desk, "digits"):
        if judged.verdict == "contradicted" and judged.claim.earnest:
            yield Problem(
                judged.claim.span,
                f"{judged.claim.subject} 不是 {judged.claim.value} 位：{judged.reason}",
                "改成正确的位数。",
                judged.facts,
                severity="warning" if judged.unsure else "error",
            )
