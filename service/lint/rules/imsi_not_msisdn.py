"""不要把 IMSI、ICCID、IMEI 当成手机号码。

IMSI 是 SIM 卡在网络内部的识别号，ICCID 是卡片的序列号，IMEI 是设备的串号；充值、续费、登录和付款认的是手机号码
（MSISDN）。把它们混为一谈，读者会充错、充不上，还会把不该公开的识别号交给别人。

改写：充值写「手机号码和金额」；需要说明识别号时，分别写清它是什么、在哪里查、做什么用（如用 IMEI 登记设备）。
"""

from collections.abc import Iterator

from service.lint.rule import Desk, Page, Problem, Sentence, rule
from service.text.later import later
from service.text.negation import asked, refused
from service.text.places import compact, disjoint

_TRACE = later("imsi|imei|iccid")
_NEAR = r"[^,。!?;\n]{0,8}?"
_WIDE = r"[^。!?;\n]{0,24}?"
_PHONE = r"(?:手机号码?|电话号码?|号码(?=[,。)]|$)|msisdn)"
_IS = (
    r"(?:,?(?:其实|实际上?|本质上)?也?(?:就是|即(?!可|使)|是|等于|相当于|又称|也称|也叫|又叫|叫做|称为|俗称)"
    r"(?:你的|您的|(?:sim)?卡[片上里中]?的?)?)"
)
_EQUATED = (
    later(rf"(?:{_PHONE}|卡号)\((?:即|也就是|又称|也叫|就是)?(?:imsi|imei)(?:号码?|码)?\)"),
    later(rf"{_PHONE}\((?:即|也就是|又称|也叫|就是)?iccid(?:号码?|码)?\)"),
    later(rf"(?:imsi|imei)(?:号码?|码)?\((?:即|也就是|又称|也叫|就是)?(?:{_PHONE}|卡号)\)"),
    later(rf"(?:imsi|imei)(?:号码?|码)?{_IS}(?:{_PHONE}|卡号)"),
    later(rf"iccid(?:号码?|码)?{_IS}{_PHONE}"),
    later(rf"(?:{_PHONE}|卡号){_IS}(?:imsi|imei)"),
)
_ASKS = r"(?:输入|填写|填入|提供|提交|告诉|告知|报上|报出|出示|发送|凭借?|使用|用|准备好?|需要)"
_PAYING = r"(?:充值|续费|充话费|缴费|话费|付款|支付|登录|登陆|转账)"
_TOPPING = r"(?:充值|续费|充话费|话费)"
_ASKED_FOR = (
    later(rf"{_ASKS}{_NEAR}imsi(?:号码?|码)?{_WIDE}{_PAYING}"),
    later(rf"{_ASKS}{_NEAR}(?:imei|iccid)(?:号码?|码)?{_WIDE}{_TOPPING}"),
    later(rf"{_ASKS}{_NEAR}imei(?:号码?|码)?[^,。!?;\n]{{0,6}}?登[录陆]"),
    later(rf"[给向往](?:imsi|imei|iccid)(?:号码?|码)?{_TOPPING}"),
    later(rf"{_PAYING}[^,。!?;\n]{{0,12}}?(?:{_ASKS}|填){_NEAR}imsi(?:号码?|码)?"),
    later(rf"{_TOPPING}[^,。!?;\n]{{0,12}}?{_ASKS}{_NEAR}(?:imei|iccid)(?:号码?|码)?"),
)
#: What these numbers are really for; the seller of a travel eSIM does find a card by its ICCID.
_PROPER = later(
    r"登记|注册|查询设备|白名单|灰名单|海关|验证设备|设备验证|实名|解锁|旅行esim|esim(?:卖家|商家|平台|服务商)|客服核实"
)
_REFERS = later(
    r"(?:这|它|该号码?)(?:些|个|串|组)?(?:号码?|数字|信息)?(?:就|也)?(?:是|为)"
    r"[^,。!?;\n]{0,6}?(?:充值|续费|缴费|登录|付款)[^,。!?;\n]{0,12}"
)


@rule(
    "IDN001",
    severity="error",
    category="identifier-confusion",
    since="0.1",
    bad=[
        "卡套背面印着⟦手机号（IMSI）⟧，请拍照保存。",
        "⟦IMEI 就是你的电话号码⟧，拨 *#06# 可以看到。",
        "打开充值页面，⟦填写 SIM 卡的 IMSI 号，再选金额付款⟧。",
        "⟦充值时要向店员提供手机的 IMEI⟧。",
    ],
    good=[
        "卡套背面印着卡的序列号（ICCID），手机号在短信里。",
        "IMEI 不是电话号码，拨 *#06# 看到的是设备串号。",
        "打开充值页面，填写手机号码，再选金额付款；IMSI 不需要填。",
        "充值时不必提供 IMEI，报手机号码就行。",
        "用 IMEI 查询设备是否已经登记。",
        "IMSI 和手机号码是两回事。",
    ],
    authority=["sim.imsi.not-number", "kz.topup.identifier"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    article = page.article
    facts = ("sim.imsi.not-number", *(("kz.topup.identifier",) if "KZ" in article.countries else ()))
    confused: Sentence | None = None
    for sentence in article.sentences:
        if confused is None and not _TRACE.search(sentence.text):
            continue
        said = compact(sentence.folded)
        text = said.text
        if confused is not None and confused.block is sentence.block and (refers := _REFERS.match(text)):
            yield Problem(
                said.span(*refers.span()), "上一句说的识别号并不是充值所需的信息", "写「手机号码和金额」。", facts
            )
        confused = None
        for place in disjoint(_equated(text)):
            confused = sentence
            yield Problem(
                said.span(*place),
                "把 SIM 卡或设备的识别号当成了手机号码或卡号，两者不是一回事",
                "写清楚要的是手机号码；IMSI、ICCID、IMEI 另行说明。",
                facts,
            )
        for place in disjoint(_asked_for(text)):
            yield Problem(
                said.span(*place),
                "充值、续费或登录要的是手机号码，不是 IMSI、ICCID 或 IMEI",
                "写「输入手机号码和金额」。",
                facts,
            )


def _equated(text: str) -> Iterator[tuple[int, int]]:
    for pattern in _EQUATED:
        for found in pattern.finditer(text):
            if not refused(text, *found.span()) and not asked(text, *found.span()):
                yield found.span()


def _asked_for(text: str) -> Iterator[tuple[int, int]]:
    for pattern in _ASKED_FOR:
        for found in pattern.finditer(text):
            if not (_PROPER.search(found[0]) or refused(text, *found.span()) or asked(text, *found.span())):
                yield found.span()
