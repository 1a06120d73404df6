"""写价格要写是哪一天的价格，或者附来源链接。

套餐和资费一年要改几次，币种也常写错；没有日期的数字，读者到了柜台才知道不对。

改写：写「截至 2026-11-20，10 GB 30 天 199 泰铢（附官网链接）」；整篇都核对过的，在文首写 `checked`。
演示怎样输入金额、余额提醒、关税和罚款、讲自己从前的经历，都不受影响。
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from service.lint.rule import Article, Block, Desk, Mapped, Page, Problem, Sentence, rule
from service.text import contacts, prices
from service.text.evidence import dated, priced, recent, sourced, stamped
from service.text.later import later
from service.text.negation import asked, clause, reported
from service.text.normalise import fold
from service.text.places import Place, sections

_SERVICE = later(
    r"套餐|流量|\d[gm]b?(?![a-z])|分钟|短信|资费|月租|日租|月费|年费|充(?![电满足分])|储值|增值|续费|话费|卡|sim|漫游|通话|上网|运营商|plan|计划|[日周月天年]包|开户|激活|手续费"
    r"|宽带|加油包|号码|门号|面额|档位"
)
#: Money for other things.
_OTHER = later(
    r"关税|征税|税(?:率|费|号|前|后)|缴税|交税|罚|打车|出租车|打的|租车|租金|机票|车票|船票|门票|高铁|大巴|酒店|旅馆|房费|房租|餐厅|(?:咖啡|奶茶)(?!钱)|吃饭|小吃|签证|保险"
    r"|运费|快递|包裹|过路费|赔|价值|市值|注册资本|亿|营收|收入"
    r"|投资|收购|融资|汇率|兑换|换汇|换钱|换算|骗|损失|盗刷|划走|被扣|报关|申报|奖金|工资|刑|贷款|转账|额度|限额|信用额|余额(?:低于|少于|不足|还有|还?剩)|[部台](?:手机|设备)(?!卡|号)"
)
_TIP = later(r"小费")
_TYPED = later(r"(?:输入|填写?|键入|试充|先充|设置|低于|少于|小于|不足|显示|余额|示例|演示)[^,。!?;\n]{0,8}\Z")
#: 「便宜几块钱」: some difference, no price.
_MARGIN = later(r"(?:便宜|省下?|差|贵|为了?|多[付花])了?[个那这]?\Z")
_A_FEW = later(r"(?:好?几|两三|三五|十几)[十百]?[块元毛]")
_LIMIT = later(
    r"(?:以上|面额)?的?(?:充值[卡券]|代金券|礼品卡|纸币|钞票|硬币|零钱|现金|时(?:提醒|通知|自动))|(?:以上|以下)?的?(?:限额|上限)"
)
#: Told of another day, or reckoned with made-up figures.
_STORY = later(
    r"曾|当时|那时|(?:我|还)记得|记得(?:当|那|第一次)|当年|上次|从前|以前|过去|年代|[多几]年前|有(?:人|网友|游客|旅客)[^,。!?;\n]{0,6}花|假设|假如|举例|算例|\d月\d{1,2}[日号]|现价|最新价"
)
#: What swindlers ask for is no price.
_SWINDLE = later(r"冒充|骗|兜售|开价|诱饵|勒索|索要|有人[^,。!?;\n]{0,6}收|千万别|别卖|陷阱|谢过他|黑市")
_WHETHER = later(r"[^,。!?;\n]{0,8}?(?:要不要|是不是|是否|能否|该不该|有没有)")
#: Names the pages an article has its prices from.
_FROM = later(r"来源|资料|参考|官网|官方|资费|价格|价目|套餐|tariff|plans?(?![a-z])|查询")
#: A column of prices, and a cell in it that has no currency of its own.
_COLUMN = later(
    r"(?:价格?|售价|月[租费]|年费|日租|资费|费用|收费|单价)[^,。!?;]{0,12}\Z|\A(?:参考|大概|大约)?(?:价格?|费用)"
)
_BARE = later(r"(?:约|仅|低至|只要)?\d[\d,.]{0,8}(?:[-~—]\d[\d,.]{0,8})?(?:起|左右|\+)?(?:/[天日周月年张次])?")
#: In a section no longer than this, a date at its beginning dates all of it.
_LONG = 20
#: How many sentences away a date still dates a price.
_REACH = 6
_HELP = "写明价格是哪一天的（「截至 2026-11-20」），附官网资费页的链接；或在文首写 checked。"


@rule(
    "PRC001",
    severity="warning",
    category="price-undated",
    since="0.1",
    bad=[
        "AIS 的游客卡 8 天 ⟦299 泰铢⟧，流量不限速。",
        "# 资费\n\n- 日包：1 GB ⟦3 美元⟧\n- 月包：20 GB ⟦15 美元⟧",
        "最低充值一般是 ⟦5 欧元到 10 欧元⟧。",
        "| 套餐 | 价格 |\n|---|---|\n| 5 GB 流量 | ⟦₾15⟧ |",
        "漫游通话每分钟 ⟦2.99 元⟧。",
    ],
    good=[
        "截至 2026-11-20，AIS 的游客卡 8 天 299 泰铢。",
        "# 资费\n\n2026 年 9 月查到的价格：\n\n- 日包：1 GB 3 美元\n- 月包：20 GB 15 美元",
        "在金额一栏输入 10 欧元，再点付款。",
        "| 套餐 | 流量 |\n|---|---|\n| 标准 | 5 GB |",
        "带两部以上手机入境，超过 500 美元的部分要缴关税。",
        "[资费页](https://www.ais.th/)上，游客卡 8 天 299 泰铢。",
        "+++\nchecked = 2026-11-20\n+++\nAIS 的游客卡 8 天 299 泰铢。",
        "手里有一张过期的 100 港币充值券。",
    ],
    authority=["https://developers.google.com/style/timeless-documentation"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    article = page.article
    if article.updated or article.checked or dated(fold(article.title)):
        return
    if any(len(s.text) < 80 and stamped(s.text) for s in page.sentences):
        return
    about = bool(_SERVICE.search(fold(article.title)))
    for section in sections(page.sentences):
        if any(s.block.kind == "cell" or prices.priced(s.text) for s in section):
            yield from _priced(article, section, desk.today.year, about=about)


def _priced(article: Article, section: list[Sentence], year: int, *, about: bool) -> Iterator[Problem]:
    """The prices of one section, one finding a line."""
    heading = section[0].text if section[0].block.kind == "heading" else ""
    if _SWINDLE.search(heading):
        return
    about = about or bool(_SERVICE.search(heading))
    dates = [nth for nth, s in enumerate(section) if priced(s.text) or recent(s.text, year)]
    if (dates[:1] and dates[0] < 3 and len(section) <= _LONG) or any(_cites(sentence.block) for sentence in section):
        return
    columns = _columns(article.text, section)
    told = -1
    for nth, sentence in enumerate(section):
        near = bisect_left(dates, nth - _REACH)
        if (dates[near:] and dates[near] <= nth + _REACH) or dated(sentence.text) or _links(sentence.block):
            continue
        bare = sentence.block in columns and about and _BARE.fullmatch(sentence.text)
        place = bare.span() if bare else _price(sentence.folded, about=about or sentence.block.kind == "cell")
        if place is None:
            continue
        span = sentence.span(*place)
        if told < 0 or "\n" in article.text[told : span.start]:
            yield Problem(span, "这个价格没有日期，也没有来源链接", _HELP)
        told = span.end


def _columns(text: str, section: Sequence[Sentence]) -> frozenset[Block]:
    """The cells of the section that stand below the header of a column of prices."""
    below: set[Block] = set()
    header: dict[int, bool] = {}
    last = -2
    for nth, sentence in enumerate(section):
        if sentence.block.kind != "cell":
            continue
        at = sentence.block.span.start
        line = text.rfind("\n", 0, at) + 1
        column = text.count("|", line, at)
        if nth - last > 1:  # another table begins
            header, first = {}, line
        if line == first:
            header[column] = _COLUMN.search(sentence.text) is not None
        elif header.get(column):
            below.add(sentence.block)
        last = nth
    return frozenset(below)


def _price(said: Mapped, *, about: bool) -> Place | None:
    """From the first price of a sentence to the last, where it tells what a service costs."""
    text = said.text
    if not prices.priced(text) or not (about or _SERVICE.search(text)):
        return None
    if sourced(text) or _STORY.search(text) or _SWINDLE.search(text):
        return None
    places = [found.span() for found in prices.PRICE.finditer(text) if _asked_of_reader(text, *found.span())]
    if not places:
        return None
    return places[0][0], places[-1][1] if places[-1][1] - places[0][0] <= 40 else places[0][1]


def _asked_of_reader(text: str, start: int, end: int) -> bool:
    """Whether an amount is what a service costs; not typed in, not of other things, not a question."""
    low = max(0, start - 24)
    if (
        _OTHER.search(text, low, min(end + 10, clause(text, start, end)[1]))
        or _TIP.search(text, low, start)
        or _TYPED.search(text, low, start)
        or _LIMIT.match(text, end)
        or (_MARGIN.search(text, low, start) and _A_FEW.match(text, start))
    ):
        return False
    return not (asked(text, start, end) or _WHETHER.match(text, end) or reported(text, start, end))


def _links(block: Block) -> bool:
    """A link that is not a seller's, or an address written out."""
    return any(i.kind == "link" and not contacts.leads_to_contact(i.target) for i in block.inlines)


def _cites(block: Block) -> bool:
    """A block whose link says where the prices of its section are from."""
    return _links(block) and _FROM.search(fold(block.plain.text[:400])) is not None
