"""Which cards a text speaks of, and whether it tells readers to get one."""

from functools import lru_cache

from service.text.later import later
from service.text.negation import asked, refused

#: A card of a mobile network, whatever it is called; cards of banks and shops are none.
SIM = r"(?:(?:e?sim|手机|电话|流量|上网|数据|通信|旅[游行]|游客|本地|当地|预付费?|后付费|合约|号码|储值|国际|漫游|[2345]g)卡|e?sim)"
#: The same with a number of the country, which its rules are about.
LOCAL = (
    r"(?<!旅行)(?<!旅游)(?<!漫游)(?<!国际)(?<!全球)(?<!境外)"
    r"(?:(?:e?sim|手机|电话|流量|上网|数据|旅游|游客|本地|当地|预付费?|后付费|合约|[345]g)卡|(?<![a-z])e?sim|新卡|号卡)"
)
_GETS = r"(?:购买|选购|买到?|入手|办理?|申请|领取?|开通|激活|订购|换上?|挑选?|拥有|准备)"
_GETTING = later(
    rf"{_GETS}(?:了|好|一?张|一个|到|哪[张家种]|[^,。!?;:\n]{{0,8}}?的)?[^,。!?;:\n充银信]{{0,6}}?{LOCAL}"
    rf"|{LOCAL}[^,。!?;:\n充]{{0,6}}?(?:的)?(?:购买|办理|激活|开通|怎么买|如何买|在哪买)"
    rf"|{LOCAL}[^,。!?;:\n充]{{0,6}}?(?:在|到|去|从)[^,。!?;:\n充]{{1,10}}?(?:买|购|(?<!补)办|有售|出售|有卖|销售)"
    rf"|(?:机场|车站|便利店|超市|商店|商场|门店|营业厅|柜台|街头|[\d]-[\d]+)[^,。!?;:\n充]{{0,6}}?(?:有卖|有售|售卖|出售|卖|供应)[^,。!?;:\n充]{{0,6}}?{LOCAL}"
    rf"|(?:选择?|挑)(?!项|举|购)[^,。!?;:\n充银信漫国]{{0,6}}?{LOCAL}"
    r"|(?:买|购|办|开)卡(?![套槽片座])|(?:买|购|办)(?:上|好|了|个)?(?:一|几|两)?张(?:新|当地|本地|这里)?的?(?:卡(?![片槽套座])|(?=[,。!?;]|$))"
    r"|(?:买|办理?|申请|开通|入手|拿)(?:下|到|一|个){0,2}[^,。!?;:\n充把给]{0,4}?(?:当地|本地|这里)的?(?:手机|电话)?号码?(?!段)|(?<![输进收支])(?:出|选|开|办|买)号(?=[,。;!]|码(?!所属|归属|段|运营商|的)|就|快|上网|$)"
)
#: Another country's card, or a product that needs no local number.
_FOREIGN = later(r"漫游|旅行(?:e?sim|卡)|国际卡|充值卡|银行卡|信用卡|原来的|国内|出发前")
_FLAT = later(r"才(?:要|需要|须)")
#: What somebody once did, told as a story.
_TOLD = later(r"(?:我们?|咱|他们?|她们?|朋友|同学|爸|妈|太太|老公|同伴|有人|游客)[^,。!?;\n]{0,12}\Z")
_DONE = later(r"了(?:[一两三几]?张|个)?")
#: 「已经办好卡的人」: readers who have one.
_HAVE = later(r"(?:已经?|早已?|都已?)[^,。!?;\n没不]{0,4}\Z")
#: Only the time of something else, or done in vain: 「买卡前问清楚」, 「买了 eSIM 也装不上」.
_BESIDES = later(r"(?:之|以)?前(?!台|往)|也[装用插连]不[上了]")
#: 「店里买的新卡」 names a card; 「推荐购买的卡」 still tells to get one.
_BOUGHT = later(r"(?<!推荐)(?<!适合)(?<!值得)(?<!建议)(?<!可以)(?:购买|买|办理?|领取?|换)(?:到|来|好|过)?的")
#: What is done before something else, or by the shop: 「新卡激活后才能充值」, 「卡多半已经激活」.
_ACTIVATED = later(r"(?:激活|开通|启用)(?:了?[之以]?后(?:才|再)|过|时|日|那天|的(?:卡|号码?|日子|时间))")
_IS_ACTIVE = later(r"已经?(?:被)?(?:激活|开通|启用)")
#: 「见某文」 names another article.
_REFERS = later(r"(?:见|参考|参阅|参看)[^,。!?;\n]{0,12}\Z")


def activated(text: str, start: int, end: int) -> bool:
    """Whether the words only tell of a card that is active, or what holds once it is: nobody is told to get one."""
    last = text[max(start, end - 6) : end + 6]
    return _ACTIVATED.search(last) is not None or _IS_ACTIVE.search(text, start, end + 4) is not None


@lru_cache(2048)  # several rules ask for the same sentence
def tells_to_get(text: str, heading: bool = False) -> bool:
    """Whether folded text without spaces tells readers to buy, order or activate a local card.

    A heading may ask how: 「在哪里买卡？」 is answered below it.
    """
    for found in _GETTING.finditer(text):
        start, end = found.span()
        if _FOREIGN.search(text, max(0, start - 12), end + 6) or _FLAT.search(text, end, end + 4):
            continue
        if _REFERS.search(text, max(0, start - 20), start) or _HAVE.search(text, max(0, start - 8), start):
            continue
        if activated(text, start, end) or _BOUGHT.match(text, start) or _BESIDES.match(text, end):
            continue
        if _DONE.search(text, start, end) and _TOLD.search(text, max(0, start - 20), start):
            continue
        if refused(text, start, end) or (not heading and asked(text, start, end)):
            continue
        return True
    return False
