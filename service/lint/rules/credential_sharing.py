"""不要教读者把密码、验证码、卡密告诉别人或填给别人。

充值、续费只需要手机号码和金额；店员、客服、自助终端和第三方网站都用不着密码、PIN/PUK 和短信验证码。
照着做的读者会丢掉账户里的钱，甚至被人用短信验证码登录其他账户。

改写：写「报手机号码和金额」；需要登录时，写明只在运营商官网或官方 App 里输入自己设置的密码。
提醒读者「不要把密码告诉任何人」，或在自己的手机上输入 PIN 码，都不受影响。
"""

from collections.abc import Iterator

from service.lint.advice import advising
from service.lint.rule import Desk, Page, Problem, rule
from service.text.handing import Handing
from service.text.later import Several, later
from service.text.negation import affirmed, asked, refused, warned
from service.text.parties import CLERK, FRIEND, GROUP, SELLER, THEY, WRITER
from service.text.places import disjoint
from service.text.urging import regretted, urged

_SECRET = (
    r"(?:(?:登录|登陆|支付|服务|查询|账[户号]|激活|交易|取款|银行卡|手机|卡片?|锁屏|解锁|开机|门号|邮箱|icloud|apple\s?id|google|谷歌|钱包)?的?(?<!充值卡)(?:密码|口令)"
    r"|pin码?|puk码?|(?:短信|动态|登录|手机)?(?:验证码|动态码|校验码|短信码|注册码)|验证短信|(?<=要)(?:代码|数字)|一次性(?:密码|口令)|(?<![a-z])otp(?![a-z])|卡密|cvv2?|cvc|安全码|短信原文|登录信息"
    r"|(?:短信|手机|收到)[^,。!?;:\n]{0,8}?(?:[4-8]|[四五六八])位(?:数字|数|码|代码)|(?:短信|信息|消息)[^。!?;\n]{0,4}?[里中上]面??[^,。!?;:\n]{0,4}?(?:数字|代码)|(?:里面|其中)的?(?:数字|代码)"
    r"|apple\s?id(?=[^,。!?;\n]{0,6}(?:密码|发|给|告|提供|交))|(?:信用卡|银行卡|卡片)(?:的)?(?:卡?号码?|正反面|照片|(?=拍))|(?<!sim)(?<!手机)卡号[、和与及跟,](?:有效期|cvv))"
)
_RECEIVERS = rf"(?:{SELLER}|{CLERK}|{FRIEND}|{THEY}|{GROUP}|任何人)"
_HANDING = Handing(_SECRET, _RECEIVERS)
#: Whoever knows the PIN and asks that it stay, uses it.
_FOR_US = later(
    rf"(?:{SELLER}|{CLERK}|{THEY})(?:给|帮|替)?(?:你|您)?(?:设|改|定|给)(?:好|定)?的?(?:初始)?(?:密码|pin码?)[^,。!?;\n]{{0,4}}?(?:不要|别|不用|无需)(?:修?改|更改|换)"
    rf"|(?:密码|pin码?)[^。!?;\n]{{0,16}}?(?:不要|别|不用|勿|无需|留着?|保持)[^。!?;\n]{{0,14}}?(?:方便|以便|便于)(?:{WRITER}|{SELLER}|{THEY})"
)
#: A network's password is there to be shared.
_NETWORK = later(r"wi-?fi|无线|热点|路由|宽带|充值卡|刮|储值券|wlan")
#: Cheap: a sentence without any of these has nothing to find.
_TRACE = later(
    "密码|口令|位数|pin|puk|证码|动态码|校验码|短信码|注册码|卡密|cvv|cvc|安全码|otp|代码|数字|短信原文|登录信息|apple|信用卡|银行卡|卡号"
    "|当地人|本地人|陌生人|路人|网友|卖家|中介"
)
_NUMBER = r"(?:卡号|卡的?号码|imsi|iccid|序号)"
_AND = r"(?:[、和与及以跟/&+]|以及|还有|或)"
_PAIR = (
    rf"{_NUMBER}(?:号码?)?(?:\([^()]{{0,12}}\))?{_AND}{{1,2}}(?:它?的)?"
    r"(?:激活|服务|查询|登录|卡片?)?(?:密码|口令|pin码?)"
)
#: Both accounts and passwords are asked for, and somebody works with them.
_FOR_WORK = later(
    rf"(?:提供|提交|留下|发来)[^,。!?;\n]{{0,8}}?(?:账[户号]|id)[^,。!?;\n]{{0,3}}?{_SECRET}[^。!?;\n]{{0,8}}?(?:{WRITER}|{SELLER}|后台)[^,。!?;\n]{{0,6}}?(?:代|帮|替|远程|操作)"
)
_TYPES = later(rf"(?:输入|填写|填入|键入|录入|提交|提供|报上|写下)[^。!?;\n]{{0,24}}?{_PAIR}")
#: What a voucher carries is meant to be typed in, once.
_VOUCHER = later(r"充值卡|充值券|储值券|刮刮|点卡|礼品卡|代金券|卡背|涂层|密码涂|wi-?fi|apn|用户名")
_RECOVERS = later(
    r"(?:丢失|遗失|忘记|忘了|弄丢)[^。!?;\n]{0,10}?密码[^。!?;\n]{0,14}?(?:客服|热线|电话|短信)[^。!?;\n]{0,8}?(?:查询|询问|问到|得知|索取|告知)"
)
_HANDS_OVER = later(
    r"(?:请教?|让|找|托|委托|拜托|麻烦)(?:一位|几位|身边的?)?(?:当地人|本地人|陌生人|路人|网友|卖家|中介)[^,。!?;\n]{0,4}?(?:帮忙|代为|代|替你|替您|帮你|帮您)"
    r"[^,。!?;\n]{0,4}?(?:处理|操作|办理|登录|续费|完成|激活|注册)"
)
_ALL = Several(*_HANDING.frames, _FOR_WORK, _FOR_US, _TYPES, _RECOVERS, _HANDS_OVER)
_OWN = later(r"(?:告诉|告知|发送?给|发到|发送至|交给|提供给)(?:你|您|用户|旅客|读者|本机|手机|我们?的?手机)")


