"""How a sentence says something: as true, denied, asked, doubted, on a condition; of today or of another time."""

import re
from dataclasses import dataclass

from service.model import Modality, Polarity
from service.text.later import later
from service.text.negation import asked, clause, forbidden, reported, warned

_HEDGED = later(r"可能|也许|或许|大概|大约|据说|听说|传闻|疑似|估计|似乎|好像|不一定|未必|视情况|通常|一般来?说")
_IF = later(r"如果|假如|倘若|要是|万一|若(?!干)|假设|除非|一旦|即使|哪怕")
#: What others say, so that the text may set it right.
_MYTH = later(
    r"(?:很多|不少|有些?|部分|网上|旧|老|过时的?|许多|其他)(?:的)?(?:文章|帖子|攻略|教程|资料|人|说法|网友|卖家|页面|网站)[^。!?;]{0,8}?"
    r"(?:说|写|称|认为|以为|提到|误|仍)"
    r"|(?:有的|有些|个别|不法|某些|一些|不少)(?:商家|卖家|店家|摊主|中介|平台|网店|黄牛|代理|贩子)[^。!?;]{0,16}?(?:当|冒充|谎称|吹|骗|宣称|声称|说是|自称)"
    r"|误以为|误认为|以讹传讹|并不(?:成立|属实|正确|准确)|(?:已|早已|都已?)(?:过时|失效|作废)|是(?:旧|老)(?:的|说法|规定|名)|不再(?:适用|有效|成立)"
)
_PAST = later(
    r"曾经?(?!用名)|(?<![带拿寄])过去|以前|从前|当年|当初|当时|原先|早期|早年|最初|起初|那时|历史上|直到|此前|之前(?=[,的]|是|用|叫)|旧(?:版|时|制|规)|截至(?:19|20)\d\d年(?:前|之前)"
)
_FUTURE = later(
    r"计划|预计|拟(?=[于在将]|定)|即将|将(?:在|于|会|要|被|逐步|全面|[^,。!?;]{0,6}?(?:关闭|退网|停|启用|实施|推出))|有望|未来"
)
_YEAR = later(r"(?<!\d)((?:19|20)\d\d)(?=年|[-./]\d{1,2}(?!\d)|\s?q[1-4])")
_SINCE = later(r"(?:自|从|由)?[^,。!?;]{0,12}?(?:起|开始|以来|之后|以后|后|生效|施行|实施)")
_STOP = later(r"[。!?;\n]")


@dataclass(frozen=True, slots=True)
class Stance:
    """Polarity, modality and time of one statement; see `Claim`."""

    polarity: Polarity = "affirmed"
    modality: Modality = "stated"
    time: str | None = None


def stance(text: str, start: int, end: int) -> Stance:
    """How folded text without spaces says what stands in `text[start:end]`; looks at a bounded window."""
    low, high = _bounds(text, start, end)
    polarity: Polarity = "denied" if forbidden(text, start, end) else "affirmed"
    return Stance(polarity, _modality(text, start, end, low, high), _time(text, start, end, low, high))


def _bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a place, at most a window to either side."""
    low, high = max(0, start - 80), min(len(text), end + 60)
    for mark in _STOP.finditer(text, low, start):
        low = mark.end()
    stop = _STOP.search(text, end, high)
    return low, stop.start() if stop else high


def _modality(text: str, start: int, end: int, low: int, high: int) -> Modality:
    if asked(text, start, end):
        return "asked"
    if warned(text, start, end) or reported(text, start, end) or _MYTH.search(text, low, high):
        return "warned"
    left, right = clause(text, start, end)
    if _IF.search(text, low, start):
        return "conditional"
    return "hedged" if _HEDGED.search(text, left, right) else "stated"


def _time(text: str, start: int, end: int, low: int, high: int) -> str | None:
    """When it is said to hold: a year that opens an interval up to now is none."""
    right = clause(text, start, end)[1]
    if _PAST.search(text, low, start) or _PAST.search(text, end, right):
        return "past"
    if _FUTURE.search(text, low, high):
        return "future"
    for year in _YEAR.finditer(text, low, right):
        if not _SINCE.match(text, year.end()) and not re.match(
            r"截至", text[max(low, year.start() - 2) : year.start()]
        ):
            return year[1]
    return None


def manner(text: str, start: int, end: int) -> tuple[Polarity, Modality]:
    """Polarity and modality alone, for what holds at any time."""
    polarity: Polarity = "denied" if forbidden(text, start, end) else "affirmed"
    if asked(text, start, end):
        return polarity, "asked"
    low, high = _bounds(text, start, end)
    others = warned(text, start, end) or reported(text, start, end) or _MYTH.search(text, low, high)
    return polarity, "warned" if others else "stated"
