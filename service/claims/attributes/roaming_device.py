"""用外国号码漫游的手机，在这个国家要不要登记（IMEI）。

读自：「漫游的手机也要登记 IMEI」「漫游不用登记手机」。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene, attribute
from service.claims.duty import NO, denial, of_country
from service.claims.stance import stance
from service.text.later import later

_PHONE = r"(?:手机(?!号|卡)|设备|终端|imei|串号)"
_REGISTERS = r"(?:登记|注册|验证|备案|核验)"
_ROAMS = r"(?:漫游|外国的?(?:sim卡?|卡|号码)|国内的?(?:sim卡?|卡|号码)|中国的?(?:sim卡?|卡|号码)|旅行esim)"
_AFFIRMS = later(rf"{_ROAMS}[^。!?;\n不无免]{{0,16}}?(?:要|需要?|必须|须|得)[^,。!?;\n不无免]{{0,6}}?{_REGISTERS}")
_DENIES = later(rf"{_ROAMS}[^。!?;\n]{{0,16}}?{NO}[^,。!?;\n]{{0,6}}?{_REGISTERS}")
_ABOUT_PHONES = later(_PHONE)
#: Turning to another card in the same breath: 「漫游不受影响，换当地卡要登记」.
_LOCAL = later(r"(?:当地|本地)的?(?:sim)?卡|换卡|办卡|买卡|实名")


@attribute("roaming-device", triggers=("漫游", "外国", "国内", "中国", "旅行esim"))
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    for sentence in scene.page.holding(_DENIES, _AFFIRMS):
        text = sentence.text
        if not _ABOUT_PHONES.search(text) or _LOCAL.search(text):
            continue
        if found := _DENIES.search(text):
            yield of_country(scene, sentence, found.span(), "roaming-device", "不用登记", denial(text, *found.span()))
        elif found := _AFFIRMS.search(text):
            yield of_country(scene, sentence, found.span(), "roaming-device", "要登记", stance(text, *found.span()))
