"""一个旅行 eSIM 在哪里能用。

读自：「eSIM 不受地域限制」「一个 eSIM 在所有国家都能用」。说买、充值、激活不受地点限制的，是另一回事。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene, attribute
from service.claims.duty import denial, places
from service.model import Polarity
from service.text.later import later

_FREE = later(
    r"e-?sim卡?(?:的?(?:使用|网络|信号|服务|流量))?[^。!?;\n]{0,10}?"
    r"(?:(?:不受|没有|不限|无)(?:任何)?(?:地域|地区|国家|区域|国界|地理位置|地点)(?:的)?(?:限制)?"
    r"|在(?:全球|世界各地|全世界|任何国家|所有国家|世界上任何地方|任何地方)(?:都|均|皆)(?:能|可以?)(?:正常)?(?:使?用|上网|联网))"
)
_OTHER = later(
    r"充值|续费|购买|办理|激活|下载|安装|付款|查询|管理|申请|客服|技术|标准|覆盖(?:范围)?(?:内|的|地区)|支持的(?:国家|地区)"
)
_NEGATED = later(r"(?:并不?|不)是|并非|未必|不一定|不等于|不代表")


@attribute("esim-area", triggers=("esim", "e-sim"))
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    for sentence in scene.page.holding(_FREE):
        text = sentence.text
        if _OTHER.search(text):
            continue
        for found in places(_FREE, text):
            how = denial(text, *found.span())
            polarity: Polarity = "denied" if _NEGATED.search(found[0]) else how.polarity
            span, said = sentence.span(*found.span()), (polarity, how.modality, how.time)
            yield Claim(span, "旅行 eSIM", "esim-area", "不限地区", ("WORLD",), *said)
