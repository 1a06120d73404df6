"""当地运营商有没有专给游客的 SIM 卡（旅游卡、游客卡）。

读自：「某国的旅游卡是一种预付费卡」「购买当地的旅游卡」「旅游卡品牌包括 A 和 B」。
泰国、阿联酋等地确有这种产品；哈萨克斯坦没有查到运营商的游客套餐。国际卖家的旅行卡、旅行 eSIM 不算。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene, attribute
from service.claims.stance import stance
from service.text.later import later

_CARD = r"(?:旅游|游客|观光)(?:手机|电话|sim)?卡"
_OFFERED = later(
    rf"(?:的|当地)?{_CARD}(?:品牌)?(?:是一种|主要面向|通常(?:是|由|包含)|由[^,。!?;]{{0,10}}(?:发行|推出|提供)|(?:品牌)?(?:包括|有|分为))"
    rf"|(?:购买|选购|办理|选择|推出了?|提供)[^,。!?;\n]{{0,10}}?(?:当地|本地)的?[^,。!?;\n]{{0,6}}?{_CARD}"
)
_SELLER = later(r"淘宝|京东|携程|飞猪|国际旅游卡|全球|多国|欧洲|亚洲|漫游")


@attribute(
    "tourist-sim",
    triggers=["旅游卡", "游客卡", "观光卡", "旅游sim卡", "旅游手机卡", "旅游电话卡", "游客sim卡", "游客电话卡"],
)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    for sentence in scene.page.holding(_OFFERED):
        text = sentence.text
        here = scene.lands_of(sentence)
        if len(here) != 1 or sentence.block.kind == "heading" or _SELLER.search(text):
            continue
        for found in _OFFERED.finditer(text):
            said = stance(text, *found.span())
            country = scene.places.names.get(*here, *here)
            span = sentence.span(*found.span())
            yield Claim(span, country, "tourist-sim", "有", tuple(here), said.polarity, said.modality, said.time)
