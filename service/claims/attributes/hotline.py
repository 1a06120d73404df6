"""一家运营商的客服电话。

读自：「AIS 的客服电话是 1175」「拨打 1175 联系客服」；主语是同句或标题里的运营商。
对照事实库；当地另一家的客服号码，或者国家代码不属于这家运营商所在国家的号码，算用错。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Judged, Scene, attribute
from service.claims.owners import by_owner, called, operators, operators_at
from service.claims.stance import stance
from service.text import phones
from service.text.brands import lands
from service.text.later import later
from service.text.numbers import international

_CARE = r"(?:人工)?客户?服务?(?:中心|热线|电话|号码|专线){0,3}|服务热线|热线(?:电话)?|客户服务(?:中心|热线|电话|号码){0,2}|呼叫中心"
_VALUE = r"(?P<number>\+?\d[\d\s()-]{1,17}\d)(?![\d.*#%:/]|元|块|年|月|日|小时|个|[gm]b)"
_SAID = (
    later(
        rf"(?:{_CARE})(?:的)?(?:电话|号码|热线|短号){{0,2}}(?:都|统一)?(?:是|为|:|,?(?:请|可以?|就|直接)?(?:拨打?|打|致电)|\()[「“'\"]?{_VALUE}"
    ),
    later(
        rf"(?:拨打?|拨通|打|致电)[「“'\"]?{_VALUE}[」”'\"]?(?:来|去|可以?|即可|,|联系|找|转|咨询|接通|呼叫){{0,3}}(?:{_CARE})"
    ),
)
#: Lines of home, of others, of the way abroad.
_OTHER = later(
    r"中国(?:移动|联通|电信|广电)|国内|领事|使馆|领馆|12308|境外拨打|漫游(?:时|中|用户)|国外拨打|从国外|在国外|whatsapp|微信|telegram|办事处|卖家|平台"
)
#: Under the heading of one brand a sentence may speak of another that nobody lists.
_BRAND = later(r"[a-z]{4,}")


def judge(claim: Claim, desk: Desk) -> Judged:
    """By facts; a number with its country must be of a country where the operator works."""
    if not claim.value.startswith("+"):
        return by_owner(claim, desk)
    number = phones.phone(claim.value)
    rows, names = operators(desk.facts), lands(desk.words).names
    homes = {code for about in claim.about for code in rows[about].countries if about in rows}
    if number is None or not number.valid or set(number.regions) & homes:
        return by_owner(claim, desk)
    codes = {phones.calling_code(home) for home in homes}
    if any(phones.calling_code(region) in codes for region in number.regions) and len(number.regions) > 1:
        return by_owner(claim, desk)
    where = "、".join(sorted(names.get(home, home) for home in homes))
    whose = "、".join(names.get(region, region) for region in number.regions[:2])
    return Judged(claim, "contradicted", f"{claim.subject}在{where}经营，这个号码是{whose}的。", unsure=True)


@attribute("hotline", triggers=["客服", "热线", "客户服务", "呼叫中心"], judge=judge)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    page = scene.page
    for sentence in page.holding(*_SAID):
        text = page.with_code(sentence).text
        if _OTHER.search(text) or (not scene.operators_of(sentence) and _BRAND.search(text)):
            continue
        full = {start: number for start, _, number in international(text)}
        for pattern in _SAID:
            for found in pattern.finditer(text):
                start, end = found.span("number")
                about = operators_at(scene, desk, sentence, start)
                if not about:
                    continue
                said = stance(text, *found.span())
                value = full.get(start) or "".join(char for char in found["number"] if char.isdigit() or char == "+")
                subject = called(scene, desk, sentence, about)
                span = sentence.span(start, end)
                yield Claim(span, subject, "hotline", value, about, said.polarity, said.modality, said.time)
