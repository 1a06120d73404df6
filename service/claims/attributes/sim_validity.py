"""在这个国家，法律让游客的 SIM 卡最长用多久。

读自：「游客卡可以用一年」「外国人的号码有效期三个月」。说得比规定短的可能只是套餐的天数，不作判断。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Judged, Scene, attribute, by_facts, facts_about
from service.claims.duty import figure, of_country, places
from service.text.amounts import LENGTH, days, length
from service.text.later import later

_LASTS = later(
    r"(?:游客|旅客|旅游|外国人|外国游客|短期)(?:的|用的|办的|买的|购买的)?(?:预付费?|本地|当地|手机|电话|上网|流量)?(?:sim卡?|卡|号码)"
    r"[^。!?;\n]{0,14}?(?:能用|可用|可以?(?:使?用)|使?用|有效期?(?:最长|长达|可达|达|为|是|有)?|保留)(?:最长|长达|至少|到)?"
    rf"(?P<long>{LENGTH})"
)


def judge(claim: Claim, desk: Desk) -> Judged:
    """What is longer than the longest that the law allows is wrong."""
    rows = [fact for about in claim.about for fact in facts_about(desk.facts, about, claim.attribute)]
    held = [fact for fact in rows if fact.holds(desk.today)]
    said, longest = days(claim.value), [d for fact in held for value in fact.values if (d := days(value))]
    if said is None or not longest or len(claim.about) != 1:
        return by_facts(claim, desk)
    if said < max(longest):
        return Judged(claim, "not-checkable", "比规定的最长期限短，可能是套餐的天数")
    return by_facts(claim, desk, single=True)


@attribute("sim-validity", judge=judge, triggers=("游客", "旅客", "旅游", "外国", "短期"))
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    for sentence in scene.page.holding(_LASTS):
        text = sentence.text
        for found in places(_LASTS, text):
            if told := length(found["long"]):
                how = figure(text, *found.span())
                yield of_country(scene, sentence, found.span(), "sim-validity", told, how)
