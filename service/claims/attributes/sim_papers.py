"""在这个国家办 SIM 卡要不要登记身份（护照、证件、实名）。

读自：「买预付费卡不需要证件」「新卡要凭护照登记」。充值、漫游、旅行 eSIM、手机登记是另外的事，不算。
对照 attribute 为 sim-papers、face-check、visitor-papers 的事实：要人脸验证的国家当然也要登记身份。
"""

import re
from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Judged, Scene, attribute, by_facts
from service.claims.duty import NO, denial, of_country, of_travel_product, places
from service.claims.stance import stance
from service.model import Ruling
from service.text import cards, duties
from service.text.later import later
from service.text.places import disjoint

NEEDED, SPARED = "要登记身份", "不用登记身份"
_PAPERS = r"(?:护照|身份证|证件|身份(?:信息|证明|验证|认证|核验|登记)|实名|生物(?:识别|信息|特征)|指纹)"
_DENIES = later(
    rf"{NO}[^,。!?;\n]{{0,10}}?(?:{_PAPERS}|登记)[^,。!?;\n的」』”]{{0,10}}"
    r"|实名(?:制|登记|认证)?[^,。!?;\n]{0,10}?(?:不强制|可有可无)"
    rf"|没有?[^,。!?;\n]{{0,4}}?(?:{_PAPERS}|登记)[^,。!?;\n]{{0,4}}?(?:要求|限制|规定|门槛)"
    rf"|(?:没有?|没带|不带)(?:任何)?(?:{_PAPERS})(?:的情况下)?(?:也|都|同样|照样|仍然?)(?:能|可以?|行)"
)
_AFFIRMS = later(
    rf"(?:需要?|必须|须|得|要)(?:凭|带|出示|提供|用)?[^,。!?;\n不没无]{{0,6}}?{_PAPERS}|实名登记|(?:凭|持){_PAPERS}"
)
#: What it may be true of: topping up, roaming, a travel eSIM, a phone, another time or product.
_OTHER = later(
    r"充值|续费|充话费|漫游|旅行e?sim|旅行卡|国际卡|境外卡|imei|设备|手机登记|查询|余额|退卡|公共wi-?fi|未成年|签证|酒店|住宿|暂住|住址登记|居住登记|入境登记|居留登记|落地登记|补卡|换卡|自助|售卡机"
    r"|app登录|注册账[户号]|登录"
)
_ABOUT_CARDS = later(rf"{cards.SIM}|卡|买|购|办|激活|开通|实名")


def judge(claim: Claim, desk: Desk) -> Judged:
    """By facts on papers, else by any fact of a duty that takes papers."""
    ruled = by_facts(claim, desk)
    rows = [duties.registration(desk.facts, desk.today, code) for code in claim.about]
    if ruled.verdict != "not-checkable" or not rows or not all(rows):
        return ruled
    found = [fact for facts in rows for fact in facts]
    reason = "；".join(fact.claim.rstrip("。") for fact in found[:2]) + "。"
    unsure = all(fact.confidence != "high" for fact in found)
    verdict: Ruling = "contradicted" if claim.value == SPARED else "supported"
    return Judged(claim, verdict, reason, tuple(fact.id for fact in found), (), unsure)


def _instead(text: str, found: re.Match[str]) -> bool:
    """Whether only one paper is spared, since another is told to do: 「凭护照登记，不用带身份证」."""
    if "身份证" not in found[0] or "护照" in found[0]:
        return False
    return _BY_PASSPORT.search(text) is not None


#: What foreigners show where residents show their identity card.
_BY_PASSPORT = later(
    r"(?:凭|用|持|带|要|需|出示|登记)[^,。!?;\n不没无]{0,6}?护照|护照[^,。!?;\n不没无]{0,6}?(?:登记|实名|即可|就行|就可以)"
)


@attribute("sim-papers", judge=judge, triggers=("护照", "证件", "身份", "实名", "登记", "指纹", "生物"))
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    for sentence in scene.page.holding(_DENIES, _AFFIRMS):
        text = sentence.text
        if _OTHER.search(text) or not _ABOUT_CARDS.search(text) or of_travel_product(scene, sentence):
            continue
        denied = list(disjoint(found.span() for found in places(_DENIES, text) if not _instead(text, found)))
        for place in denied:
            yield of_country(scene, sentence, place, "sim-papers", SPARED, denial(text, *place))
        needed = None if denied else _AFFIRMS.search(text)
        if needed:
            yield of_country(scene, sentence, needed.span(), "sim-papers", NEEDED, stance(text, *needed.span()))
