"""说某种钱包能给当地号码充值，要有运营商的说明。

「支付宝、微信、PayPal 也能充值」多半是照国内经验猜的：运营商的官网和 App 里没有这一项，读者到了充值时才发现付不了，
或者被引到冒牌网站。写「可能支持」并不能让猜测变成事实。

改写：只写查到出处的付款方式，附官网链接和查询日期；没有查到就照实写「截至某日没有查到支持支付宝的说明」。
买旅行 eSIM 时向卖家付款、在国内给国内号码充值，不在此列。
"""

import re
from collections.abc import Iterator

from service.lint.rule import Article, Block, Desk, Mapped, Page, Problem, Span, rule
from service.text import contacts
from service.text.evidence import dated, sourced
from service.text.negation import asked, refused
from service.text.normalise import fold_mapped, identity
from service.text.places import compact, sections

_WALLET = (
    r"支付宝|alipay\+?|微信(?:支付|钱包)?|wechat\s?pay|财付通|paypal|贝宝|云闪付|银联|unionpay|数字人民币"
    r"|(?:apple|google|samsung)\s?pay"
)
_NAMED = re.compile(rf"(?:使用|通过|用)?(?P<wallet>(?:{_WALLET})(?:(?:[、/,和与或及]|以及|或者)(?:{_WALLET})){{0,6}})")
_CANONICAL = {
    **{"支付宝": "支付宝", "alipay": "支付宝", "微信": "微信", "wechat": "微信", "财付通": "微信"},
    **{"paypal": "PayPal", "贝宝": "PayPal", "银联": "银联", "unionpay": "银联", "云闪付": "银联"},
}
#: Cheap: a section without any of these names no wallet.
_TRACE = re.compile("支付宝|alipay|微信|wechat|财付通|paypal|贝宝|云闪付|银联|unionpay|数字人民币|pay|电子钱包")
_UNNAMED = re.compile(r"电子钱包")
_ONLINE = re.compile(r"app|应用|手机|线上|在线|网上|绑定")
_OFFLINE = re.compile(r"终端|机器|现金|柜台|自助|门店")
_UNAVAILABLE = re.compile(
    r"[^。!?;\n]{0,20}?(?:不支持|不接受|用不了|不能|无法|没法|没办法|难以|很少|少见|没有(?!手续|额外|限制|门槛)|未|不可|行不通|不行|失败|不成|不管用)"
)
#: Looked at, not paid with.
_LOOKED = re.compile(
    r"(?:app|的?小程序)?[里上中内]?(?:也|都|就|可以|能){0,2}(?:查|看|搜|换算|对比|比较|兑换?)[^,。!?;\n充付缴]{0,20}(?=[,。!?;\n]|$)"
)
_TOPUP = re.compile(r"充值|续费|话费|缴费|充流量|流量充|运营商|营业厅")
_PAYS = re.compile(r"支付|付款|付钱|充|续费|缴费|接受|扫码付|开通|渠道|等(?:多种|各种)?(?:方式|方法|途径)")
#: Goes on about what the sentence before said.
_ALSO = re.compile(r"(?:(?:也|还|同时|另外|此外|或者?|并且?|同样),?(?:可以?|能|支持|接受|使用|用))")
#: 微信 alone is a messenger unless it pays.
_BESIDE_CHAT = re.compile(
    r"(?:里|上|也|都|就|可以|能|来|直接|扫码|等|账户|余额|进行|给|为|[^,。!?;\n]{0,4}号){0,3}(?:充|付|缴|支付|续费)"
)
#: Paying a seller, or at home: another matter.
_ELSEWHERE = re.compile(
    r"购买|下单|订购|卖家|店铺|淘宝|京东|携程|飞猪|旅行esim|esim(?:卖家|商家|平台|服务商)|国内(?:号码|手机号|运营商|充值|话费)|在国内|内地|大陆|回国"
    r"|中国(?:移动|联通|电信)的?(?:号码|话费|手机|用户)|打车|餐馆|餐厅|商场购物|酒店|门票|外币兑换|换汇|取现|退款到"
)
#: Sellers of travel eSIMs, who take such wallets.
_TRAVEL = re.compile(
    r"airalo|holafly|nomad|saily|ubigi|alosim|gigsky|trip\.com|klook|旅[行游]esim|esim(?:卖家|商家|平台|服务商)"
)
_ABROAD = re.compile(r"境外|国外|海外|跨境|出境|出国|漫游|当地")
_CHINESE = frozenset(("CN", "HK", "MO", "TW"))
_HELP = "写有出处的付款方式并附官网链接和查询日期；没有查到就写「截至某日没有查到」。"


