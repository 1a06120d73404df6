"""说某种钱包能给当地号码充值，要有运营商的说明。

「支付宝、微信、PayPal 也能充值」多半是照国内经验猜的：运营商的官网和 App 里没有这一项，读者到了充值时才发现付不了，
或者被引到冒牌网站。写「可能支持」并不能让猜测变成事实。付加密货币、扫私人的收款码、转给客服个人的，出了事追不回来。

改写：只写查到出处的付款方式，附官网链接和查询日期；没有查到就照实写「截至某日没有查到支持支付宝的说明」。
买旅行 eSIM 时向卖家付款、在国内给国内号码充值，不在此列。
"""

import re
from collections.abc import Iterator, Sequence

from service.lint.rule import Article, Block, Desk, Page, Problem, Sentence, Span, rule
from service.text import contacts, payments
from service.text.evidence import dated, sourced
from service.text.later import Several, among, later
from service.text.negation import asked, refused
from service.text.normalise import fold, fold_mapped, identity
from service.text.parties import KIN
from service.text.places import compact

_NAMED = later(
    rf"(?:使用|通过|用)?(?P<wallet>(?:{payments.WALLET})(?:(?:[、/,和与或及]|以及|或者)(?:{payments.WALLET})){{0,6}})"
)
_HOME_CARD = later(rf"(?P<card>{payments.CARD})")
_LOCAL = later(rf"(?P<wallet>{payments.LOCAL})")
#: What lets readers believe that a wallet of another country is for them.
_BOUND = later(
    r"绑定?[^,。!?;\n]{0,6}(?:国内|中国|大陆|内地|台湾|香港|自己)的?[^,。!?;\n]{0,4}卡|(?:游客|旅客|外国人|外国游客)[^,。!?;\n]{0,4}?(?:同样|也|都|直接|一样)?[^,。!?;\n]{0,4}?(?:能|可以?|就)"
)
_CANONICAL = {
    **{"支付宝": "支付宝", "alipay": "支付宝", "微信": "微信", "wechat": "微信", "财付通": "微信"},
    **{"paypal": "PayPal", "贝宝": "PayPal", "银联": "银联", "unionpay": "银联", "云闪付": "银联"},
}
_UNNAMED = later(r"电子钱包|电子支付")
_PAYING = Several(_NAMED, _LOCAL, _HOME_CARD, _UNNAMED)
_ONLINE = later(r"app|应用|手机|线上|在线|网上|绑定")
_OFFLINE = later(r"终端|机器|现金|柜台|自助|门店")
_UNAVAILABLE = later(
    r"[^。!?;\n]{0,20}?(?:不支持|不接受|拒绝|摇头|不收(?!手续费|额外|任何|服务费)|解绑|用不[了上]|不能|无法|没法|没办法|难以|很少|少见|没有(?!手续|额外|限制|门槛)|未|不可|行不通|不行|失败|不成|不管用)"
)
#: Tried in vain, or something else is what tops up in the end.
_FAILED = later(
    r"[^。!?;\n]{0,60}?(?:没试成|试过才|试了[^。!?;\n]{0,12}?(?:失败|不行)|报错|提示(?:失败|不支持|错误)|页面转|充值[^,。!?;\n]{0,6}?(?:则|却|只能|还是要|是在)[^。!?;\n]{0,12}?(?:现金|自助|药店|柜台|营业厅)|别当真|查不到|没有这一项|无关|(?:说|指|讲)的是(?:在)?(?:商[店户场]|店|购物|消费|餐|买东西)|(?:不是|不包括|不含|并非|不等于)(?:给|能|用来)?[^,。!?;\n]{0,6}?(?:充值|话费|号码|缴费))"
)
#: Looked at, not paid with.
_LOOKED = later(
    r"(?:app|的?小程序)?[里上中内]?(?:也|都|就|可以|能){0,2}(?:查|看|搜|换算|对比|比较|兑换?)[^,。!?;\n充付缴费]{0,20}(?=[,。!?;\n]|$)"
)
_TOPUP = later(
    r"(?:代|手机|预付卡?)?充值|[储加增]值|续费|续订|话费|缴费|交费|充(?:流量|号码|卡|钱|load)|流量充|运营商|营业厅|topup|top-up|recharge|load|(?:当地|本地)的?(?:号码?|卡|手机|套餐)"
)
#: The number, the card or the plan itself is paid.
_TOPS_UP = later(r"充值|代充|[储加]值|续费|话费|缴费|交费|充(?:流量|号码|卡|钱|load|好)|load")
_PAYS = later(
    r"支付|付款|付钱|充|[储加]值|续费|缴费|交费|话费|接受|支持|扫码付|开通|渠道|能用|可用|刷|打|就行|即可|也行|搞定|等(?:多种|各种)?(?:方式|方法|途径)"
)
#: Goes on about what the sentence before said.
_ALSO = later(r"(?:(?:也|还|同时|另外|此外|或者?|并且?|同样),?(?:可以?|能|支持|接受|使用|用))")
#: 微信 alone is a messenger unless it pays.
_BY_CHAT = later(r"(?:用|通过|使用|走)\Z")
_BESIDE_CHAT = later(
    r"(?:就|也|都|即|直接)?(?:行|可以?|能|搞定)(?=[,。!?;\n]|$)|[/、]|(?:里|上|也|都|就|可以|能|来|直接|扫码|等|账户|余额|进行|给|为|[^,。!?;\n]{0,4}号){0,3}(?:充|付|缴|支付|续费)"
)
#: Paying a seller, or at home: another matter.
_ELSEWHERE = later(
    r"旅行esim|esim(?:卖家|商家|平台|服务商)|(?:国内|中国|大陆|内地)的?(?:号码?|手机号?|运营商|充值|话费)|在国内(?![^,。!?;\n]{0,6}(?:帮|替|给))"
    r"|中国(?:移动|联通|电信)的?(?:号码|话费|手机|用户)|打车|出租车|餐馆|餐厅|免税店|商场购物|酒店|门票|机票|外币兑换|换汇|取现|退款"
)
_SHOPPING = later(r"购买|下单|订购|卖家|店铺|淘宝|京东(?!支付|白条)|携程|飞猪")
#: Sellers of travel eSIMs, who take such wallets.
_TRAVEL = later(
    r"airalo|holafly|nomad|saily|ubigi|alosim|gigsky|trip\.com|klook|旅[行游]esim|esim(?:卖家|商家|平台|服务商)"
)
_ABROAD = later(r"境外|国外|海外|跨境|出境|出国|漫游|当地")
_CHINESE = frozenset(("CN", "HK", "MO", "TW"))
_CONDEMNED = later(r"骗|追不回|不可信|别信|谨防|当心|警惕|不要|别(?!的|人)|切勿|请勿|没有发票")
#: Paying a person: for a card, a number or a plan.
_SOLD = later(
    r"卡|号码?|esim|sim|套餐|流量|话费|充|续费|激活|开通|订单|下单|发货|发码|二维码|机型|型号|门号|押金|尾款|定金"
)
_AT_DESK = later(r"柜台|收银|营业厅|官方|门店|超市|便利店|餐|出租车|打车|酒店")
#: Paying back somebody the reader knows.
_TO_KIN = later(rf"{KIN}[^。!?;:\n卖]{{0,30}}\Z")
_COIN_PAYS = later(r"只?收(?![到入])|付|支付|购买|买|充|续费|结算|接受|收款|下单|支持")
_ASKS_HOW = later(r"(?:怎么|如何|怎样|哪里|什么)[^。!?\n]{0,14}?(?:充值|储值|续费|缴费|充话费|交费)[^。!?\n]{0,10}\?")
#: The head of a column of ways to pay.
_WAYS = later(r"(?:充值|支付|付款|缴费|储值|续费)(?:方式|渠道|方法|途径|工具|平台)")
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
        "选好流量卡，⟦扫客服的收款码⟧就发货。",
        "⟦USDT⟧ 也能付款，充话费更隐蔽。",
    ],
    good=[
        "在格鲁吉亚，话费能用支付宝充吗？",
        "截至 2026-11-20，没有查到运营商支持 PayPal 或微信支付的说明。",
        "App 里绑定银行卡，随时可以给号码充值。",
        "选好流量卡，不要扫客服的收款码付款。",
        "收 USDT 付款、代充话费的多半是骗子。",
        "向旅行 eSIM 的卖家下单时可以用支付宝付款。",
        "Kcell 官网列出的充值方式见[充值页](https://www.kcell.kz/en/product/topup)，没有支付宝。",
    ],
    authority=["kz.payment.alipay-wechat", "kz.payment.paypal"],
    triggers=payments.TRIGGERS,
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    article = page.article
    home = _at_home(article)
    marked = set(map(id, page.marked))
    for section in page.sections:
        named = [sentence for sentence in section if id(sentence) in marked]
        if named:
            yield from _to_persons(article, named)
            if not home:
                yield from _section(article, desk, section)


