"""换运营商能不能保留号码（携号转网）。

读自：「换运营商就必须换号码」「更换运营商需要重新购买新的 SIM 卡」「可以携号转网」。
全文别处提到携号转网的，「要买新卡」只是手续，不读作不能保留。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene, attribute
from service.claims.stance import stance
from service.model import Modality
from service.text.later import later

_SWITCH = r"(?:更换|换|改用|转到|切换)(?:到|成|为)?[^,。!?;\n]{0,6}?(?:运营商|别家|网络商)"
_NOT = later(
    rf"{_SWITCH}[^。!?;\n]{{0,10}}?(?:需要|必须|只能|要|就得)[^,。!?;\n]{{0,4}}?(?:重新)?(?:购买|办理|换|买|申请)[^,。!?;\n]{{0,4}}?新的?(?:sim|手机|电话)?(?:卡|号码?)"
    rf"|{_SWITCH}[^。!?;\n]{{0,12}}?(?:不能|无法|没法)保留[^,。!?;\n]{{0,4}}号码"
)
_CAN = later(r"(?:可以|支持|能够?|允许|提供)(?:办理|申请)?(?:携号转网|号码携带|转网不换号|mnp)")
_TOLD = later(r"携号转网|号码携带|转网|mnp")


@attribute("number-portability", triggers=["运营商", "携号转网", "号码携带", "mnp"], single=True)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    told = _TOLD.search(scene.page.text) is not None
    for sentence in scene.page.holding(_NOT, _CAN):
        text = sentence.text
        here = scene.lands_of(sentence)
        if len(here) != 1:
            continue
        for pattern, value in ((_NOT, "不能保留号码"), (_CAN, "可以保留号码")):
            for found in pattern.finditer(text):
                if pattern is _NOT and told and "保留" not in found[0]:
                    continue
                said = stance(text, *found.span())
                # Having to buy a card only leaves out that the number can be kept.
                plain: Modality = "stated" if pattern is _CAN or "保留" in found[0] else "hedged"
                modality = plain if said.modality in ("conditional", "stated") else said.modality
                polarity = "affirmed" if pattern is _NOT else said.polarity
                country = scene.places.names.get(*here, *here)
                span = sentence.span(*found.span())
                yield Claim(span, country, "number-portability", value, tuple(here), polarity, modality, said.time)
