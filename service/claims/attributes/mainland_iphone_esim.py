"""中国内地版（国行）iPhone 能不能用 eSIM。

读自：「国行 iPhone 也支持 eSIM」「大陆版 iPhone 15 可以装 eSIM」。点名例外机型（iPhone Air、17e 等）的不算。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene, attribute
from service.claims.duty import denial
from service.claims.stance import stance
from service.text.later import later

_MODEL = (
    r"(?:国行|(?:中国)?(?:大陆|内地)(?:版|行货|购买|买|销售|发售)|中国版|行货)(?:的)?[^,。!?;\n]{0,6}?iphone"
    r"|iphone[^,。!?;\n]{0,10}?(?:国行|(?:大陆|内地|中国)版)"
)
_HAS = later(
    rf"(?:{_MODEL})[^。!?;\n不没无非除]{{0,20}}?(?:支持|兼容|可以?(?:使?用|装|安装|添加|开通)|能(?:使?用|装|安装|添加)|有|自带|内置)[^,。!?;\n不没无]{{0,4}}?e-?sim"
)
_LACKS = later(
    rf"(?:{_MODEL})[^。!?;\n]{{0,20}}?(?:不支持|没有|不能(?:使?用|装|安装|添加)|无法(?:使?用|装|安装|添加)|无)[^,。!?;\n]{{0,4}}?e-?sim"
)
#: Models sold on the mainland that do have one, and those to come.
_EXCEPT = later(r"air|17e|18|除|例外|部分|少数|有的|个别|新款|港版|美版|日版|改装|以后|ipad|watch")


@attribute("mainland-iphone-esim", triggers=("国行", "大陆", "内地", "中国版", "行货", "中国iphone"))
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    for sentence in scene.page.holding(_LACKS, _HAS):
        text = sentence.text
        if "iphone" not in text or "sim" not in text:
            continue
        lacks = _LACKS.search(text)
        found = lacks or (None if _EXCEPT.search(text) else _HAS.search(text))
        if found:
            how = denial(text, *found.span()) if lacks else stance(text, *found.span())
            value, said = "不支持" if lacks else "支持", (how.polarity, how.modality, how.time)
            span = sentence.span(*found.span())
            yield Claim(span, "中国内地版 iPhone", "mainland-iphone-esim", value, ("CN",), *said)
