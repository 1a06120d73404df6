"""「无限流量」要写明上限：用到多少会降速、降到多少。

所谓不限量，大多用完高速流量就降到几乎打不开网页的速度，或者有公平使用的上限、不许开热点。
美国联邦贸易委员会和中国工信部都要求，宣传不限量的同时把限制写清楚；读者按「随便用」导航、传视频，半天就用完了。

改写：写出高速流量有多少、之后的速度、能不能开热点，附运营商的资费页和日期；引用套餐名时紧跟着说明限制。
"""

from collections.abc import Iterator

from service.lint.rule import Desk, Page, Problem, Sentence, rule
from service.text.later import later
from service.text.negation import asked, quoted, refused

_NEAR = r"[^,。!?;:\n]"
_UNLIMITED = later(
    r"(?:无限(?:制|量)?|不限量?|不限制|没有上限|无上限)的?(?:[45]g|高速|全国|本地|国内|上网|移动|手机|数据){0,2}(?:流量|上网(?!卡)|数据|套餐)"
    r"|(?:流量|数据|上网)(?:都?是|也|全|完全|真正)?(?:不限量|无限(?:量|制)?(?!期)|不限制?使?用|没有上限|无上限)"
    r"|吃到饱|不限速不限量|不限量不限速|想怎么用就怎么用|想用多少(?:就)?用?多少|(?:流量|数据)(?:根本|都|完全)?用不完"
    r"|(?:流量|数据|上网)[^,。!?;:\n不没别勿]{0,4}?(?:随便|随意|任意|敞开|放开|尽情|无限)(?:使?用|刷)"
)
#: The limit is told, or the word is weighed.
_CAP = later(
    r"(?<!不)(?:降速|限速|减速)|降到|降至|降为|公平使用|合理使用|fup|fair[\s-]?us|封顶|达量|阈值|高速流量(?:是|为|有|共|只有)?\d|前\d|每[天日]\d|上限(?:是|为|约)?\d|超过\d|超出\d"
    r"|\d\s?[kmg]?b(?:ps|it)|号称|所谓|并非|不等于|其实|不是真|未必|看清|小字|条款"
)
_WISH = later(rf"(?:需要|想要?|要|追求|需求|是否|有没有|如果|若|希望|喜欢|选择|比较){_NEAR}{{0,6}}\Z")
_SOME = later(r"有些|有的|部分|某些|个别|少数|一些|可能|通常")
#: Told as history.
_ONCE = later(r"推出|那年|当年|曾|时代|以前|之乱")
_OTHER = later(r"wi-?fi|宽带|家庭|酒店|光纤|物联网|云盘|访问")
_MESSAGE = "说流量无限，却没有写用到多少会降速"
_HELP = "写明高速流量有多少、之后降到多少、能不能开热点，附资费页和日期。"


@rule(
    "UNL001",
    severity="warning",
    category="absolute-claim",
    since="0.1",
    bad=[
        "# 曼谷上网\n\n这张卡七天⟦无限流量⟧，导航视频都够。",
        "# 塔什干套餐\n\n月租套餐的⟦流量不限量⟧，放心用。",
        "# 东京 eSIM\n\n装上以后⟦流量随便用⟧。",
        "# 首尔上网\n\n五天的卡⟦不限流量⟧。\n\n十天的卡也是⟦无限流量⟧。",
    ],
    good=[
        "# 曼谷上网\n\n这张卡七天无限流量，每天超过 2 GB 降速到 384 kbps。",
        "# 塔什干套餐\n\n月租套餐的流量不限量，用到 80 GB 以后降到 64 kbit/s。",
        "# 东京 eSIM\n\n装上以后流量不能随便用，每天只有 1 GB。",
        "# 曼谷上网\n\n「无限流量套餐」大多有公平使用的上限，买前看清条款。",
        "# 曼谷上网\n\n有无限流量的卡吗？",
    ],
    authority=[
        "us.safety.unlimited-ftc",
        "cn.safety.tariff-ads",
        "world.safety.unlimited-means",
    ],
    triggers=(
        "吃到饱",
        "想怎么用",
        "想用多少",
        "用不完",
        "无限",
        "不限",
        "上限",
        "随便",
        "随意",
        "任意",
        "敞开",
        "放开",
        "尽情",
    ),
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    facts = ("cn.safety.tariff-ads", "us.safety.unlimited-ftc", "world.safety.unlimited-means")
    marked = set(map(id, page.marked))
    for section in page.sections:
        if any(_CAP.search(sentence.text) for sentence in section):
            continue
        told: set[int] = set()
        for sentence in section:
            # Once a block: a comment that silences one promise is silent of those in other blocks.
            if id(sentence) not in marked or id(sentence.block) in told or not (place := _promised(sentence)):
                continue
            told.add(id(sentence.block))
            start, end = place
            some = _SOME.search(sentence.text, max(0, start - 20), start)
            yield Problem(sentence.span(start, end), _MESSAGE, _HELP, facts, "info" if some else None)


def _promised(sentence: Sentence) -> tuple[int, int] | None:
    """Where the sentence promises data without end, as an offer and not as a wish."""
    text = sentence.text
    if sentence.block.kind == "heading" or _OTHER.search(text) or _ONCE.search(text):
        return None
    for found in _UNLIMITED.finditer(text):
        start, end = found.span()
        if _WISH.search(text, max(0, start - 12), start) or asked(text, start, end) or quoted(text, start, end):
            continue
        if not refused(text, start, start):
            return start, end
    return None
