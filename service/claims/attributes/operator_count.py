"""一个国家有几家运营商。

读自：「一共有三家运营商」「只有两家运营商」；「三大」与「三家」分开比较，「其中两家」「国内三大」不算。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene, attribute, unjudged
from service.claims.told import Said, plain, told
from service.text.amounts import number
from service.text.later import later

_COUNT = later(
    r"(?P<how>一共|总共|共有?|只有|仅有|有)(?:着|的)?(?P<many>[一两二三四五六七八九\d])(?P<by>[大家个])(?:移动|电信|通信|网络|手机){0,2}(?:运营商|电讯商|电信公司|网络商)"
)
_OTHER = later(r"其中|虚拟|国内|中国|另|主要|大型|至少|以上|以前|合并|支持|接受|卖|提供|可选")


@attribute(
    "operator-count", triggers=("运营商", "电讯商", "电信公司", "网络商"), judge=unjudged, single=True, soft=True
)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    yield from told("operator-count", _said(scene))


def _said(scene: Scene) -> Iterator[Said]:
    for sentence in scene.page.holding(_COUNT):
        for found in _COUNT.finditer(sentence.text):
            start, end = found.span()
            many = number(found["many"])
            here = tuple(sorted(scene.lands_of(sentence)))
            if not many or len(here) != 1 or _OTHER.search(sentence.text, max(0, start - 10), end + 1):
                continue
            if plain(sentence, start, end):
                by = "大" if found["by"] == "大" else "家"
                yield Said(sentence, start, end, "运营商", f"{many:g}{by}", (by, *here))
