"""不要写不存在、或者会害到读者的办法。

自助终端、ATM 和店员充值只认手机号码，没有谁需要 SIM 卡本身：照着「插入 SIM 卡」去做，卡会被吞、被弄坏，交出去的卡和护照
会被人冒用。eSIM 是下载到芯片里的配置，不能剪、不能插拔；运营商的营业厅也只管自己的号码。

改写：充值写「选运营商，输入手机号码和金额」；eSIM 写「扫码下载、在设置里启用或删除」；续费写「去自己这家运营商的营业厅」。
把 SIM 卡插进自己的手机、路由器，把银行卡插进 ATM，都不受影响。
"""

import re
from collections.abc import Iterator

from service.lint.rule import Desk, Mapped, Page, Problem, rule
from service.model import Severity
from service.text import cards
from service.text.later import Several, among, later
from service.text.negation import asked, refused
from service.text.places import Place

_NEAR = r"[^,。!?;:\n]"
_MACHINE = (
    r"(?:终端机?|自助(?:充值|缴费|服务)?机|充值机|缴费机|atm机?|取款机|柜员机|售货机|贩卖机|读卡口|刷卡机|pos机?|kiosk)"
)
_CARD = rf"(?:(?:你|您|自己|要充值|需要充值|手机里|手机上)?的?)?(?:那张|这张|一张)?{_NEAR}{{0,6}}?{cards.SIM}"
_PUTS = r"(?:插[入进上到]?|放[入进到]|塞[入进]|刷(?:一下)?|贴(?:一下|近)?)"
_INTO = later(
    rf"(?:把|将)?{_CARD}{_NEAR}{{0,6}}?{_PUTS}{_NEAR}{{0,10}}?{_MACHINE}(?:里|中|内|上|的卡槽)?"
    rf"|(?:在|向|往){_NEAR}{{0,8}}?{_MACHINE}(?:里|上|中|内)?{_NEAR}{{0,6}}?{_PUTS}{_CARD}"
)
_INSERTS = later(rf"{_PUTS}{_CARD}(?!槽|托|套|针|贴|座)")
_AT_MACHINE = later(_MACHINE)
_TOPS_UP = later(r"充值|续费|充话费|缴费|金额|付款|支付|付钱|话费")
#: The card goes into one's own device, or has only just come out of the machine.
_OWN = later(
    r"手机(?!卡)|卡槽|卡托|路由|mifi|随身wi-?fi|平板|电脑|笔记本|设备|开机|重启|旧卡|换卡|买到|购买|购卡|买卡|出卡|吐卡|取卡|新卡|银行卡|信用卡"
)
_SELLS = later(r"买到|购买|购卡|买卡|出卡|吐卡|取卡|售卖|出售")
_CLERK = r"(?:店员|店家|店主|老板|营业员|收银员|柜[台员]|工作人员|服务员|客服|人员|对方|他们?|她们?|前台)"
_PAYING = r"(?:充值|续费|充话费|充流量|缴费)"
_PAPERS = r"(?:护照|身份证件?|证件|身份证明)"
_HANDED = later(
    rf"(?:(?:把|将){_NEAR}{{0,12}}?{cards.SIM}{_NEAR}{{0,8}}?(?:交给|递给|拿给|交到|留给|押给|交由){_NEAR}{{0,6}}?{_CLERK}?"
    rf"|(?:交出|递上|递交|交给{_CLERK}){_NEAR}{{0,8}}?{cards.SIM})[^。!?;\n]{{0,16}}?(?:{_PAYING}|充)"
)
_SHOWN = later(
    rf"(?:出示|携带|带[上着好]|拿[着上]){_NEAR}{{0,16}}?{cards.SIM}(?!卡?的?(?:号|所属))[^。!?;\n]{{0,24}}?{_PAYING}"
    rf"|{_PAYING}{_NEAR}{{0,8}}?(?:需要?|要|须|必须|得|请){_NEAR}{{0,4}}?(?:出示|携带|带[上着好]?|提供){_NEAR}{{0,8}}?(?:{cards.SIM}(?!卡?的?号)|{_PAPERS})"
    rf"|(?:带[上着好]?|携带|出示){_NEAR}{{0,12}}?(?:身份证件?|护照){_NEAR}{{0,20}}?{cards.SIM},[^。!?;\n]{{0,16}}?(?:充值|续费|充多少|充)"
)
_BUYS = later(r"购买|买卡|购卡|办卡|办理|办新卡|开卡|补卡|换卡|激活|登记|实名|开户|过户|注销|退")
_BY_PAPERS = later(
    rf"(?:用|使用|凭|输入|填写|填入|报上?|通过){_NEAR}{{0,6}}?(?:护照|身份证|签证)(?:号码?|编号){_NEAR}{{0,10}}?{_PAYING}"
    rf"|{_PAYING}{_NEAR}{{0,10}}?(?:输入|填写|填入|报上?|用){_NEAR}{{0,6}}?(?:护照|身份证|签证)(?:号码?|编号)"
)
_CUTS = r"(?:剪|裁|切割?|磨|锯|焊)"
_PULLS = r"(?:插[入进到拔]|塞[入进]|放[入进]卡槽|装[入进]卡槽|取出来?|拔出来?|拔掉|拔下|抽出|弹出|取下)"
_ESIM = r"e-?sim(?:卡片?|芯片)?"
_ADVERBS = (
    r"(?:直接|小心地?|先|再|可以|需要?|要|应该?|必须|得|轻轻地?|从(?:手机|设备|卡槽|卡托)[里中上]?(?:面|中)?){0,3}"
)
_SO = r"(?:小(?:一点|一些)?|下|开|掉|成小卡|成两半|断)?"
_SOLID = later(
    rf"(?:[把将](?:你的|您的|旧的?|这张|那张|原来的|手机里的)?)?{_ESIM}{_ADVERBS}(?:{_CUTS}{_SO}|{_PULLS})"
    rf"|(?:{_CUTS}{_SO}|{_PULLS})(?:你的|您的|旧的?|这张|那张|原来的|手机里的|一张)?{_ESIM}(?!卡?(?:转|贴|适配|读卡|手机|设备|版))"
)
#: A removable chip that holds profiles is a product of its own.
_REMOVABLE = later(r"实体e?-?sim|实体卡|esim实体|卡贴|可插拔|物理esim|5ber|estk|9esim|剪卡器")
_ANY_SHOP = later(
    rf"(?:任意|任何|随便|随意|不管|无论|不论)(?:是)?(?:哪)?一?[家间个]?{_NEAR}{{0,4}}?运营商的?{_NEAR}{{0,6}}?(?:营业厅|门店|柜台|网点|营业点|服务厅|店铺?|代理点)"
    rf"[^。!?;\n]{{0,20}}?(?:充值|续费|补卡|销户|注销|退订|改套餐|换套餐)(?:操作|手续|业务|都行|都可以|即可)?"
)
#: 「不论哪家」 holds a question word and asks nothing.
_QUESTION = later(r"[^。!;\n]{0,6}?(?:吗|么|\?)")
#: Cheap: a sentence without any of these has nothing to find.
_ALL = Several(_INTO, _INSERTS, _HANDED, _BY_PAPERS, _SHOWN, _SOLID, _ANY_SHOP)
_TRACE = later("sim|卡|护照|身份证|证件|签证|运营商")


