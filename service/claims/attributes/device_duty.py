"""在这个国家长用当地 SIM 卡的手机要不要登记（IMEI）。

读自：「手机不用登记」「外国手机要登记 IMEI」。漫游、旅行 eSIM、期限以内不用登记，是另外的话，不算。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene, attribute
from service.claims.duty import NO, denial, of_country
from service.claims.stance import stance
from service.text.amounts import LENGTH
from service.text.later import later

_PHONE = r"(?:手机(?!号|卡)|设备|终端|imei(?:码|号)?|串号)"
_REGISTERS = r"(?:登记|注册|验证|备案|核验|报备)"
_DENIES = later(
    rf"{_PHONE}[^。!?;\n]{{0,14}}?{NO}[^,。!?;\n]{{0,4}}?{_REGISTERS}(?!密码|账|app)|{NO}[^,。!?;\n]{{0,4}}?{_REGISTERS}(?:你的|自己的|任何)?{_PHONE}"
)
_AFFIRMS = later(
    rf"{_PHONE}[^,。!?;\n不无]{{0,8}}?(?:要|需要?|必须|须)[^,。!?;\n不无]{{0,8}}?{_REGISTERS}|(?:要|需要?|必须|须)[^,。!?;\n不无]{{0,4}}?{_REGISTERS}[^,。!?;\n不无]{{0,4}}?{_PHONE}"
)
#: What makes it true: another card, a short stay, a phone known already.
_BOUND = later(
    rf"漫游|旅行e?sim|国际卡|境外卡|国内的?(?:卡|号码)|中国的?(?:卡|号码)|外国的?(?:sim|卡|号码)|短期|短暂|{LENGTH}|期限|期内|免签|过境|白名单|自动|以前用过|已经|旧手机"
    r"|当地买的?手机|二次|重新|再次|第二次|每次|电话号|wi-?fi|路由|平板|电脑|手表|企业|商家|卖家"
)


@attribute("device-duty", triggers=("手机", "设备", "终端", "imei", "串号"))
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    for sentence in scene.page.holding(_DENIES, _AFFIRMS):
        text = sentence.text
        found = _DENIES.search(text)
        if found and not _BOUND.search(text):
            yield of_country(scene, sentence, found.span(), "device-duty", "不用登记", denial(text, *found.span()))
        elif not found and (needed := _AFFIRMS.search(text)):
            yield of_country(scene, sentence, needed.span(), "device-duty", "要登记", stance(text, *needed.span()))
