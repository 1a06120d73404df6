"""一张卡能做什么：打电话、开热点、续费、有没有号码、流量用完断不断网。

读自：「这张卡可以打电话」「该卡支持续费」与「这张卡只有流量」「该卡不能续费」；只比较指明是同一张卡的说法。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene, attribute, unjudged
from service.claims.told import Said, noun, plain, told
from service.text.later import Several, among, later

_THIS = r"(?:这张|该|本|此|这款|这种)(?:e?sim卡?|套餐|卡片?|流量卡|电话卡)[^。!?;\n]{0,8}?"
_CAN = r"(?:支持|可以?|能够?|允许)"
_CANNOT = r"(?:不支持|不可以?|不能|不允许|无法|禁止)"
_PAIRS = {
    "打电话": (
        rf"{_THIS}{_CAN}(?:打电话|通话|语音)",
        rf"{_THIS}(?:{_CANNOT}(?:打电话|通话|语音)|只有流量|纯流量|仅限上网)",
    ),
    "开热点": (rf"{_THIS}{_CAN}(?:开|分享)?热点", rf"{_THIS}{_CANNOT}(?:开|分享)?热点"),
    "续费": (
        rf"{_THIS}{_CAN}(?:续费|充值|续订)",
        rf"{_THIS}(?:[^,。!?;\n]{{0,4}}一次性的?,?)?{_CANNOT}(?:续费|充值|续订)",
    ),
    "号码": (
        rf"{_THIS}(?:带|有|含|附带)(?:一个|着)?(?:当地|本地)?的?号码",
        rf"{_THIS}(?:没有|不带|不含|无)(?:当地|本地)?的?号码",
    ),
    "用完断网": (
        r"用完(?:了|以?后|之后)?(?:就|即|会|便)(?:断网|不能上网)|用完\d{1,3}[gm]b(?:就|即|会|便)断网",
        r"用完(?:了|以?后|之后)?(?:也|都)?不会?断网|怎么用(?:都|也)不(?:会)?断网",
    ),
}
_PATTERNS = {what: (later(yes), later(no)) for what, (yes, no) in _PAIRS.items()}
_ALL = Several(*(pattern for pair in _PATTERNS.values() for pattern in pair))


@attribute("feature", triggers=("卡", "sim", "套餐", "断网"), judge=unjudged, single=True, soft=True)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    yield from told("feature", _said(scene))


def _said(scene: Scene) -> Iterator[Said]:
    for sentence in scene.page.holding(_ALL):
        possible = among(_ALL, sentence.text)
        for what, pair in _PATTERNS.items():
            for pattern, value in zip(pair, ("可以", "不可以"), strict=True):
                for found in pattern.finditer(sentence.text) if pattern in possible else ():
                    start, end = found.span()
                    if (
                        plain(sentence, start, end, own=value == "不可以" or what == "用完断网")
                        and "期" not in sentence.text
                    ):
                        about = (what, *noun(scene, sentence, start + 4 if what != "用完断网" else start)[2:])
                        yield Said(sentence, start, end, what, value, about)
