"""中国公民免签进入这个国家能停留多久：停留多久，决定买什么卡、手机要不要登记。

读自：「免签停留 60 天」「30 天免签」。过境免签、别国公民的不算。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene, attribute
from service.claims.duty import figure, of_country, places
from service.text.amounts import LENGTH, length
from service.text.later import later

_STAYS = later(
    rf"免签(?:证)?(?:入境|进入)?[^。!?;\n,]{{0,8}}?(?:停留|逗留|居留|入境|待|住|期)?(?:时间)?(?:最长|最多|不超过|可达|为|是|可以?|长达)?(?P<long>{LENGTH})"
    rf"|(?P<other>{LENGTH})(?:的)?免签"
)
_OTHER = later(
    r"过境|落地签|电子签|美国|欧盟|欧洲|俄罗斯(?:公民|人|护照)|韩国(?:公民|人|护照)|日本(?:公民|人|护照)|香港|澳门|台湾|公务|外交|180|累计|商务签"
)


@attribute("visa-free-days", triggers=("免签",), single=True)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    for sentence in scene.page.holding(_STAYS):
        text = sentence.text
        if _OTHER.search(text):
            continue
        for found in places(_STAYS, text):
            if told := length(found["long"] or found["other"]):
                how = figure(text, *found.span())
                yield of_country(scene, sentence, found.span(), "visa-free-days", told, how)
