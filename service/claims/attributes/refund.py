"""买了能不能退：随时全额退，还是一律不退。

读自：「不满意随时全额退款」与「一经售出概不退款」；「未激活可退」这类分情况的不算，余额和押金分开比较。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene, attribute, unjudged
from service.claims.told import Said, plain, told
from service.text.later import later

_YES = later(
    r"(?:不满意|随时|[七7]天|无理由|无条件)[^,。!?;\n不]{0,8}?退(?:款|钱|货|换)?|支持[^,。!?;\n不]{0,8}?退(?:款|换)|(?:没用完的)?(?:余额|押金|款项)(?:可以?|能)(?:全额)?退"
)
_NO = later(
    r"(?:概不|恕不|一律不|绝不|不支持|不接受|不予?)(?:予)?退(?:款|换|货)?|不退不换|(?:余额|押金)(?:一律)?(?:不退|不能退)"
)
_STAGE = later(r"激活|安装|使用|扫码|之?[前后]|已|开封|除外")
_WHAT = later(r"余额|押金|话费")


@attribute("refund", triggers=("退",), judge=unjudged, single=True, soft=True)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    yield from told("refund", _said(scene))


def _said(scene: Scene) -> Iterator[Said]:
    for sentence in scene.page.holding(_YES, _NO):
        text = sentence.text
        for pattern, value in ((_YES, "可以退"), (_NO, "不退")):
            for found in pattern.finditer(text):
                start, end = found.span()
                if _STAGE.search(text, max(0, start - 16), end + 4) or not plain(sentence, start, end, own=True):
                    continue
                what = _WHAT.search(text, max(0, start - 8), end)
                yield Said(sentence, start, end, "退款", value, (what[0] if what else "款",))
