"""电话号码要打得通。

多一位少一位的号码、不存在的号段，读者打不通，还可能打到陌生人那里；抄来的客服电话最常这样错。
位数和号段以 libphonenumber 为准；新放出的号段它可能还没有，所以只提示。

改写：照官网核对号码，带上国家代码；举例就打码，如「+7 701 xxx xx xx」。
"""

from collections.abc import Iterator

from service.claims.read import claims
from service.lint.rule import Desk, Page, Problem, rule
from service.model import Severity


@rule(
    "NUM003",
    severity="warning",
    category="number",
    since="0.1",
    bad=[
        "总机的号码是 ⟦+7 727 258 83⟧。",
        "遇到问题可以致电 ⟦+852 2945 88889⟧。",
    ],
    good=[
        "总机的号码是 +7 727 258 83 00。",
        "遇到问题可以致电 +852 2945 8888。",
        "号码的格式是 +7 701 123 45 67。",
        "当地号码形如 +7 701 xxx xx xx。",
    ],
    authority=["https://github.com/google/libphonenumber"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for judged in claims(page, desk, "phone-number"):
        claim = judged.claim
        if not claim.earnest or judged.verdict not in ("contradicted", "unverified"):
            continue
        severity: Severity | None = "info" if judged.verdict == "unverified" else None
        message = f"{claim.subject}多半打不通：{judged.reason}"
        yield Problem(claim.span, message, "照官网核对号码；举例就打码。", severity=severity)
