"""写全了国家代码的电话号码能不能打通：国家代码、长度、号段。

读自：「+7 705 496 10 32」；打码的（+7 701 xxx）、编来示范的（1234567、0000）不读。
对照 libphonenumber。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Judged, Scene, attribute
from service.claims.stance import stance
from service.text import phones
from service.text.numbers import INTERNATIONAL, international


def judge(claim: Claim, desk: Desk) -> Judged:
    """A number too long or too short is wrong; one in no known range may be newer than the package."""
    number = phones.phone(claim.value)
    if number is None:
        return Judged(claim, "not-checkable", "不是国家的号码")
    if number.valid:
        return Judged(claim, "supported", "号码的长度和号段都对。")
    if not number.possible:
        return Judged(claim, "contradicted", "号码的位数不对。", unsure=True)
    return Judged(claim, "unverified", "没有这样的号段。", unsure=True)


@attribute("phone-number", triggers=["+", "00"], judge=judge)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    page = scene.page
    for sentence in page.holding(INTERNATIONAL):
        text = page.with_code(sentence).text
        for start, end, number in international(text):
            said, span = stance(text, start, end), sentence.span(start, end)
            yield Claim(span, "这个号码", "phone-number", number, (number,), said.polarity, said.modality, said.time)