def _to_persons(article: Article, section: Sequence[Sentence]) -> Iterator[Problem]:
    """Coins, and money sent to a person: no operator and no honest shop is paid so."""
    about = _SOLD.search(fold(article.title)[:120]) is not None
    for sentence in section:
        text = sentence.text
        if not (about or _SOLD.search(text)) or _AT_DESK.search(text):
            continue
        for pattern in (payments.PRIVATE, payments.COIN):
            found = next((f for f in pattern.finditer(text) if _sends(text, f, pattern is payments.COIN)), None)
            if found is not None:
                message = "这样付钱没有凭据，出了事追不回来，也没有运营商这样收款"
                yield Problem(sentence.span(*found.span()), message, _HELP)
                break


def _sends(text: str, found: re.Match[str], coin: bool) -> bool:
    start, end = found.span()
    if coin and not _COIN_PAYS.search(text, max(0, start - 12), end + 14):
        return False
    if not coin and _TO_KIN.search(text, max(0, start - 40), start):
        return False
    unusable = _UNAVAILABLE.match(text, end) or _FAILED.match(text, end) or _CONDEMNED.search(text)
    return not (refused(text, start, end) or asked(text, start, end) or unusable)


def _section(article: Article, desk: Desk, section: Sequence[Sentence]) -> Iterator[Problem]:
    """What one section says of paying for a local number."""
    heading = " ".join(sentence.text for sentence in section if sentence.block.kind == "heading")[:80]
    topic = _TOPUP.search(heading) is not None
    about = topic or "topup" in article.topics
    body = [sentence for sentence in section if sentence.block.kind != "heading"]
    if not any(among(_PAYING, sentence.text) for sentence in body):
        return
    if any(_NAMED.search(s.text) and _sourced(s.text, s.block) for s in body):
        return
    ways = topic or any(s.block.kind == "cell" and _WAYS.search(s.text) for s in body)
    row, sold = Span(0, 0), False
    said = False
    for nth, sentence in enumerate(body):
        text, block = sentence.text, sentence.block
        own = _TOPUP.search(text) is not None
        goes_on = said and _goes_on(body, nth)
        told_next = nth + 1 < len(body) and body[nth + 1].block is block and _TOPS_UP.search(body[nth + 1].text)
        said = own
        if _ELSEWHERE.search(text) or _TRAVEL.search(text):
            continue
        if _SHOPPING.search(text) and not _TOPS_UP.search(text):
            continue
        if ways and block.kind in ("item", "cell") and (bare := _NAMED.match(text)) and bare.end() == len(text):
            yield _wallet(article, desk, sentence, bare)
            continue
        if not (about or own or goes_on or (told_next and _WAYS.search(text))):
            continue
        if block.kind == "cell" and not row.start <= block.span.start < row.end:
            row = _line(article.text, block.span.start)
            sold = _TRAVEL.search(compact(fold_mapped(identity(article.text[row.start : row.end]))).text) is not None
        if block.kind != "cell" or not sold:
            yield from _judged(article, desk, heading, sentence)


