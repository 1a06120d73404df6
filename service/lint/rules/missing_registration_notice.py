"""教人办卡的文章要说明实名登记。

许多国家的 SIM 卡要凭护照登记、做人脸识别才能用。文章只说「买来插上就行」，读者到了柜台没带护照，或者买到的卡根本不能用。
哪些国家有这样的规定，以 `corpus/facts/` 里 attribute 为 sim-papers、face-check、visitor-papers、当天有效的事实为准；
直接写成「不用证件」的，另由 papers-denied 报告。

改写：在买卡、激活的地方写明要带护照原件、要不要人脸识别、由谁在哪里办，附来源和日期。
「充值不必出示护照」「漫游不用登记」这类话不受影响。
"""

import re
from collections.abc import Iterator

from service.lint.rule import Article, Desk, Mapped, Page, Problem, Sentence, rule
from service.model import Severity
from service.text import cards, duties
from service.text.evasion import meant, sober
from service.text.later import Several, among, later
from service.text.negation import asked, forbidden, refused
from service.text.normalise import fold
from service.text.places import Place, compact, sections

_PAPERS = r"(?:护照|身份证|证件|身份(?:信息|证明|验证|认证|核验|登记)|实名|人脸|刷脸|生物(?:识别|信息|特征)|指纹)"
_STRONG = later(
    r"(?:核验|核实|验证|确认|核对|登记|认证|查验)[^,。!?;\n不没无]{0,2}?身份|本人(?:必须|需要?|要|得)?(?:到场|到店|到柜台)|实名|人脸|刷脸|面部识别|生物(?:识别|信息|特征)|指纹|(?:护照|身份|证件)[^,。!?;\n]{0,4}(?:登记|注册|验证|认证|核验)"
    r"|(?:登记|核验|出示|携带|带上?好?|凭|持)[^,。!?;\n]{0,6}(?:护照|证件)"
)
#: A duty is one whatever the sentence goes on to forbid: 「要凭护照登记，也不能登记了给别人用」.
_BOUND = later(
    r"(?:必须|需要?|(?<!不)要(?!是)|须|得)[^,。!?;\n不没无]{0,4}?(?:凭|持|出示|带|用)?[^,。!?;\n不没无]{0,4}\Z"
)
_WEAK = later(rf"{_PAPERS}|登记")
_NOTICES = Several(_STRONG, _WEAK)
_BUYING = later(r"买|购|办|开卡|激活|开通|领卡|新卡|入网")
#: Papers asked for at another moment say nothing about getting a card.
_ELSEWHERE = later(r"充值|续费|充话费|透露|泄露|泄漏|酒店|签证|租车|银行|imei|手机登记|设备")
_CONTRACT = later(r"合同|合约|后付费|月结|签约|postpaid")
_PREPAID = later(r"预付费?|储值卡|prepaid")
#: Papers of somebody else, or none: no notice that the reader needs them.
_PROXY = later(
    r"(?:由|用|借|拿)[^,。!?;\n]{0,8}?(?:我们|别人|他人|员工|代理|当地人|本地人|渠道|卖家|商家|中介|老板|店家|朋友)[^,。!?;\n]{0,6}?(?:身份|证件|护照|提供|登记|实名|认证)"
    r"|(?:身份|证件|护照|实名)[^,。!?;\n]{0,8}?(?:由|用)(?:我们|别人|他人|员工|代理|当地人|本地人|渠道|卖家|商家|中介|老板|店家)|代(?:办)?(?:实名|认证|登记)|免实名|无需实名|已经?实名(?:好|过)?的|实名好|包实名|登记好的"
)
_DEMAND = later(
    rf"(?:需要?|要|必须|须|得)[^,。!?;\n]{{0,6}}?(?:提供|出示|携带|登记|核验|有)[^,。!?;\n]{{0,8}}?{_PAPERS}[^,。!?;\n]{{0,12}}"
)
_DOUBLE = later(r"(?:不意味着|不等于|不代表|不是说|并非|并不是|不是|没有哪|哪有|未必|不一定)[^,。!?;\n]{0,16}\Z")
_AT_ONCE = later(
    r"(?:插[入上]?(?:手机|设备|卡槽)?|到手|买(?:来|到|回来?)|拿到|落地|开机)[^,。!?;\n]{0,8}?(?:后|之后|,)?(?:即|就|便)(?:可|能|可以)?(?:立即|立刻|马上|直接)?(?:开始)?(?:使用|上网|能用|用)"
)
_ACTIVATES = later(
    r"(?:激活|开通|启用)(?:了|好|后)?的?[^,。!?;:\n]{0,8}?(?:e?sim卡?|新卡|本地卡|当地卡|预付费卡|旅游卡|数据卡)"
    r"|(?:e?sim卡?|新卡|本地卡|当地卡|预付费卡|旅游卡|数据卡)[^,。!?;:\n]{0,6}?(?:激活|开通|启用)"
)
_EASY = later(
    r"(?:不需要?|无[需须]|不用|没有?)(?:任何|太多|什么|办理?|走|经过)?(?:复杂|繁琐|烦琐|麻烦)的?(?:注册|登记|手续|流程|办理){1,2}[^,。!?;\n]{0,4}"
)
_OTHER_PRODUCT = later(r"旅行e?sim|漫游|国际卡|境外卡|套餐|流量包|服务")
#: A voucher is used at once too: the sentences of its block say nothing about getting a number.
_VOUCHER = later(r"充值[卡券码]|储值券|充值密[钥码]|点数卡|刮刮卡|增值券")
_HELP = "写明办卡要带护照、怎么登记（人脸识别等）、在哪里办，附来源和日期。"


