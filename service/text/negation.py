"""Whether a sentence recommends an act, or forbids it, denies it, warns of it or asks about it.

Chinese puts most of this into a few function words whose reach ends with the clause. All functions
take folded text and look at a bounded window around the act, so that a long line costs no more.
"""

import re

#: How far a function word may stand from the act it governs.
WINDOW = 60
_CLAUSE = re.compile(r"[,;:。!?…\n]")
_POSITIVE = r"即可|[就便](?:可|能|会|行)|而是|只需|只要|但|却|可以|不妨|建议|记得|务必"
#: From here on the text recommends again.
_RESET = re.compile(_POSITIVE)
_TURN = re.compile(rf"{_POSITIVE}|请(?!勿|不要|别)|应该|直接|然后|接着|随后")
_NEGATOR = re.compile(
    r"(?:千万|绝对|一律|最好|尽量|请)?(?:"
    r"不(?:要(?!忘|漏)|得(?!不)|用(?!说)|必(?!要的)|须|需|可(?!避)|能(?!不|够)|会(?!不)|应|该|宜|建议|推荐|支持|接受|允许|准|等于|属于|是|愿|再|提供|索要|收集|存在|保证|确保|承诺|包|算|见得)"
    r"|无(?:需|须|法|权)|毋(?:需|须)|勿|莫(?!斯|里|桑)|切忌|切莫"
    r"|(?<![特级区识分类性个差鉴辨])别(?![的处人名称墅致克])"
    r"|没(?:有|必要|法|办法)?|未(?!来|必)|从不|绝不|决不|并非|而非|并不|用不着|犯不着"
    r"|禁止|严禁|杜绝|拒绝|抵制|停止|不曾|尚无|查不到|找不到)"
)
#: These govern everything that follows, not only their clause.
_WARNING = re.compile(
    r"谨防|警惕|(?<!不)小心(?!翼)|当心|提防|防范|防止|避免|以防|以免|慎防|骗子|骗局|诈骗|不法分子|冒充|假冒|钓鱼|盗号"
    r"|不要(?:轻信|相信|听信|听从|因为|为了|图|贪)|切勿(?:轻信|相信|听信)|别(?:轻信|相信|听信)"
)
_CONDEMNED = re.compile(
    r"骗子|骗局|诈骗|骗术|被骗|受骗|陷阱|套路|违法|违规|不合法|假的|冒充|不可信|不可靠|不靠谱|不安全|不可取|不正确|不对的|不实"
    r"|有风险|风险(?:很|极|较)?(?:大|高)|很?危险|谣言|误区|误解|误传|错误(?:的|做法|说法|认识)|是错的"
    r"|(?:要|需|需要|应|应该|务必|请|得)(?:当心|小心|警惕|提防|谨慎|拒绝|拉黑|举报|报警)"
    r"|(?:请|应|要|立即|立刻|马上|直接|可以|及时|果断)(?:拒绝|挂断|报警|举报|拉黑|离开)"
    r"|切勿|请勿|不要(?:相信|理会|照做|轻信|上当|回复|给|提供)|别(?:信|理|给|上当)|没有必要|没必要|不必要|是多余的"
    r"|泄露|被?盗(?:用|取|刷|走)?|导致|等于交出|后果|损失|得不到|行不通|无法(?:使用|办到|完成)|并不(?:能|可行|支持|需要)|没有(?:依据|根据|来源|记载)|未(?:经|见|获)"
)
_ASKED = re.compile(r"\?|(?:吗|(?<![什怎那这多])么|呢)(?=[。!?,…」』\"'”’)\]]|$)")
_STOP = re.compile(r"[。!?\n]")
_BUT = re.compile(r"[。!?\n]|[,;](?:但|不过|可是)")
_ASKING = re.compile(
    r"是否|能否|可否|能不能|可不可以|会不会|是不是|要不要|有没有"
    r"|如何|怎么|怎样|为什么|为何|哪(?:家|些|个|种)|什么"
)


def clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the clause around `text[start:end]`, at most a window to either side."""
    low = max(0, start - WINDOW)
    left = low
    for mark in _CLAUSE.finditer(text, low, start):
        left = mark.end()
    mark_after = _CLAUSE.search(text, end, min(len(text), end + WINDOW))
    right = mark_after.start() if mark_after else min(len(text), end + WINDOW)
    return left, right


def forbidden(text: str, start: int, end: int) -> bool:
    """Whether a negator of the same clause governs the act; it may stand inside `text[start:end]`."""
    left, _ = clause(text, start, end)
    for negator in _NEGATOR.finditer(text, left, end):
        if not _RESET.search(text, negator.end(), max(negator.end(), start)):
            return True
    return False


def warned(text: str, start: int, end: int) -> bool:
    """Whether a warning before the act reaches it, or words after it condemn it."""
    low = max(0, start - WINDOW)
    for warning in _WARNING.finditer(text, low, start):
        if not _TURN.search(text, warning.end(), start):
            return True
    high = min(len(text), end + WINDOW)
    turn = _BUT.search(text, end, high)
    return bool(_CONDEMNED.search(text, end, turn.start() if turn else high))


def refused(text: str, start: int, end: int) -> bool:
    """Whether the act is forbidden, denied, or warned of."""
    return forbidden(text, start, end) or warned(text, start, end)


def asked(text: str, start: int, end: int) -> bool:
    """Whether the act is only asked about: 「能用微信充值吗？」, 「如何用微信充值」."""
    left, _ = clause(text, start, end)
    if _ASKING.search(text, left, end):
        return True
    high = min(len(text), end + WINDOW)
    stop = _STOP.search(text, end, high)
    return bool(_ASKED.search(text, end, stop.end() if stop else high))


def affirmed(text: str, start: int, end: int) -> bool:
    """Whether the sentence really says or recommends it: neither refused nor merely asked."""
    return not asked(text, start, end) and not refused(text, start, end)
