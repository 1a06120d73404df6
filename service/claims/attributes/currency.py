"""当地卡的价钱用的是不是当地的货币。

读自：「在哈萨克斯坦充 500 卢布」「泰国的套餐 299 越南盾」。
对照 Babel 的各国货币。美元、欧元、人民币、港币、台币、英镑谁都用来报价，不读；同句有当地货币的是折算，
漫游、旅行 eSIM 和提到另一个国家的句子也不读。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Judged, Scene, attribute
from service.claims.stance import stance
from service.model import Sentence
from service.text import money
from service.text.brands import lands
from service.text.later import later

_CARD = later(
    r"套餐|流量|资费|月租|日租|充值|充话费|话费|续费|sim|电话卡|手机卡|上网卡|流量卡|办卡|买卡|[^\u4e00-\u9fff]卡|张卡|余额|短信|通话|运营商|充"
)
_ELSEWHERE = later(
    r"漫游|旅行e?sim|国际|跨境|汇率|兑换|换汇|换算|折合|相当于|约合|等于|关税|罚|打车|机票|酒店|签证|多国|全球|亚洲卡|欧洲卡|平台|网站|网店|卖家|出发前|国内"
)

#: What makes a country's name that of its currency.
_MONEY = later(r"盾|币|元|圆|比索|法郎|卢布|卢比|克朗|镑|坚戈|索姆|苏姆|里亚尔|迪拉姆|里拉|第纳尔|令吉|林吉特|雷亚尔")


def judge(claim: Claim, desk: Desk) -> Judged:
    """By the legal tender of the countries spoken of, according to Babel."""
    wanted = set(claim.value.split("/"))
    local = {code: money.legal_tender(code) for code in claim.about}
    if not local or not all(local.values()):
        return Judged(claim, "not-checkable", "不知道当地用什么货币")
    if any(wanted & tender for tender in local.values()):
        return Judged(claim, "supported", "是当地的货币。")
    names = "、".join(sorted({money.spelt(one) for tender in local.values() for one in tender}))
    return Judged(claim, "contradicted", f"{claim.subject}用的是{names}。", unsure=True)


@attribute(
    "currency", triggers=[*money.EVERYDAY, *(c.casefold() for m in money.EVERYDAY.values() for c in m)], judge=judge
)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    names = lands(desk.words).names
    for sentence in scene.page.holding(money.AMOUNT):
        text = sentence.text
        found = list(money.amounts(text))
        if (
            all(set(amount.currencies) <= money.TRAVEL for amount in found)
            or not _CARD.search(text)
            or _ELSEWHERE.search(text)
        ):
            continue
        about = _countries(scene, sentence)
        tender = frozenset[str]().union(*map(money.legal_tender, about))
        if not about or any(tender & set(amount.currencies) for amount in found):
            continue
        for amount in found:
            if set(amount.currencies) & money.TRAVEL:
                continue
            said, span = stance(text, amount.start, amount.end), sentence.span(amount.start, amount.end)
            subject, value = "、".join(names[code] for code in about), "/".join(amount.currencies)
            # A price of some day is still a price there; only what was before is told of.
            when = "past" if said.time == "past" else None
            yield Claim(span, subject, "currency", value, about, said.polarity, said.modality, when)


def _countries(scene: Scene, sentence: Sentence) -> tuple[str, ...]:
    """The countries named in the sentence; else, where the article is about one country alone, that one."""
    if named := _named(scene, scene.number(sentence)):
        return tuple(sorted(named))
    here = frozenset(scene.page.article.countries) or scene.lands_of(sentence)
    if any(not here & scene.known.homes[one.name] for one in scene.operators_of(sentence)):
        return ()
    everywhere = frozenset[str]().union(*(_named(scene, nth) for nth in range(len(scene.countries))))
    return tuple(here) if len(here) == 1 and everywhere <= here | {"CN"} else ()


def _named(scene: Scene, nth: int) -> frozenset[str]:
    """The countries a sentence names otherwise than in the name of a currency (越南盾)."""
    text = scene.page.sentences[nth].text
    return frozenset[str]().union(*(one.ids for one in scene.countries[nth] if not _MONEY.match(text, one.end)))
