"""一件事收不收钱：开卡、补卡、登记、激活免费，还是要付多少。

读自：「开卡完全免费」与「开卡费 50 元」；只比较同一件事、同一国家。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene, attribute, unjudged
from service.claims.told import Said, plain, told
from service.text.later import later

_DEED = r"(?P<deed>开卡|补卡|登记|注册|激活|办卡|开通|换卡|送货|邮寄)"
_FREE = later(rf"{_DEED}(?:手续)?(?:是|都|也|完全|全部|全程|费)?(?:免费|不收费|不收钱|不要钱|不用钱|0元)")
_PAID = later(
    rf"{_DEED}(?:手续)?费?(?:用)?(?:是|为|要|收|约|需要?|另收){{0,2}}[^,。!?;\n\d不免]{{0,4}}?\d[\d,.]{{0,8}}(?:元|块|欧|美|泰|日|里|卢|坚|比|令)"
)


@attribute("fee", triggers=("免费", "不收", "不要钱", "不用钱", "0元"), judge=unjudged, single=True, soft=True)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    yield from told("fee", _said(scene))


def _said(scene: Scene) -> Iterator[Said]:
    for sentence in scene.page.holding(_FREE, _PAID):
        for pattern, value in ((_FREE, "免费"), (_PAID, "收费")):
            for found in pattern.finditer(sentence.text):
                if plain(sentence, *found.span(), own=True):
                    who = sorted(scene.subjects(sentence, found.start())) or sorted(scene.lands_of(sentence))
                    yield Said(sentence, *found.span(), found["deed"], value, (found["deed"], *who))
