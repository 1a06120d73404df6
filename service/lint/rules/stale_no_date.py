"""会变的事要写明日期。

价格、优惠、实名规定、覆盖范围和运营商的数目说变就变。「目前」「如今」「最新」只对写的人成立，读者不知道那是哪一天。

改写：在句子里写日期（截至 2026-11-20；2026 年 1 月起），或在文首的 `checked`、`updated` 写上核对日期。
「如今都有官方 App」「近年来 eSIM 流行起来」这类无论哪天都对的话不受影响。
"""

import re
from collections.abc import Iterator

from service.lint.rule import Block, Desk, Page, Problem, Sentence, rule
from service.text.evidence import dated, now
from service.text.later import later
from service.text.negation import asked, clause, refused, warned
from service.text.places import compact, sections

_AMOUNT = (
    r"(?<![\d.,])\d[\d,.]{0,12}\s?(?:元|块钱?|美元|欧元|英镑|日元|韩元|泰铢|坚戈|卢布|港币|澳币|索姆|苏姆|卢比|令吉|usd|eur|kzt)"
    r"|[$€£¥₸]\s?\d"
)
_RULE = (
    r"(?:要求|规定|必须|需要|强制|禁止|取消|不再|允许|限制|实行|执行|开始)[^,。!?;\n]{0,10}?"
    r"(?:实名|登记|注册|护照|人脸|生物识别|imei|身份|免签|签证|限购|几张|张卡)"
)
_NETWORK = (
    r"[345]g[^,。!?;\n]{0,6}?(?:已|覆盖|开通|商用|关闭|退网|停用)|覆盖[^,。!?;\n]{0,6}?(?:\d|全国|全境|人口|城市)"
)
_MARKET = r"有(?:\d+|[两二三四五六七八九])[大家个](?:主要|大型|移动|电信|通信|网络){0,3}(?:运营商|公司)"
_OFFER = r"(?:涨价|降价|调价|上调|下调|打折|折扣|促销|限时|买一送一|赠送(?!部分|余额|金额|的))"
_CLAIM = later(rf"{_AMOUNT}|{_RULE}|{_NETWORK}|{_MARKET}|{_OFFER}")
_PRICE = r"(?:资费|价格|套餐|费用|漫游费|话费|流量费|收费|成本)"
_CHEAP = r"(?:实惠|便宜|划算|低廉|透明|亲民|较?昂贵|较高|偏高|很高|更低|低得多|较低|优惠)"
_PRAISE = later(
    rf"{_PRICE}[^,。!?;\n]{{0,6}}?{_CHEAP}|(?<!最){_CHEAP}的?{_PRICE}|又(?:实惠|便宜|划算)"
    rf"|(?:经常|时常|常常|不定期|定期|通常)[^,。!?;\n]{{0,4}}?(?:推出|提供|有)[^,。!?;\n]{{0,8}}?(?:促销|优惠|折扣|赠送(?!部分|余额|金额|的))"
)
_PERISHABLE = later(
    rf"{_AMOUNT}|{_RULE}|{_MARKET}|{_OFFER}|{_PRICE}[^,。!?;\n]{{0,6}}?{_CHEAP}|[345]g网络|充值|续费|营业厅|实名"
)
#: One line that dates the whole text.
_STAMPED = later(r"截至|截止|更新|核对|核实|发布|查询|整理|日期")
#: "Now" of what the author heard, saw or read.
_HEARD = later(r"(?:还|也|又|总)?(?:能|会)?(?:看|听|读|收到|有(?:读者|人|网友|朋友|游客)|问|遇|没有任何)")
_QUOTES = (("“", "”"), ("「", "」"), ("『", "』"))
_UNDATED = "全文没有一个日期，读者不知道这些价格和规定是哪一天的"
_HELP = "写明日期和来源（「截至 2026-11-20」），或在文首写 checked。"


@rule(
    "DAT001",
    severity="warning",
    category="undated",
    since="0.1",
    bad=[
        "# 买卡\n\n2026 年的旧版已删。\n\n## 价格\n\n⟦目前一张卡只要 2000 坚戈⟧。",
        "# 实名\n\n2019 年的事不再重复。\n\n## 规定\n\n⟦现在买卡必须登记护照⟧。",
    ],
    good=[
        "# 买卡\n\n## 价格\n\n截至 2026-11-20，目前一张卡只要 2000 坚戈。",
        "+++\nchecked = 2026-11-20\n+++\n# 实名\n\n现在买卡必须登记护照。",
        "# 应用\n\n2026 年整理。\n\n如今，各家运营商都有自己的 App，近年来 eSIM 也多起来了。",
    ],
    authority=["https://developers.google.com/style/timeless-documentation"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    article = page.article
    if article.updated or article.checked:
        return
    dates = [s for s in article.sentences if dated(s.text)]
    if any(_STAMPED.search(sentence.text) for sentence in dates):
        return
    if not dates and any(_PERISHABLE.search(compact(s.folded).text) for s in article.sentences):
        yield Problem(article.title_span, _UNDATED, _HELP, level="article")
    for section in sections(article.sentences):
        if not any(dated(sentence.text) for sentence in section):
            yield from _timeless(section)


def _timeless(section: list[Sentence]) -> Iterator[Problem]:
    """What a section without any date says of today, and once a block what it says of prices."""
    praised: Block | None = None
    for sentence in section:
        said = compact(sentence.folded)
        if place := _claimed(said.text):
            yield Problem(said.span(*place), "用「现在」一类的词说会变的事，却没有日期", _HELP)
        elif (found := _PRAISE.search(said.text)) and sentence.block is not praised and _meant(said.text, found):
            praised = sentence.block
            yield Problem(said.span(*found.span()), "价格和优惠常变，这里没有数字也没有日期", _HELP, severity="info")


def _claimed(text: str) -> tuple[int, int] | None:
    """From the word for "now" to the end of the claim that it carries."""
    word = now(text)
    if word is None:
        return None
    claim = _CLAIM.search(text, word.end(), min(len(text), word.end() + 60))
    if claim is None or asked(text, *claim.span()) or warned(text, *claim.span()):
        return None
    if _HEARD.match(text, word.end()) or _inside_quotes(text, word.end(), claim.start()):
        return None
    return word.start(), clause(text, *claim.span())[1]


def _inside_quotes(text: str, low: int, at: int) -> bool:
    """Whether what stands at `at` is quoted after the word for "now": what somebody wrote, not what holds today."""
    return any(text.rfind(opening, low, at) > text.rfind(closing, low, at) for opening, closing in _QUOTES)


def _meant(text: str, found: re.Match[str]) -> bool:
    return not refused(text, *found.span()) and not asked(text, *found.span())
