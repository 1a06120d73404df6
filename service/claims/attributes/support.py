"""一家运营商支不支持某样东西：eSIM、5G、热点、携号转网、支付宝、外国信用卡。

读自：「A 支持 eSIM」与「A 不支持 eSIM」；套餐、地点、机型不同的说法不算。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene, attribute, unjudged
from service.claims.told import Said, plain, told
from service.text.later import later

_WHAT = (
    r"(?P<what>e-?sim|[2345]g|volte|wi-?fi通话|热点|携号转网|支付宝|微信支付|银联卡|外国信用卡|信用卡|国际漫游|中文)"
)
_YES = later(
    rf"(?<!不)(?<!是否)(?<!只)(?:都|也|已经?|全面)?(?:支持|接受|提供|推出了?|开通了?){_WHAT}(?!的手机|手机|机型)"
)
_NO = later(rf"(?:不|尚未|还没有?|没有|暂不)(?:支持|接受|提供|推出|开通){_WHAT}")
_OTHER = later(
    r"套餐|便利店|自助|柜台|官网|app|机场|市区|机型|手机|预付|后付|合约|门店|老|新|只|限|部分|山区|城市|地区"
)


@attribute("support", triggers=("支持", "接受", "提供", "推出", "开通"), judge=unjudged, single=True, soft=True)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    yield from told("support", _said(scene))


def _said(scene: Scene) -> Iterator[Said]:
    for sentence in scene.page.holding(_YES, _NO):
        if _OTHER.search(sentence.text):
            continue
        for pattern, value in ((_YES, "支持"), (_NO, "不支持")):
            for found in pattern.finditer(sentence.text):
                whose = scene.subjects(sentence, found.start())
                if whose and plain(sentence, *found.span(), own=True):
                    yield Said(sentence, *found.span(), found["what"], value, (found["what"], *sorted(whose)))
