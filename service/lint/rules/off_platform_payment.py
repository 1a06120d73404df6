"""不要劝读者绕开平台付款和退款。

平台留着订单和钱，卖家不交货还能要回来；私下转账、扫个人收款码、先确认收货再「私下退」，钱出去就没有凭据。

改写：在下单的平台上付款、退款；只收私人转账的卖家，换一家。
"""

from collections.abc import Iterator

from service.lint.advice import advising
from service.lint.rule import Desk, Page, Problem, rule
from service.text.later import later
from service.text.parties import KIN
from service.text.places import disjoint
from service.text.urging import urged

_N = r"[^,。!?;:\n]"
_WHO = r"(?:老板娘?|店主|店家|卖家|个人|我们|本店|客服|代理(?:商|人)?|群主|师傅|对方|小编|掌柜|私人|司机|导游|摊主)"
_PATTERNS = (
    later(
        r"(?:不(?:要|用|必|需要?)?|别|无需|绕[开过]|避开|跳过|脱离)(?:走|经过?|通过|在|去)?(?:电商|交易|购物|第三方|下单的?)?平台(?:交易|下单|付款|支付|申请|点|走)?(?=[,。!?;]|\Z|更|直接|便宜|省|私)"
        r"|(?:平台|店铺)(?:上)?(?:不要|别|无需|不用)(?:点|申请|提|走)(?:了)?(?:退款|退货|售后|付款)?"
    ),
    later(
        rf"(?:私下|私底下|线下|台下|站外)(?:里)?(?:转[账帐]|交易|付款|退款|打款|付|退|转)(?:给{_N}{{0,4}})?|(?:转[账帐]|付款|退款)(?:时)?走(?:微信|支付宝|私人|个人|线下)|退款(?:请|要|需)?(?:加|找|联系|走)(?:客服|微信|店主|我们){_N}{{0,6}}"
    ),
    later(rf"先(?:点)?确认收货{_N}{{0,4}}?[,再然后]{{1,2}}{_N}{{0,8}}?(?:退|补|返|发)"),
    later(
        rf"(?:钱|款|费用)?(?:直接|先|把钱)?(?:转[账帐给]|打款|汇款|付款|转)(?:钱)?(?:给|到|至|进){_N}{{0,3}}?{_WHO}(?:的)?(?:个人|私人)?(?:账[户号]|微信|支付宝|银行卡|钱包|卡号|户头|收款码)"
        rf"|(?:转|打|汇|付)(?:给|到|至){_N}{{0,3}}?(?:个人|私人)(?:的)?(?:账[户号]|微信|支付宝|银行卡|户头)"
        rf"|(?:扫|用|刷){_N}{{0,6}}?{_WHO}的?(?:个人|私人)?(?:收款码|付款码|收款二维码|微信码)"
        rf"|(?:加密货币|usdt|泰达币|虚拟货币|比特币|礼品卡号?){_N}{{0,4}}?(?:付给|支付给|转给|打给|结算|付款){_N}{{0,4}}"
    ),
    later(rf"(?:转|付|打)(?:钱|账)?给{_WHO},{_N}{{0,4}}?(?:帮|替|给)(?:你|您)(?:续|充|办|买|缴)"),
    later(
        rf"(?:取消订单|取消下单|退掉订单){_N}{{0,4}}?,?{_N}{{0,4}}?(?:私下|直接|微信|线下)(?:交易|付款|转[账帐]|转给|付){_N}{{0,4}}"
    ),
)
#: Paying back somebody the reader knows.
_TO_KIN = later(rf"{KIN}[^。!?;:\n卖]{{0,30}}\Z")
#: Shops that stand there take cash; a wallet is named for what it is.
_FINE = later(r"都是骗|是骗(?:局|子|术)|国际汇款|汇率|亲友|家人|押金退|商户号|对公")


@rule(
    "INS004",
    severity="warning",
    category="insecure-practice",
    since="0.2",
    triggers=("平台", "私", "线下", "收货", "转账", "转帐", "打款", "汇款", "付", "收款", "退款", "店铺", "转", "站外"),
    bad=[
        "⟦不走平台⟧，每单便宜十块。",
        "直接⟦扫店主的收款码⟧，备注国家。",
        "⟦退款走微信⟧，一分钟到账。",
        "⟦先转账到代理的个人账户⟧，再发卡。",
    ],
    good=[
        "走平台付款，不满意可以退。",
        "要你扫店主收款码的，别付。",
        "退款在下单的平台上申请。",
        "要先转账到个人账户的卖家，换一家。",
    ],
    authority=["cn.safety.off-platform"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for sentence in advising(page):
        text = sentence.text
        if _FINE.search(text):
            continue
        found = (
            f.span()
            for pattern in _PATTERNS
            for f in pattern.finditer(text)
            if urged(text, *f.span()) and not _TO_KIN.search(text, max(0, f.start() - 40), f.start())
        )
        for place in disjoint(found):
            yield Problem(
                sentence.span(*place),
                "让读者绕开平台、把钱转给个人：没有凭据，要不回来",
                "写在下单的平台上付款和退款；只收私人转账的，换一家。",
                ("cn.safety.off-platform",),
            )
