"""不要教读者把密码、验证码、卡密告诉别人或填给别人。

充值、续费只需要手机号码和金额；店员、客服、自助终端和第三方网站都用不着密码、PIN/PUK 和短信验证码。
照着做的读者会丢掉账户里的钱，甚至被人用短信验证码登录其他账户。

改写：写「报手机号码和金额」；需要登录时，写明只在运营商官网或官方 App 里输入自己设置的密码。
提醒读者「不要把密码告诉任何人」，或在自己的手机上输入 PIN 码，都不受影响。
"""

import re
from collections.abc import Iterator

from service.lint.rule import Desk, Page, Problem, rule
from service.text.negation import affirmed, asked, refused
from service.text.places import compact, disjoint

_SECRET = (
    r"(?:(?:登录|登陆|支付|服务|查询|账户|账号|激活|交易|取款|银行卡|手机|卡片?)?(?:密码|口令)|pin码?|puk码?|(?:短信)?验证码|动态码"
    r"|校验码|短信码|卡密|cvv2?|安全码)"
)
#: Cheap: a sentence without any of these has nothing to find.
_TRACE = re.compile(
    "密码|口令|位数|pin|puk|证码|动态码|校验码|短信码|卡密|cvv|安全码|当地人|本地人|陌生人|路人|网友|卖家|中介"
)
_PERSON = (
    r"(?:店员|店家|店主|老板|营业员|收银员|柜[台员]|工作人员|服务员|客服|人员|卖家|商家|代理商?|中介|经销商|朋友|他人|别人|旁人|路人"
    r"|对方|陌生人|当地人|网友|司机|导游|房东|前台|我们|小编|群主|管理员|技术员|他们?|她们?|ta|任何人)"
)
_GIVE = r"(?:告诉|告知|发送?给|发到|提供给|交给|报给|念给|透露给|转给|说给|写给|拿给|递给|转发给|截图给|出示给|传给|传到|发至)"
_NEAR = r"[^,。!?;\n]{0,12}?"
#: From the person to the secret without another act: 「递给店员前先解除 PIN 码」 gives away the card only.
_OBJECT = r"(?:(?![前后先再]|解除|取消|关[闭掉]|修改|更改|重设)[^,。!?;\n]){0,12}?"
#: A code that came by message, told by its length alone.
_RECEIVED = r"(?:收到|短信[里中上])[^,。!?;\n]{0,6}?(?:[4-8]|[四五六八])位(?:数字|数|码)"
#: The writer asks for it: 「验证码发我」; the bank that sends it to me is the subject of its own sentence.
_TO_ME = r"(?:发送?|传|转发?|报|念|告诉|截图)给?我(?:们|方)?(?=[,。!?;]|$|就|即可|来?帮)"
_TELLS = (
    re.compile(rf"{_RECEIVED}{_NEAR}{_GIVE}{_NEAR}{_PERSON}"),
    re.compile(
        rf"(?:(?:请|麻烦|需要?)[你您]?(?:再|先)?[把将]?|(?:^|(?<=[,。!?;:]))[把将]?)(?:[^,。!?;\n]{{0,6}}?){_SECRET}{_NEAR}{_TO_ME}"
    ),
    re.compile(rf"{_SECRET}{_NEAR}{_GIVE}{_NEAR}{_PERSON}"),
    re.compile(rf"{_GIVE}(?:[^,。!?;\n]{{0,6}}?){_PERSON}{_OBJECT}{_SECRET}"),
    re.compile(rf"[让请由叫]{_PERSON}[^,。!?;\n]{{0,4}}?(?:输入|填写|键入)[^,。!?;\n]{{0,2}}?[你您]的?{_SECRET}"),
    re.compile(
        rf"[向跟给和对](?:[^,。!?;\n]{{0,6}}?){_PERSON}[^,。!?;\n]{{0,4}}?(?:提供|发送|出示|报出|说出|透露|告知|报上|报){_NEAR}{_SECRET}"
    ),
)
_NUMBER = r"(?:卡号|卡的?号码|imsi|iccid|序号)"
_AND = r"(?:[、和与及以跟/&+]|以及|还有|或)"
_PAIR = (
    rf"{_NUMBER}(?:号码?)?(?:\([^()]{{0,12}}\))?{_AND}{{1,2}}(?:它?的)?"
    r"(?:激活|服务|查询|登录|卡片?)?(?:密码|口令|pin码?)"
)
_TYPES = re.compile(rf"(?:输入|填写|填入|键入|录入|提交|提供|报上|写下)[^。!?;\n]{{0,24}}?{_PAIR}")
#: What a voucher carries is meant to be typed in, once.
_VOUCHER = re.compile(r"充值卡|充值券|储值券|刮刮|点卡|礼品卡|代金券|卡背|涂层|密码涂|wi-?fi|apn|用户名")
_RECOVERS = re.compile(
    r"(?:丢失|遗失|忘记|忘了|弄丢)[^。!?;\n]{0,10}?密码[^。!?;\n]{0,14}?(?:客服|热线|电话|短信)[^。!?;\n]{0,8}?(?:查询|询问|问到|得知|索取|告知)"
)
_HANDS_OVER = re.compile(
    r"(?:请教?|让|找|托|委托|拜托|麻烦)(?:一位|几位|身边的?)?(?:当地人|本地人|陌生人|路人|网友|卖家|中介)[^,。!?;\n]{0,4}?(?:帮忙|代为|代|替你|替您|帮你|帮您)"
    r"[^,。!?;\n]{0,4}?(?:处理|操作|办理|登录|续费|完成|激活|注册)"
)
_OWN = re.compile(r"(?:告诉|告知|发送?给|发到|发送至|交给|提供给)(?:你|您|用户|旅客|读者|本机|手机|我们?的?手机)")
#: 把 or 将 opens the object; a comma would close the clause before.
_TAKEN = re.compile(r"[把将](?=[^,。!?;:\n]{0,12}\Z)")


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
    for sentence in article.sentences:
        if not _TRACE.search(sentence.text):
            continue
        said = compact(sentence.folded)
        for place in disjoint(_told(said.text)):
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


def _told(text: str) -> Iterator[tuple[int, int]]:
    """Where the text has a secret told, typed in with a card number, or asked for by phone."""
    for pattern in _TELLS:
        for found in pattern.finditer(text):
            if not _OWN.search(text, found.start(), found.end() + 3) and affirmed(text, *found.span()):
                taken = _TAKEN.search(text, max(0, found.start() - 12), found.start())
                yield taken.start() if taken else found.start(), found.end()
    for found in _TYPES.finditer(text):
        if not _VOUCHER.search(text) and not refused(text, *found.span()):
            yield found.span()
    for found in _RECOVERS.finditer(text):
        if not refused(text, *found.span()) and not asked(text, *found.span()):
            yield found.span()
