"""在这个国家办 SIM 卡要不要做人脸验证。

读自：「办卡不用刷脸」「新卡要做人脸识别」。刷脸支付、登录、解锁手机是另外的事，不算。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene, attribute
from service.claims.duty import NO, denial, of_country, of_travel_product
from service.claims.stance import stance
from service.text import cards
from service.text.later import later

_FACE = r"(?:人脸|刷脸|面部识别|面容识别|活体(?:检测|验证)|生物(?:识别|特征))(?:识别|验证|认证|核验|比对|检测)?"
_DENIES = later(
    rf"{NO}[^,。!?;\n]{{0,6}}?{_FACE}|(?:没有?|不做|不经过?)(?:做|进行)?{_FACE}(?:的情况下)?(?:也|都|同样|照样)(?:能|可以?|行)"
)
_AFFIRMS = later(rf"(?:需要?|必须|须|得|要)[^,。!?;\n不没无]{{0,8}}?{_FACE}")
_OTHER = later(
    r"支付|付款|登录|解锁|充值|续费|漫游|旅行e?sim|旅行卡|国际卡|境外卡|银行|酒店|入境|海关|机场安检|补卡|换卡|已(?:登记|实名)"
)
_ABOUT_CARDS = later(rf"{cards.SIM}|卡|买|购|办|激活|开通|实名")


@attribute("face-check", triggers=("人脸", "刷脸", "面部", "面容", "活体", "生物"))
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    for sentence in scene.page.holding(_DENIES, _AFFIRMS):
        text = sentence.text
        if _OTHER.search(text) or not _ABOUT_CARDS.search(text) or of_travel_product(scene, sentence):
            continue
        if found := _DENIES.search(text):
            yield of_country(scene, sentence, found.span(), "face-check", "不用人脸验证", denial(text, *found.span()))
        elif found := _AFFIRMS.search(text):
            yield of_country(scene, sentence, found.span(), "face-check", "要人脸验证", stance(text, *found.span()))
