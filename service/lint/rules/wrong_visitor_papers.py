"""外国旅客办卡要交什么，各国不同，不要张冠李戴，也不要照抄旧规定。

俄罗斯从 2025 年起要外国人有 SNILS、Gosuslugi 账户和生物特征，机场凭护照买卡的老办法行不通了；
而把俄罗斯的要求写到哈萨克斯坦，读者会白费力气去注册用不着的账户，甚至把资料交给代办的人。

改写：按目的地国家当天的规定写要交的东西，注明生效日期和来源；两国的做法要对比时，说清楚各是哪国的。
"""

from collections.abc import Iterator

from service.lint.claimed import wrong
from service.lint.rule import Desk, Page, Problem, rule


@rule(
    "REG005",
    severity="error",
    category="false-claim",
    since="0.1",
    bad=[
        "# 莫斯科买卡\n\n在⟦机场柜台凭护照就能买⟧到 SIM 卡。",
        "# 阿斯塔纳办卡\n\n外国人办卡⟦要先注册 Gosuslugi⟧ 账户。",
        "# 哈萨克斯坦电话卡\n\n办 SIM 卡⟦必须提供 SNILS⟧ 号码。",
    ],
    good=[
        "# 莫斯科买卡\n\n2025 年以前在机场柜台凭护照就能买到 SIM 卡。",
        "# 阿斯塔纳办卡\n\n在俄罗斯，外国人办卡要先注册 Gosuslugi 账户。",
        "# 哈萨克斯坦电话卡\n\n办 SIM 卡不必提供 SNILS 号码。",
        "# 新加坡买卡\n\n在机场柜台凭护照就能买到 SIM 卡。",
    ],
    authority=["ru.registration.foreigners", "kz.registration.no-russian-accounts"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    said, instead = "{subject}办卡的要求不是这样", "按目的地国家现行的规定写，注明生效日期和来源。"
    yield from wrong(page, desk, "visitor-papers", message=said, help=instead)
