"""教人办卡的文章要说明实名登记。

许多国家的 SIM 卡要凭护照登记、做人脸识别才能用。文章只说「买来插上就行」，读者到了柜台没带护照，或者买到的卡根本不能用；
说「预付费卡不用证件」的，还会把人引向登记在别人名下的卡。
哪些国家有这样的规定，以 `corpus/facts/` 里 kind 为 registration、可信度高、当天有效的事实为准。

改写：在买卡、激活的地方写明要带护照原件、要不要人脸识别、由谁在哪里办，附来源和日期。
「充值不必出示护照」「漫游不用登记」这类话不受影响。
"""

import re
from collections.abc import Iterator

from service.lint.rule import Desk, Mapped, Page, Problem, Sentence, rule
from service.model import Severity
from service.text import cards, duties
from service.text.brands import Lands, lands
from service.text.negation import asked, refused, warned
from service.text.places import Place, compact, disjoint, sections

_PAPERS = r"(?:护照|身份证|证件|身份(?:信息|证明|验证|认证|核验|登记)|实名|人脸|刷脸|生物(?:识别|信息|特征)|指纹)"
_STRONG = re.compile(
    r"实名|人脸|刷脸|面部识别|生物(?:识别|信息|特征)|指纹|(?:护照|身份|证件)[^,。!?;\n]{0,4}(?:登记|注册|验证|认证|核验)"
    r"|(?:登记|核验|出示|携带|带上?好?|凭|持)[^,。!?;\n]{0,6}(?:护照|证件)"
)
_WEAK = re.compile(rf"{_PAPERS}|登记")
_BUYING = re.compile(r"买|购|办|开卡|激活|开通|领卡|新卡|入网")
#: Papers asked for at another moment say nothing about getting a card.
_ELSEWHERE = re.compile(r"充值|续费|充话费|透露|泄露|泄漏|酒店|签证|租车|银行|imei|手机登记|设备")
_CONTRACT = re.compile(r"合同|合约|后付费|月结|签约|postpaid")
_PREPAID = re.compile(r"预付费?|储值卡|prepaid")
_DEMAND = re.compile(
    rf"(?:需要?|要|必须|须|得)[^,。!?;\n]{{0,6}}?(?:提供|出示|携带|登记|核验|有)[^,。!?;\n]{{0,8}}?{_PAPERS}[^,。!?;\n]{{0,12}}"
)
_NO = (
    r"(?:无[需须]|不需要?|不用|不必|毋[需须]|用不着|免(?!费|税|签|去|得)|不(?:强制)?要求|不(?:会)?(?:查|核对|核验))"
    r"(?:用户|旅客|游客|你|您)?"
)
_DENIES = re.compile(
    rf"{_NO}[^,。!?;\n]{{0,10}}?(?:{_PAPERS}|登记|复杂的注册)[^,。!?;\n的」』”]{{0,10}}"
    r"|实名(?:制|登记|认证)?[^,。!?;\n]{0,10}?(?:宽松|不严格?|不强制|可有可无)"
    rf"|没有?[^,。!?;\n]{{0,4}}?(?:{_PAPERS}|登记)[^,。!?;\n]{{0,4}}?(?:要求|限制|规定|门槛)"
    rf"|(?:没有?|没带|不带)(?:任何)?(?:{_PAPERS})(?:的情况下)?(?:也|都|同样|照样|仍然?)(?:能|可以?|行)"
)
#: What may be true of it: topping up, roaming, a travel eSIM, a phone, another time or place.
_TRUE_OF = re.compile(
    r"充值|续费|充话费|漫游|旅行e?sim|imei|设备|手机登记|查询|余额|以前|之前|过去|曾经?|当时|早年|原先|旧规|退卡|公共wi-?fi|未成年|签证"
)
_ABOUT_CARDS = re.compile(rf"{cards.SIM}|卡|买|购|办|激活|开通|实名")
_DOUBLE = re.compile(r"(?:不意味着|不等于|不代表|不是说|并非|并不是|不是|没有哪|哪有|未必|不一定)[^,。!?;\n]{0,16}\Z")
_CONDEMNED_AFTER = re.compile(
    r"[^。!?;\n]{0,16}?(?:别买|不要买|别碰|不能|不要用|无法|用不了|没有服务|违法|骗|假|风险|封停|停机)"
)
_AT_ONCE = re.compile(
    r"(?:插[入上]?(?:手机|设备|卡槽)?|到手|买(?:来|到|回来?)|拿到|落地|开机)[^,。!?;\n]{0,8}?(?:后|之后|,)?(?:即|就|便)(?:可|能|可以)?(?:立即|立刻|马上|直接)?(?:开始)?(?:使用|上网|能用|用)"
)
_ACTIVATES = re.compile(
    r"(?:激活|开通|启用)(?:了|好|后)?的?[^,。!?;:\n]{0,8}?(?:e?sim卡?|新卡|本地卡|当地卡|预付费卡|旅游卡|数据卡)"
    r"|(?:e?sim卡?|新卡|本地卡|当地卡|预付费卡|旅游卡|数据卡)[^,。!?;:\n]{0,6}?(?:激活|开通|启用)"
)
_OTHER_PRODUCT = re.compile(r"旅行e?sim|漫游|国际卡|境外卡|套餐|流量包|服务")
_HELP = "写明办卡要带护照、怎么登记（人脸识别等）、在哪里办，附来源和日期。"