@rule(
    "CRD001",
    severity="error",
    category="credential-sharing",
    since="0.1",
    bad=[
        "付钱时⟦把查询密码告诉收银员⟧，她会替你操作。",
        "充值不成功的话，⟦向客服提供收到的短信验证码⟧。",
        "在第三方网页上⟦填写卡号和密码⟧，再选择金额。",
        "⟦忘记密码时可以打客服电话查询⟧。",
        "语言不通，可以⟦请当地人代为办理⟧激活。",
    ],
    good=[
        "付钱时把手机号码告诉收银员就行，不要把密码告诉任何人。",
        "客服索要短信验证码的都是骗子，请直接挂断。",
        "在第三方网页上输入手机号码，无需填写卡号和密码。",
        "忘记密码时，在官方 App 里用自己的手机号重新设置。",
        "语言不通，可以请当地人帮忙翻译菜单。",
        "开机后手机会提示输入 PIN 码，输入卡套上的四位数字即可。",
        "用充值券充值：刮开涂层，输入充值卡的卡号和密码。",
        "运营商会把验证码发送到你的手机。",
    ],
    authority=["kz.safety.secrets", "kz.topup.identifier"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    article = page.article
    facts = ("kz.safety.secrets", *(("kz.topup.identifier",) if "KZ" in article.countries else ()))
    for sentence in advising(page, _ALL):
        said = sentence.folded
        if not _TRACE.search(said.text):
            continue
        for place in disjoint(_told(said.text, voucher=id(sentence.block) in _by_voucher(page))):
            yield Problem(
                said.span(*place),
                "教读者把密码或验证码交给别人：对方可以借此登录账户、盗走余额",
                "充值只需报手机号码和金额；写明密码、验证码不要告诉任何人。",
                facts,
            )
        found = _HANDS_OVER.search(said.text)
        if found and affirmed(said.text, *found.span()):
            yield Problem(
                said.span(*found.span()),
                "让陌生人代办，等于把账户、证件和短信验证码交到别人手里",
                "请营业厅的工作人员当面办理，并提醒读者自己保管手机和验证码。",
                ("kz.safety.secrets",),
                severity="warning",
            )


def _by_voucher(page: Page) -> frozenset[int]:
    """The blocks that tell how to use a voucher, or stand under a heading that does."""
    return page.kept("by-voucher", lambda: frozenset(_voucher_blocks(page)))


def _voucher_blocks(page: Page) -> Iterator[int]:
    for section in page.sections:
        headed = section[0].block.kind == "heading" and _VOUCHER.search(section[0].text) is not None
        for sentence in section:
            if headed or _VOUCHER.search(sentence.text):
                yield id(sentence.block)


def _told(text: str, *, voucher: bool) -> Iterator[tuple[int, int]]:
    """Where the text has a secret told, typed in with a card number, or asked for by phone."""
    for start, end in _HANDING.places(text):
        if not _NETWORK.search(text, max(0, start - 20), end) and not _OWN.search(text, start, end + 3):
            yield start, end
    for found in _FOR_WORK.finditer(text):
        if urged(text, *found.span()):
            yield found.span()
    for found in _FOR_US.finditer(text):
        if not regretted(text, *found.span()) and not warned(text, *found.span()):
            yield found.span()
    for found in _TYPES.finditer(text):
        if not voucher and not refused(text, *found.span()):
            yield found.span()
    for found in _RECOVERS.finditer(text):
        if not refused(text, *found.span()) and not asked(text, *found.span()):
            yield found.span()
