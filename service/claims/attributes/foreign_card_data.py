"""外国的 SIM 卡、eSIM 入境这个国家后是不是马上能上网。

读自：「国内的卡落地就能上网」「旅行 eSIM 在机场开机即用」。只说打电话的不算。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene, attribute
from service.claims.duty import of_country, places
from service.claims.stance import stance
from service.text.later import later

_FOREIGN = later(
    r"国内的?(?:卡|号码|手机)|中国的?(?:卡|号码)|外国的?(?:卡|sim)|原来的(?:卡|号码)|境外卡|国际卡|漫游|旅行卡|e-?sim"
)
_AT_ONCE = later(
    r"(?:落地|入境|下飞机|下机|到达|抵达|到了|一到|过境|过了?边境|开机)[^,。!?;\n不没]{0,10}?(?:就|即|便|马上|立刻|立即|直接|随即)(?:可以?|能)?"
    r"[^,。!?;\n不没]{0,6}?(?:使?用|上网|联网|有网|网络|流量)"
)
#: A local card bought there, or a page that tells of the wait.
_OTHER = later(r"当地的?(?:sim|卡|号码)|本地的?(?:sim|卡)|电话|通话|语音|wi-?fi")
_WAIT = later(r"24(?:个)?小时|二十四小时|一天一夜|冷静期")


@attribute(
    "foreign-card-data",
    triggers=("落地", "入境", "下飞机", "下机", "到达", "抵达", "到了", "一到", "过境", "边境", "开机"),
)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    if _WAIT.search(scene.page.text):
        return
    for sentence in scene.page.holding(_AT_ONCE):
        text = sentence.text
        if not _FOREIGN.search(text) or _OTHER.search(text):
            continue
        for found in places(_AT_ONCE, text):
            how = stance(text, *found.span())
            yield of_country(scene, sentence, found.span(), "foreign-card-data", "入境即可用", how)
