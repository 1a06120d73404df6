"""办新卡要人脸验证的国家，不要写成不用刷脸。

不做人脸验证的卡激活不了，读者买了也用不上；「不用刷脸的卡」往往是别人名下的。
什么时候开始要做，以 `corpus/facts/` 里 attribute 为 face-check 的事实为准。

改写：写明从哪天起要做、在应用里还是营业厅做。「充值不用刷脸」「旅行 eSIM 不用刷脸」「以前不用」都不受影响。
"""

from collections.abc import Iterator

from service.lint.claimed import wrong
from service.lint.rule import Desk, Page, Problem, rule


@rule(
    "REG003",
    severity="error",
    category="false-claim",
    since="0.1",
    bad=[
        "# 河内买卡\n\n越南办卡⟦不用刷脸⟧，报个名字就行。",
        "# 吉隆坡买卡\n\n当地的卡⟦不需要做人脸识别⟧，店员登记一下就好。",
        "在哈萨克斯坦，新的 SIM 卡⟦不做人脸识别也能⟧用。",
    ],
    good=[
        "# 河内买卡\n\n2026 年 4 月以前越南办卡不用刷脸，现在要做。",
        "# 吉隆坡买卡\n\n给当地的卡充值不需要做人脸识别。",
        "在哈萨克斯坦，新的 SIM 卡不做人脸识别也能用吗？",
        "在英国办卡不用刷脸。",
    ],
    authority=["vn.registration.face", "my.registration.passport", "kz.registration.face-id"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    said, instead = "{subject}的新卡要做人脸验证，这里说不用", "写明从哪天起要做人脸验证、在哪里做。"
    yield from wrong(page, desk, "face-check", message=said, help=instead)
