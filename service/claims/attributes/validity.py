"""同一张卡、同一种套餐的有效期有多长。

读自：「这张卡的有效期是 30 天」「该套餐有效期为 7 天」；只比较同一节里的同一样东西。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene, attribute, unjudged
from service.claims.told import Said, noun, plain, told
from service.text.amounts import LENGTH, length
from service.text.later import later

_TERM = later(rf"有效期(?:限)?(?:只有|仅有?|为|是|有|共|:){{0,2}}(?P<long>{LENGTH})(?![至到~-]|内|以内|或|起)")
_OTHER = later(r"护照|签证|登记|充值|续|延长|延期|再|身份|证件|免签|或|最[长短多少]|不等|以上|起")
_HEADED = ("heading", "cell")


@attribute("validity", triggers=("有效期",), judge=unjudged, single=True, soft=True)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    yield from told("validity", _said(scene))


def _said(scene: Scene) -> Iterator[Said]:
    for sentence in scene.page.holding(_TERM):
        if sentence.block.kind in _HEADED:
            continue
        for found in _TERM.finditer(sentence.text):
            start, end = found.span()
            term = length(found["long"])
            if (
                term is None
                or _OTHER.search(sentence.text, max(0, start - 14), end + 4)
                or not plain(sentence, start, end)
            ):
                continue
            above = scene.above(sentence)[:1]
            about = (*noun(scene, sentence, start), *map(str, above))
            yield Said(sentence, start, end, "有效期", term, about)
