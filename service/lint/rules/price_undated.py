"""写价格要写是哪一天的价格，或者附来源链接。

套餐和资费一年要改几次，币种也常写错；没有日期的数字，读者到了柜台才知道不对。

改写：写「截至 2026-11-20，10 GB 30 天 199 泰铢（附官网链接）」；整篇都核对过的，在文首写 `checked`。
演示怎样输入金额、余额提醒、关税和罚款、讲自己从前的经历，都不受影响。
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from service.lint.rule import Article, Block, Desk, Mapped, Page, Problem, Sentence, rule
from service.text import contacts
from service.text.evidence import dated, sourced
from service.text.negation import asked
from service.text.normalise import fold
from service.text.places import Place, compact, sections

_CURRENCY = (
    r"(?:块钱|块(?![儿状头区电屏芯手硬显])|元(?![素旦宵件器首月区])|人民币|美元|美金|欧元|英镑|日元|日币|韩元|韩币|泰铢|铢|坚戈|卢布|港币|港元|澳币|澳元|澳门元|新币|新元"
    r"|加元|加币|新?台币|索姆|苏姆|卢比|令吉|林吉特|马币|比索|迪拉姆|里亚尔|拉里|图格里克|格里夫纳|越南盾|印尼盾|盾|瑞士?法?郎|法郎|克朗|兹罗提|福林"
    r"|里拉|谢克尔|第纳尔|雷亚尔|兰特|先令|奈拉|镑|欧(?![盟洲亚美])|刀|日圆|圆"
    r"|(?:usd|eur|gbp|jpy|thb|kzt|rub|krw|cny|rmb|hkd|sgd|myr|gel|aed|inr|vnd|idr|php|cad|aud|nzd|kgs|uzs|try|twd|chf)(?![a-z]))"
)
_NUMBER = r"(?<![\d.,a-z#*])\d[\d,.]{0,12}[万千百]?(?:多|余)?"
_WORDS = r"[一二三四五六七八九两几]?[十百千万][一二三四五六七八九十百千万几多来]{0,6}"
_PRICE = re.compile(
    rf"(?:{_NUMBER}|{_WORDS})个?{_CURRENCY}|(?:us|hk|nt|a|c|s)?[$€£¥₸฿₽₩₺₹₾₫₱]\d[\d,.]{{0,12}}|(?:usd|eur|gbp|thb|hkd|rm|aed)\d[\d,.]{{0,12}}"
    r"|每个?[月天周日](?:只要|仅需?|大?约|大概|需要?|花费?|低至|最低){0,2}\d{1,5}(?:左右|起)的?(?:plan|套餐|计划|资费)"
)
#: Cheap: without a currency there is no price.
_TRACE = re.compile(
    rf"{_CURRENCY}|[$€£¥₸฿₽₩₺₹₾₫₱]\s?\d|(?:usd|eur|gbp|thb|hkd|rm|aed)\s?\d|每个?[月天周日].{{0,8}}\d.{{0,4}}(?:plan|套餐|计划|资费)"
)
_SERVICE = re.compile(
    r"套餐|流量|\d[gm]b?(?![a-z])|分钟|短信|资费|月租|日租|月费|年费|充值|续费|话费|卡|sim|漫游|通话|上网|运营商|plan|计划|[日周月天]包|开户|激活|手续费"
    r"|宽带|加油包|号码"
)
#: Money for other things.
_OTHER = re.compile(
    r"关税|征税|税(?:率|费|号|前|后)|缴税|罚|面值|面额|打车|出租车|机票|车票|门票|酒店|房费|房租|餐厅|咖啡|签证|赔|价值|市值|注册资本|亿|营收|收入"
    r"|投资|收购|融资|汇率|兑换|换汇|骗|损失|盗刷|报关|申报|奖金|工资|刑|贷款|转账|额度|限额|信用额|余额(?:低于|少于|不足|还有|剩)"
)
_TYPED = re.compile(
    r"(?:输入|填写|键入|试充|先充|假设|假如|示例|演示|举例|显示|余额|低于|少于|不足|小于)[^,。!?;\n]{0,8}\Z"
)
_LIMIT = re.compile(r"的?(?:充值[卡券]|代金券|礼品卡|纸币|钞票|硬币|零钱|现金|时(?:提醒|通知|自动))")
_STORY = re.compile(r"曾|当时|那时|记得|当年|上次|从前|以前|过去|多年前")
_STAMPED = re.compile(r"截至|截止|更新|核对|核实|发布|查询|整理|日期|时间")
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
    if any(_STAMPED.search(s.text) and dated(s.text) for s in article.sentences if len(s.text) < 60):
        return
    about = bool(_SERVICE.search(fold(article.title)))
    for section in sections(article.sentences):
        if any(_TRACE.search(sentence.text) for sentence in section):
            yield from _priced(article, section, about=about)


def _priced(article: Article, section: list[Sentence], *, about: bool) -> Iterator[Problem]:
    """The prices of one section, one finding a line."""
    dates = [nth for nth, sentence in enumerate(section) if dated(sentence.text)]
    heading = section[0].text if section[0].block.kind == "heading" else ""
    about = about or bool(_SERVICE.search(heading))
    if (dates[:1] and dates[0] < 3) or any(_linked(sentence.block) for sentence in section):
        return
    told = -1
    for nth, sentence in enumerate(section):
        near = bisect_left(dates, nth - _REACH)
        if (dates[near:] and dates[near] <= nth + _REACH) or not _TRACE.search(sentence.text):
            continue
        said = compact(sentence.folded)
        place = _price(said, about=about or sentence.block.kind == "cell")
        if place is None:
            continue
        span = said.span(*place)
        if told < 0 or "\n" in article.text[told : span.start]:
            yield Problem(span, "这个价格没有日期，也没有来源链接", _HELP)
        told = span.end


def _price(said: Mapped, *, about: bool) -> Place | None:
    """From the first price of a sentence to the last, where it tells what a service costs."""
    text = said.text
    if not (about or _SERVICE.search(text)) or sourced(text) or _STORY.search(text):
        return None
    places = [found.span() for found in _PRICE.finditer(text) if _asked_of_reader(text, *found.span())]
    if not places:
        return None
    return places[0][0], places[-1][1] if places[-1][1] - places[0][0] <= 40 else places[0][1]


def _asked_of_reader(text: str, start: int, end: int) -> bool:
    """Whether an amount is what a service costs; not typed in, not of other things, not a question."""
    low = max(0, start - 24)
    if _OTHER.search(text, low, end + 10) or _TYPED.search(text, low, start) or _LIMIT.match(text, end):
        return False
    return not asked(text, start, end)


def _linked(block: Block) -> bool:
    """A link that is not a seller's, or an address written out."""
    return any(i.kind == "link" and not contacts.leads_to_contact(i.target) for i in block.inlines)
