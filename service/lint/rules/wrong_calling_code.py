"""国家代码（国际区号）要写对。

国家代码错了，电话打到别的国家，验证码也收不到，注册和找回账户都会失败。+997 曾计划给哈萨克斯坦，已经放弃；
独联体、加勒比等地几个国家同用一个代码，也容易写错。

改写：写现在使用的代码，如「哈萨克斯坦 +7」。
"""

from collections.abc import Iterator

from service.claims.read import claims
from service.lint.claimed import corrected
from service.lint.rule import Desk, Page, Problem, rule
from service.model import Severity


@rule(
    "NUM001",
    severity="error",
    category="number",
    since="0.1",
    bad=[
        "哈萨克斯坦的国家代码是 ⟦+997⟧。",
        "往乌兹别克斯坦打电话，先拨 ⟦+996⟧，再拨号码。",
        "# 泰国电话卡\n\n当地号码以 ⟦+65⟧ 开头。",
    ],
    good=[
        "哈萨克斯坦的国家代码是 +7。",
        "往乌兹别克斯坦打电话，先拨 +998，再拨号码。",
        "# 泰国电话卡\n\n当地号码以 +66 开头。",
        "哈萨克斯坦曾计划把国家代码改成 +997，后来放弃了。",
        "哈萨克斯坦的国家代码不是 +997。",
        "# 泰国电话卡\n\n打回国内要拨 +86。",
    ],
    authority=["kz.number.plus7", "https://github.com/google/libphonenumber"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for judged in claims(page, desk, "calling-code"):
        claim = judged.claim
        if judged.verdict not in ("contradicted", "outdated") or not claim.earnest:
            continue
        message = f"这不是{claim.subject}的国家代码：{judged.reason}"
        severity: Severity | None = "warning" if judged.unsure else None
        yield Problem(
            claim.span,
            message,
            "写现在使用的国家代码。",
            judged.facts,
            severity,
            past=judged.past,
            fix=corrected(page, desk, judged),
        )
