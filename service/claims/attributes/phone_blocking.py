"""外国手机会不会被当地网络锁住：到期会，还是永远不会。

读自：「没登记的手机 120 天后会断网」与「外国手机永远不会被限制」；漫游和登记过的手机是另外的事。
"""

import re
from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene, attribute, unjudged
from service.claims.told import Said, plain, told
from service.text.amounts import LENGTH
from service.text.later import later

_CUT = r"(?:锁(?:网|机|住|定)?|封(?:锁|网|停)?|停用|断网|限制|屏蔽|切断|拉黑|不能用)"
_WILL = later(
    rf"(?:[没未]有?(?:登记|注册|缴税)的?)?(?:手机|设备)[^。!?;\n]{{0,24}}?{LENGTH}[^。!?;\n]{{0,24}}?(?:会|将|要)?被?{_CUT}|{LENGTH}[^。!?;\n]{{0,12}}?(?:手机|设备)[^。!?;\n]{{0,4}}?(?:会|将)被?{_CUT}"
)
_NEVER = later(rf"(?:手机|设备)[^,。!?;\n]{{0,10}}?(?:永远|绝对|从来?|任何时候|永)(?:都|也)?不(?:会|可能)?被?{_CUT}")
_OTHER = later(r"漫游|登记过|已登记|已缴|备案过|当地买|本地买")


@attribute("phone-blocking", triggers=("手机", "设备"), judge=unjudged, single=True, soft=True)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    yield from told("phone-blocking", _said(scene))


def _said(scene: Scene) -> Iterator[Said]:
    for sentence in scene.page.holding(_WILL, _NEVER):
        text = sentence.text
        if _OTHER.search(text):
            continue
        for pattern, value in ((_WILL, "到期会锁"), (_NEVER, "永远不锁")):
            found = pattern.search(text)
            if found and plain(sentence, *found.span(), own=True, cases=value == "永远不锁"):
                if value == "到期会锁" and re.search(r"不会|不受|不用|无需", found[0]):
                    continue
                about = tuple(sorted(scene.lands_of(sentence))) or ("here",)
                yield Said(sentence, *found.span(), "外国手机", value, about)
