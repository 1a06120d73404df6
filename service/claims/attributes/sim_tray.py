"""只有 eSIM 的 iPhone 有没有实体卡槽，能不能插卡、换卡。

读自：「美版 iPhone 16 插入当地 SIM 卡」「取出 iPhone Air 的卡托」。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene, attribute
from service.claims.duty import places
from service.claims.stance import stance
from service.text.later import later

_PHONE = (
    r"(?:美版|美国版|美国(?:购买|买|销售)的?)的?\s?iphone\s?1[4-7]\s?(?:pro|plus|max|e|\s){0,3}"
    r"|iphone\s?1[4-7]\s?(?:pro|plus|max|e|\s){0,3}\(?(?:美版|美国版)\)?|iphone\s?air"
)
_PUTS = r"(?:插入|插上|插|换上|换|装上|放入|塞进|取出|拔出|更换)"
_SWAPS = later(
    rf"(?:{_PHONE})[^。!?;\n不没无非]{{0,16}}?(?:{_PUTS}[^,。!?;\n不没无e]{{0,8}}?(?:实体|当地|本地|sim|电话|手机)(?:sim)?卡|(?:卡托|卡槽))"
)
_OTHER = later(r"港版|日版|国行|欧版|iphone\s?1[0-3]|安卓|旧手机|随身wi-?fi|另一部|备用机|代替|取代|改用")

#: From here on other phones are meant.
_OTHERS = later(
    r"其[余他它]|别的|剩下|另外|部分|有的|有些|之外|以外|[查认看]不[到出]的|没有?列|不在(?:此|其)列|少数[^,。!?;\n]{0,6},"
)


@attribute("sim-tray", triggers=("iphone",))
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    for sentence in scene.page.holding(_SWAPS):
        text = sentence.text
        if _OTHER.search(text):
            continue
        for found in places(_SWAPS, text):
            if _OTHERS.search(found[0]):
                continue
            how, span = stance(text, *found.span()), sentence.span(*found.span())
            said = (how.polarity, how.modality, how.time)
            yield Claim(span, "只有 eSIM 的 iPhone", "sim-tray", "有卡槽", ("WORLD",), *said)
