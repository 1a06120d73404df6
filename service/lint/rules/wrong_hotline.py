"""客服电话要写这家运营商在这个国家的。

把别家或别国的客服电话写给读者，他会把姓名、号码和卡的问题讲给不相干的人，甚至讲给冒充客服的人。

改写：写这家运营商在当地公布的客服电话，附官网链接；查不到就写「客服电话见 App 或官网」。
"""

from collections.abc import Iterator

from service.claims.read import claims
from service.lint.claimed import corrected
from service.lint.rule import Desk, Page, Problem, rule


@rule(
    "NUM004",
    severity="warning",
    category="number",
    since="0.1",
    bad=[
        "AIS 的客服电话是 ⟦1678⟧。",
        "# 哈萨克斯坦\n\n## Kcell\n\n有问题就拨打 ⟦+7 495 974 88 88⟧ 联系客服。",
    ],
    good=[
        "AIS 的客服电话是 1175。",
        "# 哈萨克斯坦\n\n## Kcell\n\n有问题就拨打 +7 727 258 83 00 联系客服。",
        "1678 不是 AIS 的客服电话，是 dtac 的。",
        "AIS 的客服电话是 1678 吗？",
    ],
    authority=["th.hotline.ais", "th.hotline.dtac"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for judged in claims(page, desk, "hotline"):
        claim = judged.claim
        if judged.verdict not in ("contradicted", "outdated") or not claim.earnest:
            continue
        message = f"这不是{claim.subject}在当地的客服电话：{judged.reason}"
        help = "写这家运营商在当地公布的客服电话，附官网链接。"
        yield Problem(claim.span, message, help, judged.facts, past=judged.past, fix=corrected(page, desk, judged))
