"""手机要登记 IMEI 的国家，不要写成不用登记。

没有登记的手机过了期限就被当地网络封锁，换一张卡也没有用；读者会在没有准备的时候断网。
用外国号码漫游、短期停留、当地买的手机另有规定，说清楚就不受影响。

改写：写明期限、怎么查、在哪里登记；漫游不用登记的，也这样写明。
"""

from collections.abc import Iterator

from service.lint.claimed import wrong
from service.lint.rule import Desk, Page, Problem, rule


@rule(
    "DEV002",
    severity="error",
    category="false-claim",
    since="0.1",
    bad=[
        "# 哈萨克斯坦电话卡\n\n插上当地的卡，⟦手机不用登记⟧，想用多久用多久。",
        "# 巴厘岛上网\n\n带去的⟦设备无需注册⟧，买张卡就行。",
    ],
    good=[
        "# 哈萨克斯坦电话卡\n\n插上当地的卡，手机要登记，过期会被封锁。",
        "# 巴厘岛上网\n\n漫游的设备无需注册。",
        "# 新加坡上网\n\n带去的设备无需注册，买张卡就行。",
        "# 哈萨克斯坦电话卡\n\n手机不用登记吗？",
    ],
    authority=["kz.imei.verification", "id.device.ninety-days"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    said, instead = "{subject}要登记手机，这里说不用", "写明登记的期限和办法；漫游或短期停留不用登记的，说清条件。"
    yield from wrong(page, desk, "device-duty", message=said, help=instead)