def _goes_on(body: Sequence[Sentence], nth: int) -> bool:
    """Whether a sentence goes on about what the one before it said, or answers what it asked."""
    before, this = body[nth - 1], body[nth]
    if _ASKS_HOW.search(before.text):
        return True
    return before.block is this.block and _ALSO.match(this.text) is not None


def _line(text: str, at: int) -> Span:
    """The line of the file around `at`: a row of a table."""
    end = text.find("\n", at)
    return Span(text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end)


def _wallet(article: Article, desk: Desk, sentence: Sentence, found: re.Match[str]) -> Problem:
    named = sentence.span(*found.span("wallet"))
    message = f"没有查到可以用「{article.text[named.start : named.end]}」给当地号码充值或付款的说明"
    return Problem(sentence.span(*found.span()), message, _HELP, _facts(article, desk, found["wallet"]))


def _judged(article: Article, desk: Desk, heading: str, sentence: Sentence) -> Iterator[Problem]:
    """The first wallet, or card from home, that one sentence says can pay."""
    text = sentence.text
    if not among(_PAYING, text):
        return
    if found := next((f for f in _NAMED.finditer(text) if _claimed(text, *f.span("wallet"))), None):
        yield _wallet(article, desk, sentence, found)
    elif found := next((f for f in _LOCAL.finditer(text) if _claimed(text, *f.span("wallet"))), None):
        if _BOUND.search(text):
            message = "没有查到外国旅客能绑定这种当地钱包的说明"
            yield Problem(sentence.span(*found.span()), message, _HELP, severity="warning")
    elif found := next((f for f in _HOME_CARD.finditer(text) if _claimed(text, *f.span())), None):
        message = "没有查到外国发行的卡都能付款的说明，许多运营商只收当地的卡"
        yield Problem(sentence.span(*found.span()), message, _HELP, severity="warning")
    elif (vague := _UNNAMED.search(text)) and _online(heading, text, vague) and not dated(text) and not sourced(text):
        message = "没有说是哪一种钱包、外国旅客能不能绑定，读者无法照做"
        yield Problem(sentence.span(*vague.span()), message, _HELP, severity="warning")


def _at_home(article: Article) -> bool:
    """An article about numbers in China, where these wallets do work."""
    if not article.countries or not set(article.countries) <= _CHINESE:
        return False
    return not any(_ABROAD.search(sentence.text) for sentence in article.sentences)


def _claimed(text: str, start: int, end: int) -> bool:
    """Whether the sentence says that one can pay with the wallet here."""
    before, after = text[max(0, start - 30) : start], text[end : end + 40]
    if text[start:end] == "微信" and not (_BESIDE_CHAT.match(after) or _BY_CHAT.search(before)):
        return False
    if _LOOKED.match(after):
        return False
    if not _PAYS.search(before) and not _PAYS.search(after):
        return False
    if _UNAVAILABLE.match(text, end) or _FAILED.match(text, end):
        return False
    return not (refused(text, start, end) or asked(text, start, end))


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
