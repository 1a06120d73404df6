"""一个国家的报警、火警、急救电话。

读自：「报警电话 102」「遇到危险拨打 112 求救」「101（火警）」。
对照事实库；没有事实的国家对照 libphonenumber 的短号数据，数据已知过时的国家和 112（手机在各国 GSM 网络都能打）不判断。
"""

from collections.abc import Iterator
from dataclasses import replace

from service.claims.attribute import Claim, Desk, Judged, Scene, attribute, by_facts
from service.claims.owners import lands_at
from service.claims.stance import stance
from service.model import Modality
from service.text import phones
from service.text.brands import lands
from service.text.later import later

_NEED = r"(?:报警|匪警|警察|警方|公安|火警|消防(?:局|队)?|急救(?:中心)?|救护车?|医疗急救|紧急(?:求助|求救|救援|呼叫|情况|服务|联系)?|求救|救援)"
_NUMBER = r"(?P<number>\d{2,4})(?![\d.*#%+/:-]|元|块|小时|分钟?|秒|天|年|月|日|周|个|公里|米|度|[gm]b|家|人|名|位|支|辆|所|处|次|岁|层|站|间|点|路|条|多|余|万|千|百|美|欧|起)"
_SAID = (
    later(
        rf"{_NEED}(?:的)?(?:电话|号码|热线|专线|短号){{0,2}}(?:号码?)?(?:都|统一|一般)?(?:是|为|:|,?(?:请|可以?|就|应|要|直接)?(?:拨打?|打|呼叫|致电)|\()?[「“'\"]?{_NUMBER}"
    ),
    later(
        rf"(?:拨打?|拨通|打|呼叫|致电)[「“'\"]?{_NUMBER}[」”'\"]?(?:来|去|向当地|联系|叫|找|电话|进行|寻求){{0,2}}{_NEED}"
    ),
    later(rf"(?<![\d*#+.-]){_NUMBER}[」”'\"]?\({_NEED}\)"),
)
#: Numbers of home, and other lines for help.
_HOME = later(
    r"国内|回国|祖国|中国(?!游客|公民|旅客|人|护照|手机|号码|卡)|大陆|内地|使馆|领事|领馆|12308|反诈|保险|银行|挂失|我国"
)


def judge(claim: Claim, desk: Desk) -> Judged:
    """By facts, which list all numbers of a country, else by libphonenumber, which alone is not certain."""
    judged = by_facts(claim, desk, single=True)
    answers = phones.answers_emergency(claim.value, claim.about[0])
    if judged.verdict == "contradicted" and answers is not False:
        return Judged(claim, "not-checkable", "来源说法不一")
    if judged.verdict != "not-checkable":
        # Many handsets take 911 for an emergency call wherever they are.
        return replace(judged, unsure=True) if claim.value == "911" else judged
    if answers is None:
        return Judged(claim, "not-checkable", "没有可靠的紧急电话资料")
    if answers:
        return Judged(claim, "supported", f"{claim.subject}的紧急电话里有 {claim.value}。")
    return Judged(claim, "contradicted", f"{claim.subject}的紧急电话里没有 {claim.value}。", unsure=True)


@attribute(
    "emergency-number",
    triggers=["报警", "匪警", "警察", "警方", "公安", "火警", "消防", "急救", "救护", "紧急", "求救", "救援"],
    judge=judge,
)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    page, names = scene.page, lands(desk.words).names
    for sentence in page.holding(*_SAID):
        text = page.with_code(sentence).text
        if _HOME.search(text):
            continue
        seen: set[int] = set()
        for pattern in _SAID:
            for found in pattern.finditer(text):
                start, end = found.span("number")
                about = lands_at(scene, sentence, start)
                if start in seen or not about:
                    continue
                seen.add(start)
                said, span = stance(text, *found.span()), sentence.span(start, end)
                # 「如果遇到危险，拨打 …」 is said in earnest.
                modality: Modality = "stated" if said.modality == "conditional" else said.modality
                subject, value = names[about[0]], found["number"]
                yield Claim(span, subject, "emergency-number", value, about, said.polarity, modality, said.time)
