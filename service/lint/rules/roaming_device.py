"""漫游的手机不在登记范围里的国家，不要叫读者去登记。

用外国号码漫游的手机不用登记 IMEI；让短期旅客去登记，既费时间，又可能落到收钱代办的人手里。
以 `corpus/facts/` 里 attribute 为 roaming-device 的事实为准。

改写：分开写：用当地卡的要登记，漫游的不用。
"""

from collections.abc import Iterator

from service.lint.claimed import wrong
from service.lint.rule import Desk, Page, Problem, rule


@rule(
    "DEV004",
    severity="error",
    category="false-claim",
    since="0.1",
    bad=[
        "# 比什凯克上网\n\n⟦漫游的手机也要登记⟧ IMEI。",
        "# 巴厘岛上网\n\n用⟦中国号码漫游，手机同样需要注册⟧。",
    ],
    good=[
        "# 比什凯克上网\n\n漫游的手机不用登记 IMEI。",
        "# 巴厘岛上网\n\n用中国号码漫游，手机需要注册吗？",
        "# 新加坡上网\n\n漫游的手机也要登记。",
    ],
    authority=["kg.device.roaming-exempt", "id.device.roaming-exempt"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    said, instead = "在{subject}漫游的手机不用登记", "分开写：插当地卡的手机要登记，漫游的不用。"
    yield from wrong(page, desk, "roaming-device", message=said, help=instead)
