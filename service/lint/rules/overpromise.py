"""「随时在线」「无死角」「包成功」「永久」这类打包票的话要删掉或写明条件。

没有信号的地方总是有的，充值会失败，号码长期不用会被收回，手机有锁网、有频段不符的。
读者信了「随时在线」，在没有信号的路上就可能没有离线地图、也打不了求救电话；信了「不成功全额退」，钱多半要不回来。

改写：写出在哪里测过、哪一天、官网的覆盖图在哪里；写出条件和例外（要解锁、要支持哪些频段、多久不充值会停机）。
「不能保证」「没有哪家」「卖家说『包过』」一类否认、转述和提问不受影响。
"""

from collections.abc import Iterator

from service.lint.rule import Desk, Page, Problem, rule
from service.text.absolutes import TRACES, promises
from service.text.evidence import sourced
from service.text.later import later
from service.text.negation import asked, clause, quoted, refused
from service.text.places import Place, disjoint

_CAREFREE = later(
    r"(?:不用|无需|不必|无须|再也不用)[^,。!?;:\n]{0,2}?(?:担心|害怕|担忧)[^,。!?;:\n]{0,6}?(?:没有?网络|没网|断网|没有?信号|失联|迷路)"
)
_HEDGED = later(
    r"(?<!没有)之一|未必|不一定|通常|一般来说|大多|往往|(?<!不)可能|号称|自称|声称|宣传|所谓|相对|较为"
    r"|因人而异|取决于|看[你您]|据说|大部分|多数|基本|尽量|争取|目标|计划|希望(?!本文)"
)
_NOBODY = later(r"(?:没人|无人|谁也?|没有谁|哪家也?|难以?|很难|不敢|无法)(?:能够?|敢|会|可以?)?[^,。!?;\n]{0,4}\Z")
_HEARD = later(r"(?:网上|有人|别人|商家|卖家|广告|店家|传言|帖子)[^,。!?;\n]{0,4}?(?:说|称|讲|写|传)[^,。!?;\n]{0,8}\Z")
_SUPPOSED = later(r"如果|假如|倘若|要是|万一|若(?!干)|除非")
#: These carry a negator of their own, so that only one before them denies them.
_DENIES = later(
    r"[绝决永从肯终未]|百分|一辈子|一生|[零0]|毫|没|无(?!论)|不(?!管|论)|一次|一格|一路|全程|保证不|号码?[^,。]{0,3}一辈子"
)
#: 「覆盖所有国家的卡是没有的」
_ABSENT = later(r"[^,。!?;\n]{0,8}?(?:是没有的|不存在|没有这回事|是不可能的|做不到)")
_MESSAGE = "打了包票，却没有条件、例外和出处"
_HELP = "写出条件、例外和来源，或者改成有把握的说法。"


@rule(
    "SUP002",
    severity="warning",
    category="absolute-claim",
    since="0.1",
    bad=[
        "装上这张卡，⟦保证你随时在线⟧。",
        "这家公司在⟦全国范围内都有高速网络⟧。",
        "号码⟦永久有效⟧，不用管它。",
        "我们的卡⟦绝不断网⟧，在南岛也⟦没有死角⟧。",
        "办理大马卡⟦包激活⟧，卡坏了⟦假一赔十⟧。",
        "⟦所有手机都能用⟧，插上就走。",
    ],
    good=[
        "装上这张卡，也不能保证随时在线：山区常常没有信号。",
        "这家公司在主要城市有高速网络，乡村请先看官网的覆盖图。",
        "号码没有永久有效的，最近一次充值后 6 个月会停机。",
        "卖家说「绝不断网」，其实南岛的山里没有信号。",
        "别信「包激活」的办卡广告。",
        "不是所有手机都能用，先看频段。",
    ],
    authority=["kz.network.coverage-target", "kz.operator.ranking-disputed"],
    triggers=(*TRACES, "担心", "担忧", "害怕"),
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    facts = ("kz.network.coverage-target",) if "KZ" in page.article.countries else ()
    for sentence in page.marked:
        if not sourced(sentence.text):
            for place in disjoint(_promised(sentence.text)):
                yield Problem(sentence.span(*place), _MESSAGE, _HELP, facts)


def _promised(text: str) -> Iterator[Place]:
    """What the text itself promises: not what it denies, asks, supposes or reports."""
    for start, end in promises(text):
        if "自己" not in text[start:end] and not _softened(text, start, end):  # what readers see to themselves
            yield start, end
    for found in _CAREFREE.finditer(text):
        if not refused(text, found.start(), found.start()):
            yield found.span()


def _softened(text: str, start: int, end: int) -> bool:
    if _HEDGED.search(text, max(0, start - 25), min(len(text), end + 25)):
        return True
    if _NOBODY.search(text, max(0, start - 12), start) or _SUPPOSED.search(text, clause(text, start, end)[0], start):
        return True
    if _HEARD.search(text, max(0, start - 24), start):
        return True
    if asked(text, start, end) or quoted(text, start, end) or _ABSENT.match(text, end):
        return True
    return refused(text, start, start if _DENIES.match(text, start) else end)
