"""不要教读者把证件照、自拍发给卖家和客服。

证件照加自拍，够别人登记新卡、补走号码、开户借钱；聊天软件里的卖家是谁，没有人核实过。发出去就收不回来。

改写：证件在营业厅当面出示，或在运营商的官方应用里自己拍；不要求读者把照片发给任何人。
"""

from collections.abc import Iterator

from service.lint.advice import advising
from service.lint.rule import Desk, Page, Problem, rule
from service.text.handing import Handing
from service.text.later import Several, later
from service.text.parties import GROUP, SELLER
from service.text.places import disjoint
from service.text.urging import urged

_PAPER = (
    r"(?:(?:护照|身份证|证件|回乡证|通行证|居留证|居住证|驾照|签证页?|住址证明|手持证件|kyc)(?:的)?"
    r"(?:照片?|相片|图片?|扫描件|复印件|截图|正反面|首页|资料页|信息页|个人页|资料|信息|照|号码?|和|加|、|及|与|跟|还有|自拍照?|人脸(?:照片?|视频)?){0,4}"
    r"|自拍照?|手持照|人脸(?:照片?|视频|录像)|大头照)"
)
_HANDING = Handing(_PAPER, rf"(?:{SELLER}|{GROUP})", told=False)
#: A messenger's contact, then the papers: who gets them need not be said.
_ADDED = later(
    rf"(?:加(?:了)?(?:好友|微信|客服|群)|下单|付款|拍下|转账)[^,。!?;\n]{{0,4}}?[后,][^,。!?;\n]{{0,6}}?(?:发送?|传|提交|上传|提供){_PAPER}"
)
_ALL = Several(*_HANDING.frames, _ADDED)
#: The text guards the reader, or the receiver is an office.
_SAFE = later(r"官方|官网|营业厅|运营商|大使馆|领事馆|海关|打码|水印|遮住|遮盖|备份|签证中心|保险|航空|航司")


@rule(
    "CRD006",
    severity="error",
    category="credential-sharing",
    since="0.2",
    triggers=("护照", "证", "自拍", "手持照", "人脸", "大头照"),
    bad=[
        "⟦把护照首页拍照发给客服⟧，十分钟开通。",
        "⟦将身份证正反面和自拍传给我们⟧即可。",
        "⟦客服会要护照照片，直接发⟧就行。",
    ],
    good=[
        "不要把护照首页拍照发给客服。",
        "将身份证正反面在官方应用里拍照上传即可。",
        "客服会要护照照片？那就换一家。",
        "把护照首页拍照发给家人备份。",
    ],
    authority=["cn.safety.id-card-law", "kz.safety.telegram-sim", "world.safety.preactivated"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for sentence in advising(page, _ALL):
        if _SAFE.search(sentence.text):
            continue
        text = sentence.text
        added = [found.span() for found in _ADDED.finditer(text) if urged(text, *found.span())]
        for place in disjoint((*_HANDING.places(text), *added)):
            yield Problem(
                sentence.span(*place),
                "让读者把证件照交给无法核实的人：照片够别人登记新卡、补走号码",
                "写在营业厅当面出示证件，或在运营商的官方应用里自己拍。",
                ("cn.safety.id-card-law",),
            )