@rule(
    "PAY001",
    severity="error",
    category="payment-unverified",
    since="0.1",
    bad=[
        "在格鲁吉亚，话费⟦用支付宝⟧就能充。",
        "运营商的官网支持⟦PayPal 和微信支付⟧，充值很方便。",
        "App 里绑定⟦电子钱包⟧，随时可以给号码充值。",
    ],
    good=[
        "在格鲁吉亚，话费能用支付宝充吗？",
        "截至 2026-11-20，没有查到运营商支持 PayPal 或微信支付的说明。",
        "App 里绑定银行卡，随时可以给号码充值。",
        "向旅行 eSIM 的卖家下单时可以用支付宝付款。",
        "Kcell 官网列出的充值方式见[充值页](https://www.kcell.kz/en/product/topup)，没有支付宝。",
    ],
    authority=["kz.payment.alipay-wechat", "kz.payment.paypal"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    article = page.article
    if _at_home(article):
        return
    for section in sections(article.sentences):
        if not any(_TRACE.search(sentence.text) for sentence in section):
            continue
        heading = " ".join(sentence.text for sentence in section if sentence.block.kind == "heading")[:80]
        about = "topup" in article.topics or _TOPUP.search(heading)
        body = [(s.block, compact(s.folded)) for s in section if s.block.kind != "heading"]
        if any(_NAMED.search(said.text) and _sourced(said.text, block) for block, said in body):
            continue
        row, sold = Span(0, 0), False
        before: tuple[Block, bool] | None = None
        for block, said in body:
            own = _TOPUP.search(said.text) is not None
            goes_on = before is not None and before[0] is block and before[1] and _ALSO.match(said.text)
            before = block, own
            if not (about or own or goes_on) or _ELSEWHERE.search(said.text) or _TRAVEL.search(said.text):
                continue
            if block.kind == "cell" and not row.start <= block.span.start < row.end:
                row = _line(article.text, block.span.start)
                sold = (
                    _TRAVEL.search(compact(fold_mapped(identity(article.text[row.start : row.end]))).text) is not None
                )
            if block.kind != "cell" or not sold:
                yield from _judged(article, desk, heading, said)


def _line(text: str, at: int) -> Span:
    """The line of the file around `at`: a row of a table."""
    end = text.find("\n", at)
    return Span(text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end)


def _judged(article: Article, desk: Desk, heading: str, said: Mapped) -> Iterator[Problem]:
    """The first wallet that one sentence says can pay."""
    text = said.text
    if found := next((f for f in _NAMED.finditer(text) if _claimed(text, *f.span("wallet"))), None):
        named = said.span(*found.span("wallet"))
        message = f"没有查到可以用「{article.text[named.start : named.end]}」给当地号码充值或付款的说明"
        yield Problem(said.span(*found.span()), message, _HELP, _facts(article, desk, found["wallet"]))
    elif (vague := _UNNAMED.search(text)) and _online(heading, text, vague) and not dated(text) and not sourced(text):
        message = "没有说是哪一种钱包、外国旅客能不能绑定，读者无法照做"
        yield Problem(said.span(*vague.span()), message, _HELP, severity="warning")


def _at_home(article: Article) -> bool:
    """An article about numbers in China, where these wallets do work."""
    if not article.countries or not set(article.countries) <= _CHINESE:
        return False
    return not any(_ABROAD.search(sentence.text) for sentence in article.sentences)


def _claimed(text: str, start: int, end: int) -> bool:
    """Whether the sentence says that one can pay with the wallet here."""
    before, after = text[max(0, start - 30) : start], text[end : end + 40]
    if text[start:end] == "微信" and not _BESIDE_CHAT.match(after):
        return False
    if _LOOKED.match(after):
        return False
    if not _PAYS.search(before) and not _PAYS.search(after) and not before.endswith("支持"):
        return False
    return not (refused(text, start, end) or asked(text, start, end) or _UNAVAILABLE.match(text, end))


def _online(heading: str, text: str, found: re.Match[str]) -> bool:
    """Whether an unnamed wallet is offered on the operator's site or app, where readers must link their own."""
    near = heading + text[max(0, found.start() - 40) : found.end() + 20]
    if not _ONLINE.search(near) or _OFFLINE.search(near):
        return False
    return not refused(text, *found.span()) and not asked(text, *found.span())


def _sourced(text: str, block: Block) -> bool:
    """A date, a source, or a link that is not a seller's."""
    linked = any(i.kind == "link" and not contacts.leads_to_contact(i.target) for i in block.inlines)
    return linked or sourced(text) or dated(text)


def _facts(article: Article, desk: Desk, wallet: str) -> tuple[str, ...]:
    """What is known not to be documented about this wallet in the article's countries."""
    wanted = [name for mark, name in _CANONICAL.items() if mark in wallet]
    return tuple(
        fact.id
        for fact in desk.facts.facts.values()
        if fact.kind == "not-documented"
        and fact.subject in article.countries
        and fact.holds(desk.today)
        and any(name in fact.claim for name in wanted)
    )
