"""不要把已经关闭的 2G、3G 写成还能用。

日本、澳大利亚、美国、德国等地已经没有 3G，韩国、瑞士等地没有 2G：照「3G 手机也能用」出发的读者，到了当地没有信号，
也打不了紧急电话。哪个国家、哪家运营商从哪天起关闭，以 `corpus/facts/world-network.toml` 为准。

改写：写明哪一代从哪天起关闭，提醒手机要支持 4G 和 VoLTE；讲历史时写明年份。
"""

from collections.abc import Iterator

from service.claims.read import claims
from service.lint.rule import Desk, Page, Problem, rule

_HELP = "写明这一代网络从哪天起关闭，提醒手机要支持 4G 和 VoLTE。"


@rule(
    "NET002",
    severity="error",
    category="network-outdated",
    since="0.2",
    bad=[
        "日本目前⟦仍在使用 3G⟧ 网络，老手机不用换。",
        "在澳大利亚，只⟦支持 3G 的手机也能用⟧。",
        "# 美国上网\n\n当地的 ⟦3G 网络仍然可以使用⟧，只是慢一些。",
        "# 韩国电话卡\n\n⟦手机支持 2G 就能⟧打电话。",
    ],
    good=[
        "日本在 2026 年 3 月底关闭了最后的 3G，手机要支持 4G 和 VoLTE。",
        "在澳大利亚，只支持 3G 的手机不能用。",
        "# 美国上网\n\n2021 年当地的 3G 网络还可以使用，后来都关闭了。",
        "# 韩国电话卡\n\n手机支持 4G 并兼容 3G 就能打电话。",
        "马来西亚关闭了 3G，目前仍在使用 2G 打电话。",
    ],
    authority=["jp.network.no-3g", "au.network.3g-off", "us.network.3g-off", "kr.network.2g-off"],
    triggers=["2g", "3g"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for judged in claims(page, desk, "network-generation"):
        claim = judged.claim
        generation, state = claim.value.split(":")
        if judged.verdict != "outdated" or not claim.earnest or state not in ("on", "listed"):
            continue
        sure = state == "on" and not judged.unsure
        yield Problem(
            claim.span,
            f"{generation.upper()} 已经关闭：{judged.reason}",
            _HELP,
            judged.facts,
            severity="error" if sure else "warning",
        )