@rule(
    "REG001",
    severity="warning",
    category="missing-registration-notice",
    since="0.1",
    bad=[
        "⟦# 哈萨克斯坦买卡攻略⟧\n\n到了以后去商场购买一张当地的 SIM 卡，挑流量多的套餐。",
        "# 哈萨克斯坦买卡\n\n实名登记的要求见官网。机场柜台的预付费卡⟦不需要任何证件⟧。",
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
    said = [pair for section in read for pair in section]
    denied = list(_denials(said, lands(desk.words), {code for code, facts in bound.items() if facts}))
    for text, place in denied:
        yield Problem(text.span(*place), "当地的 SIM 卡要实名登记，这里说不用", _HELP, ids, severity="error")
    if any(map(_noticed, read)):
        return
    yield from _suggested(said, ids)
    getting = any(cards.tells_to_get(text.text, s.block.kind == "heading") for s, text in said)
    if getting and not denied:
        message = "教人办卡，却没有提当地办 SIM 卡要护照登记或人脸识别"
        yield Problem(article.title_span, message, _HELP, ids, level="article")


def _noticed(section: list[tuple[Sentence, Mapped]]) -> bool:
    """Whether a section says that a card, not only one on contract, needs the holder's papers."""
    buying = any(_BUYING.search(text.text) for _, text in section)
    return any(_tells(text.text, buying) for _, text in section)


def _tells(text: str, buying: bool) -> bool:
    if _CONTRACT.search(text) and not _PREPAID.search(text):
        return False
    elsewhere = _ELSEWHERE.search(text) is not None
    if not elsewhere or _BUYING.search(text):
        for found in _STRONG.finditer(text):
            if not refused(text, *found.span()) or _DOUBLE.search(text, max(0, found.start() - 24), found.start()):
                return True
    if elsewhere or not buying:
        return False
    return any(not refused(text, *found.span()) for found in _WEAK.finditer(text))


def _denials(said: list[tuple[Sentence, Mapped]], known: Lands, bound: set[str]) -> Iterator[tuple[Mapped, Place]]:
    """Where the text says that a card needs no papers here."""
    for _, text in said:
        line = text.text
        if _TRUE_OF.search(line) or not _ABOUT_CARDS.search(line):
            continue
        named = known.named(line)
        if named and not named & bound:
            continue
        places = [f.span() for f in _DENIES.finditer(line) if _claimed(line, *f.span())]
        for place in disjoint(places):
            yield text, place


def _claimed(text: str, start: int, end: int) -> bool:
    """Whether a sentence that holds its own negator means what it says."""
    if _DOUBLE.search(text, max(0, start - 24), start) or _CONDEMNED_AFTER.match(text, end):
        return False
    return not warned(text, start, end) and not asked(text, start, end)


def _suggested(said: list[tuple[Sentence, Mapped]], ids: tuple[str, ...]) -> Iterator[Problem]:
    """Sentences that let readers believe so, in an article without a notice; the first of each sort."""
    prepaid = any(_PREPAID.search(text.text) for _, text in said)
    sorts: list[tuple[re.Pattern[str], bool, str, Severity]] = [
        (_DEMAND, True, "只在后付费卡下说要证件，读者会以为别的卡不用登记", "error"),
        (_AT_ONCE, False, "新办的卡要先登记才能用，不是插上就能用", "warning"),
        (_ACTIVATES, False, "说到激活，却没有说激活前要登记身份", "warning"),
    ]
    for pattern, contract, message, severity in sorts:
        if contract and not prepaid:
            continue
        place = next((p for _, text in said if (p := _first(pattern, text, contract))), None)
        if place is not None:
            yield Problem(place[0].span(*place[1]), message, _HELP, ids, severity=severity)


def _first(pattern: re.Pattern[str], text: Mapped, contract: bool) -> tuple[Mapped, Place] | None:
    """Where the text recommends it of a local card."""
    if contract and (not _CONTRACT.search(text.text) or _ELSEWHERE.search(text.text)):
        return None
    for found in pattern.finditer(text.text):
        around = text.text[max(0, found.start() - 12) : found.end() + 4]
        if not contract and _OTHER_PRODUCT.search(around):
            continue
        if not refused(text.text, *found.span()) and not asked(text.text, *found.span()):
            return text, found.span()
    return None
