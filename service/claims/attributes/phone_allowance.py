"""入境带手机免不免税，由入境规定的国家定。

读自：「每人可以免税带一部手机」「入境带一台手机不用交税」。写明天数的（「免税用 90 天」）是另一种规定，不读成永久免税。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene, attribute
from service.claims.duty import figure, of_country
from service.text.later import later

_PHONE = r"(?:一|1|两|2|三|3)?[部台支个]?(?:自用的?|新)?手机"
_FREE = later(
    rf"免税[^,。!?;\n\d]{{0,6}}?(?:携?带|入境|进口|带入|带进)[^,。!?;\n\d]{{0,4}}?{_PHONE}"
    rf"|(?:携?带|带入|带进)[^,。!?;\n\d]{{0,6}}?{_PHONE}[^,。!?;\n\d]{{0,8}}?(?:免税|不用[交缴]税|无需[交缴]税|不[交缴]税)"
    rf"|{_PHONE}(?:可以?|都|一律)?免税(?:入境|进口|带入)"
)
_FOR_A_WHILE = later(r"\d{1,3}天|三个月|九十天|内(?:免税|使用)|漫游|豁免期")


@attribute("phone-allowance", triggers=("免税", "交税", "缴税"))
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    for sentence in scene.page.holding(_FREE):
        text = sentence.text
        if "手机" not in text or _FOR_A_WHILE.search(text):
            continue
        for found in _FREE.finditer(text):
            said = figure(text, *found.span())
            yield of_country(scene, sentence, found.span(), "phone-allowance", "免税带手机", said)
