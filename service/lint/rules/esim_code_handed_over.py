"""不要教读者把 eSIM 的二维码或激活码交给卖家、客服和网友。

一个激活码只能装到一部手机：谁先扫，套餐和号码就归谁，收到的短信验证码也归谁。买了以后再发回给卖家「代装」「代激活」，
等于把号码送出去。印度喀拉拉邦警方为此发过提醒。

改写：让读者在自己的手机上扫码或手动输入；装不上就找卖家重发或退款，不要把码发回去。
"""

from collections.abc import Iterator

from service.lint.advice import advising
from service.lint.rule import Desk, Page, Problem, rule
from service.text.handing import Handing
from service.text.later import later
from service.text.parties import GROUP, SELLER, THEY
from service.text.places import disjoint
from service.text.urging import urged

_CODE = r"(?:(?:e?sim卡?的?)?(?:二维码|(?<![a-z])qr(?:\s?code|码)?|激活码|确认码|lpa码?))"
_HANDING = Handing(_CODE, rf"(?:{SELLER}|{THEY}|{GROUP}|网友|群友|他人|别人|旁人|陌生人|路人|大家)")
_KIN = r"(?:家人|全家人?|一家人|爱人|老婆|老公|父母|孩子|朋友们?|同行(?:的人|者|的?家人|的?朋友)?|同伴|同事|同学|室友|亲友|另一半|旅伴|大家)"
#: A code that several phones are to use.
_SHARED = later(
    rf"{_CODE}[^。!?;\n]{{0,16}}?(?:发|转|分享|共享|传|给)[^,。!?;\n]{{0,8}}?{_KIN}[^。!?;\n]{{0,16}}?"
    r"(?:每[台部人]|都[能可]|一起[扫用装]|一码多机|轮流|共[用享]|几个人|多人|各自|同时|分别)[^,。!?;\n]{0,4}"
    r"|(?:一家人?|全家|几个人|多人|多机|多台|两个人|几部)[^。!?;\n]{0,14}?(?:共用|分享|扫同|用)[^,。!?;\n]{0,6}?(?:一[个张份]|同一[个张]?|这[个张])"
    + _CODE
    + r"|一(?:个)?(?:二维)?码(?:可以?|能)?(?:装|扫|用)[^,。!?;\n]{0,2}?(?:多|几|两|三)[部台个]|一码多机"
    rf"|一[个份]{_CODE}[^,。!?;\n]{{0,8}}?(?:全家|多人|几个人|多部|多台|两部|几部|所有)[^,。!?;\n]{{0,8}}?(?:扫|用|装)"
)


@rule(
    "CRD005",
    severity="error",
    category="credential-sharing",
    since="0.2",
    triggers=("二维码", "qr", "激活码", "确认码", "lpa"),
    bad=[
        "装不上就⟦给客服发送 eSIM 二维码⟧，由后台处理。",
        "不会操作可以⟦请卖家远程扫描二维码⟧。",
        "出发前⟦向商家提供你的激活码⟧，他们会提前装好。",
        "⟦二维码转给同行的朋友，几个人一起扫⟧。",
    ],
    good=[
        "装不上就找客服重发，不要给客服发送 eSIM 二维码。",
        "不会操作可以照着卖家的图文步骤，自己扫描二维码。",
        "下单以后，商家会提供激活码，在自己的手机上输入。",
        "请卖家重新发送二维码。",
        "二维码转给同行的朋友，请他用另一部手机显示，你来扫。",
    ],
    authority=["in.safety.esim-qr", "world.esim.one-code-one-phone", "esim.safety.qr"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for sentence in advising(page):
        text = sentence.text
        shared = [found.span() for found in _SHARED.finditer(text) if urged(text, *found.span())]
        for place in disjoint((*_HANDING.places(text), *shared)):
            yield Problem(
                sentence.span(*place),
                "eSIM 的码谁先扫就归谁，交出去等于把号码和套餐送人",
                "让读者在自己的手机上扫码，一人一码；装不上就找卖家重发或退款。",
                ("esim.safety.qr", "world.esim.one-code-one-phone", "in.safety.esim-qr"),
            )
