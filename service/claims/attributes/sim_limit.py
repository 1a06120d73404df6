"""在这个国家，一个人名下最多能登记几张 SIM 卡。

读自：「每人最多登记 5 张卡」「一本护照限办三个号码」。商家的限购、家庭套餐的副卡和企业的号码不算。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene, attribute
from service.claims.duty import figure, of_country, places
from service.text.amounts import NUMBER, number
from service.text.later import later

_NEAR = r"[^。!?;\n]"
_LIMIT = later(
    r"(?:每个?人|一个人|一人|每位|(?:一|每|同一)(?:本|张|个)(?:护照|身份证|证件)|(?:个人|本人|一个)?名下)"
    rf"{_NEAR}{{0,20}}?(?:最多|至多|上限|不(?:能|得)?超过|只能|限)(?:只?能|可以?|是|为)?(?:最多)?(?:登记|注册|实名|持有|拥有|办理?|申请|激活|绑定|有)?"
    rf"(?P<many>{NUMBER})(?:张|个|枚)(?:预付费?|储值|后付费|手机|电话|本地|当地|sim)?(?:sim)?(?:卡|号码|号|sim)"
)
_LAW = later(r"登记|注册|实名|持有|拥有|名下|办|申请|激活|护照|身份证|证件")
_OTHER = later(r"限购|优惠|活动|促销|赠|套餐|家庭|副卡|企业|公司|单位|机构|行李|手机esim|存储|写入")


@attribute("sim-limit", triggers=("最多", "至多", "上限", "超过", "只能", "限"), single=True)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    for sentence in scene.page.holding(_LIMIT):
        text = sentence.text
        if _OTHER.search(text) or not _LAW.search(text):
            continue
        for found in places(_LIMIT, text):
            if (many := number(found["many"])) is not None:
                how = figure(text, *found.span())
                yield of_country(scene, sentence, found.span(), "sim-limit", f"{many:g}", how)