@rule(
    "PRD001",
    severity="error",
    category="false-procedure",
    since="0.1",
    bad=[
        "⟦在车站的自助终端上插入要充值的 SIM 卡⟧，选好金额付款。",
        "⟦把手机卡交给店员，他会帮你充值⟧。",
        "卡太大放不进去，可以⟦把 eSIM 剪小一点⟧。",
        "⟦用护照号码充值⟧，几分钟到账。",
        "⟦任意一家运营商的营业厅都能续费⟧。",
    ],
    good=[
        "在车站的自助终端上选运营商，输入手机号码和金额付款，不用插入 SIM 卡。",
        "把手机号码告诉店员，他会帮你充值，不要把手机卡交给店员。",
        "卡太大放不进去，可以请店员把实体 SIM 卡剪小一点；eSIM 不能剪。",
        "买卡时登记护照号码，充值用手机号码。",
        "去这家运营商的任意一家营业厅都能续费。",
        "在 ATM 插入银行卡，选手机充值。",
        "从自助机买到卡后，插入手机，开机就能付款充值。",
    ],
    authority=["kz.topup.identifier", "kz.safety.secrets"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    article = page.article
    facts = ("kz.topup.identifier",) if "KZ" in article.countries else ()
    for section in page.sections:
        machine = False
        for sentence in section:
            said = sentence.folded
            if among(_ALL, said.text) and _TRACE.search(said.text):
                for place, message, help_, severity in _wrong(said, machine):
                    yield Problem(said.span(*place), message, help_, facts, severity=severity)
            machine = _AT_MACHINE.search(said.text) is not None or (
                machine and (sentence.block.kind == "item" or not _OWN.search(said.text))
            )
            machine = machine and not _SELLS.search(said.text)


_Found = tuple[Place, str, str, Severity]
_NUMBER = "写「选运营商，输入手机号码和金额」，不用 SIM 卡、护照或其他号码。"
_SOFT = "写「扫码下载，在设置里启用、关闭或删除」；实体卡才有插拔和剪卡。"


def _wrong(said: Mapped, machine: bool) -> Iterator[_Found]:
    """What one sentence teaches wrongly; `machine` says that the talk is of a machine already."""
    text = said.text
    for place in _inserted(text, machine):
        yield place, "充值终端和 ATM 不插 SIM 卡，卡会被吞或弄坏", _NUMBER, "error"
    if _TOPS_UP.search(text) or "充" in text:
        yield from _shown(text)
    if "esim" in text and not _REMOVABLE.search(text):
        for found in _SOLID.finditer(text):
            if _meant(text, found):
                yield found.span(), "eSIM 不是一张卡，不能剪，也不能插拔", _SOFT, "error"
    for found in _ANY_SHOP.finditer(text):
        if not refused(text, *found.span()) and not _QUESTION.match(text, found.end()):
            message = "一家运营商的营业厅只管自己的号码，去别家办不了"
            yield found.span(), message, "写「去自己这家运营商的营业厅」。", "warning"


def _shown(text: str) -> Iterator[_Found]:
    """Cards, papers or their numbers asked for where a phone number is enough."""
    for found in _HANDED.finditer(text):
        if _meant(text, found) and not _BUYS.search(found[0]):
            yield found.span(), "充值不需要把 SIM 卡交给别人，交出去会被冒用", _NUMBER, "error"
    for found in _BY_PAPERS.finditer(text):
        if _meant(text, found) and not _BUYS.search(text, max(0, found.start() - 8), found.end()):
            yield found.span(), "充值认的是手机号码，不是护照或证件号码", _NUMBER, "error"
    for found in _SHOWN.finditer(text):
        if _meant(text, found) and not _BUYS.search(text, max(0, found.start() - 8), found.end() + 4):
            yield found.span(), "充值只要手机号码和金额，不用带 SIM 卡或证件", _NUMBER, "info"


def _inserted(text: str, machine: bool) -> Iterator[Place]:
    """A SIM card put into a machine that takes payments."""
    named = _AT_MACHINE.search(text)
    if not named and not machine:
        return
    for found in _INTO.finditer(text):
        if _meant(text, found) and not _OWN.search(found[0]):
            yield found.span()
            return
    if not _TOPS_UP.search(text):
        return
    since = 0 if machine else named.end() if named else len(text)
    for found in _INSERTS.finditer(text, since):
        if _meant(text, found) and not _OWN.search(text, max(0, found.start() - 10), found.end() + 12):
            yield found.span()
            return


def _meant(text: str, found: re.Match[str]) -> bool:
    return not refused(text, *found.span()) and not asked(text, *found.span())
