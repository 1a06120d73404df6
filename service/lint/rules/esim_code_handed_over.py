"""不要教读者把 eSIM 的二维码或激活码交给卖家、客服和网友。

一个激活码只能装到一部手机：谁先扫，套餐和号码就归谁，收到的短信验证码也归谁。买了以后再发回给卖家「代装」「代激活」，
等于把号码送出去。印度喀拉拉邦警方为此发过提醒。

改写：让读者在自己的手机上扫码或手动输入；装不上就找卖家重发或退款，不要把码发回去。
"""

import re
from collections.abc import Iterator

from service.lint.rule import Desk, Page, Problem, rule
from service.text.negation import asked, refused

_CODE = r"(?:(?:e?sim卡?的?)?(?:二维码|qr码?|激活码|确认码|lpa码?))"
_OTHER = r"(?:卖家|客服|店家|店主|商家|代理商?|中介|网友|群友|朋友|对方|技术员|他人|别人)"
_GIVES = re.compile(
    rf"(?:给|向|跟|联系){_OTHER}[^,。!?;\n]{{0,4}}?(?<!获)(?:发送?|提供|提交|出示|展示|上传|发去|截图发)(?:你的|您的|收到的|购买的)?[^,。!?;\n]{{0,6}}?{_CODE}"
    rf"|(?:让|请|由|叫|找){_OTHER}(?:来)?(?:帮忙|代为|代|替你|帮你|远程)?[^,。!?;\n]{{0,4}}?(?:扫描?|扫码|录入|输入){_CODE}"
    rf"|{_OTHER}(?:代|代为|替你|帮你)(?:扫|扫描|安装|录入)[^,。!?;\n]{{0,6}}?{_CODE}"
)
#: The seller gives it, which is how it is bought.
_RECEIVED = re.compile(rf"{_OTHER}(?:会|将|把|收到[^,。;]{{0,4}}后)?[^,。!?;\n]{{0,6}}?(?:发给你|发来|提供给你|给你发)")


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
    ],
    good=[
        "装不上就找客服重发，不要给客服发送 eSIM 二维码。",
        "不会操作可以照着卖家的图文步骤，自己扫描二维码。",
        "下单以后，商家会提供激活码，在自己的手机上输入。",
        "请卖家重新发送二维码。",
    ],
    authority=["in.safety.esim-qr", "world.esim.one-code-one-phone", "esim.safety.qr"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for sentence in page.marked:
        text = sentence.text
        for found in _GIVES.finditer(text):
            if _RECEIVED.search(found[0]) or refused(text, *found.span()) or asked(text, *found.span()):
                continue
            yield Problem(
                sentence.span(*found.span()),
                "eSIM 的码谁先扫就归谁，交出去等于把号码和套餐送人",
                "让读者在自己的手机上扫码；装不上就找卖家重发或退款。",
                ("esim.safety.qr", "world.esim.one-code-one-phone", "in.safety.esim-qr"),
            )
