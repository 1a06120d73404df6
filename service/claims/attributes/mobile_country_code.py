"""一个国家的移动国家代码（MCC），IMSI 以它开头。

读自：「哈萨克斯坦的 MCC 是 401」「当地卡的 IMSI 以 401 开头」。
对照事实库；事实里列的就是一个国家的全部。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene, attribute
from service.claims.owners import lands_at
from service.claims.stance import stance
from service.text.brands import lands
from service.text.later import later

_SAID = (
    later(
        r"(?:mcc|移动国家(?:代码|码|号))(?:\((?:mcc|移动国家代码)\))?(?:代码|码|值)?(?:都|统一)?(?:是|为|:|=|填写?|填入|设为|输入)[「“'\"]?(?P<code>\d{3})(?!\d)"
    ),
    later(r"imsi(?:号码?|码)?(?:都|一般|通常)?(?:是)?(?:以|前三位(?:数字)?(?:是|为|:))[「“'\"]?(?P<code>\d{3})(?!\d)"),
)
#: Cards from elsewhere: from home, or of a seller whose home is not said.
_OTHER = later(r"国内|中国|大陆|旅行|漫游|国际卡|多国|例如|比如|如果|举例")


@attribute("mobile-country-code", triggers=["mcc", "移动国家", "imsi"], single=True)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    page, names = scene.page, lands(desk.words).names
    for sentence in page.holding(*_SAID):
        text = page.with_code(sentence).text
        if _OTHER.search(text):
            continue
        for pattern in _SAID:
            for found in pattern.finditer(text):
                start, end = found.span("code")
                if not (about := lands_at(scene, sentence, start)):
                    continue
                said, span = stance(text, *found.span()), sentence.span(start, end)
                value, subject = found["code"], names[about[0]]
                yield Claim(span, subject, "mobile-country-code", value, about, said.polarity, said.modality, said.time)