@rule(
    "REG001",
    severity="warning",
    category="missing-registration-notice",
    since="0.1",
    bad=[
        "⟦# 哈萨克斯坦买卡攻略⟧\n\n到了以后去商场购买一张当地的 SIM 卡，挑流量多的套餐。",
        "⟦# 约旦上网⟧\n\n数据卡很方便，⟦不需要复杂的注册流程⟧，⟦插入手机后就可以立即开始使用⟧。",
        "⟦# 哈萨克斯坦电话卡⟧\n\n可以购买一张预付费卡。后付费卡⟦要提供护照并签合同⟧。",
    ],
    good=[
        "# 哈萨克斯坦买卡攻略\n\n到了以后去营业厅购买一张当地的 SIM 卡，带好护照，当场做人脸识别。",
        "# 哈萨克斯坦充值\n\n凭手机号和金额就能充值，不需要任何证件；办新卡才要护照。",
        "# 哈萨克斯坦电话卡\n\n购买预付费卡也要登记护照。后付费卡要提供护照并签合同。",
        "# 出国前的准备\n\n在哈萨克斯坦用国内号码漫游，不用登记。",
        "# 英国买卡\n\n超市里的预付费卡不需要证件，可以购买一张试试。",
    ],
    authority=["kz.registration.face-id", "kz.registration.procedure"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    article = page.article
    bound = {code: duties.registration(desk.facts, desk.today, code) for code in article.countries}
    ids = tuple(fact.id for facts in bound.values() for fact in facts)
    if not ids:
        return
    read = [[(s, compact(s.folded)) for s in section] for section in sections(article.sentences)]
    if any(map(_noticed, read)):
        return
    said = _without_vouchers([pair for section in read for pair in section])
    physical = _physical(article, said)
    yield from _suggested([text for _, text in said], physical, ids)
    first = article.sentences[0] if article.sentences else None
    getting = any(
        cards.tells_to_get(text.text, s.block.kind == "heading" or (s is first and "esim" not in text.text))
        for s, text in said
    )
    if getting or any(_first(pattern, text) for pattern in (_AT_ONCE, _EASY) for text in physical):
        message = "教人办卡，却没有提当地办 SIM 卡要护照登记或人脸识别"
        yield Problem(article.title_span, message, _HELP, ids, level="article")


def _noticed(section: list[tuple[Sentence, Mapped]]) -> bool:
    """Whether a section says that a card, not only one on contract, needs the holder's papers."""
    buying = any(_BUYING.search(text.text) for _, text in section)
    return any(_tells(text.text, buying) for _, text in section)


def _tells(text: str, buying: bool) -> bool:
    if not among(_NOTICES, text) or (_CONTRACT.search(text) and not _PREPAID.search(text)) or _offers_proxy(text):
        return False
    elsewhere = _ELSEWHERE.search(text) is not None
    if not elsewhere or _BUYING.search(text):
        for found in _STRONG.finditer(text):
            start, end = found.span()
            bound = _BOUND.search(text, max(0, start - 8), end) and not forbidden(text, start, start)
            if bound or not refused(text, start, end) or _DOUBLE.search(text, max(0, start - 24), start):
                return True
    if (elsewhere and not _BUYING.search(text)) or not buying:
        return False
    return any(not refused(text, *found.span()) for found in _WEAK.finditer(text))


def _offers_proxy(text: str) -> bool:
    found = _PROXY.search(text)
    return found is not None and not sober(text) and meant(text, *found.span())


def _without_vouchers(said: list[tuple[Sentence, Mapped]]) -> list[tuple[Sentence, Mapped]]:
    """The sentences of blocks that sell no top-up vouchers."""
    vouchers = {id(s.block) for s, text in said if _VOUCHER.search(text.text)}
    return [pair for pair in said if id(pair[0].block) not in vouchers]


def _physical(article: Article, said: list[tuple[Sentence, Mapped]]) -> list[Mapped]:
    """What is said of cards to put in; an eSIM may be one of a foreign seller."""
    if "esim" in fold(article.title):
        return []
    return [text for _, text in said if "esim" not in text.text]


def _suggested(said: list[Mapped], physical: list[Mapped], ids: tuple[str, ...]) -> Iterator[Problem]:
    """Sentences that let readers believe so, in an article without a notice; the first of each sort."""
    prepaid = any(_PREPAID.search(text.text) for text in said)
    sorts: list[tuple[re.Pattern[str], list[Mapped], str, Severity]] = [
        (_DEMAND, said if prepaid else [], "只在后付费卡下说要证件，读者会以为别的卡不用登记", "error"),
        (_AT_ONCE, physical, "新办的卡要先登记才能用，不是插上就能用", "warning"),
        (_EASY, physical, "新办的卡要登记身份，不能说没有手续", "warning"),
        (_ACTIVATES, said, "说到激活，却没有说激活前要登记身份", "warning"),
    ]
    for pattern, texts, message, severity in sorts:
        place = next((p for text in texts if (p := _first(pattern, text))), None)
        if place is not None:
            yield Problem(place[0].span(*place[1]), message, _HELP, ids, severity=severity)


def _first(pattern: re.Pattern[str], text: Mapped) -> tuple[Mapped, Place] | None:
    """Where the text recommends it of a local card."""
    contract = pattern is _DEMAND
    if contract and (not _CONTRACT.search(text.text) or _ELSEWHERE.search(text.text)):
        return None
    for found in pattern.finditer(text.text):
        around = text.text[max(0, found.start() - 12) : found.end() + 4]
        if not contract and _OTHER_PRODUCT.search(around):
            continue
        if pattern is _ACTIVATES and cards.activated(text.text, *found.span()):
            continue
        end = found.start() if pattern is _EASY else found.end()  # which has a negator of its own
        if not refused(text.text, found.start(), end) and not asked(text.text, *found.span()):
            return text, found.span()
    return None
