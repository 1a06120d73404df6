"""同一个套餐的价格：流量和天数都相同，价钱却有两个。

读自：「10GB 30天套餐 299 泰铢」；机场与市区、原价与活动价、不同年份的价格不同，不算矛盾。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene, attribute, unjudged
from service.claims.told import Said, plain, told
from service.text.later import later

_PLAN = later(
    r"(?P<data>\d{1,4}(?:\.\d)?[gm]b?)[/、,\s]?(?P<days>\d{1,3})天(?:的?(?:套餐|流量包?|卡|esim)|[^,。!?;\n\d]{0,3}?卡)?[^。!?;\n\d]{0,8}?(?P<cost>(?<![\d.])\d{1,7}(?:\.\d{1,2})?)(?P<unit>[\u4e00-\u9fff]{1,3}?(?:元|铢|盾|比索|卢布|坚戈|里拉|镑|令吉)|元|欧|块)"
)
_VARIES = later(
    r"机场|市区|门店|柜台|原价|活动|优惠|特价|折|会员|首次|续|涨|降|约|左右|起|网上|线上|官网|代购|(?:19|20)\d\d"
)


@attribute("plan-price", triggers=("gb", "g"), judge=unjudged, single=True, soft=True)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    yield from told("plan-price", _said(scene))


def _said(scene: Scene) -> Iterator[Said]:
    for sentence in scene.page.holding(_PLAN):
        text = sentence.text
        if _VARIES.search(text):
            continue
        for found in _PLAN.finditer(text):
            if plain(sentence, *found.span()):
                who = sorted(scene.subjects(sentence, found.start())) or sorted(scene.lands_of(sentence))
                about = (found["data"].rstrip("b"), found["days"], found["unit"], *who)
                yield Said(
                    sentence, *found.span(), f"{found['data']} {found['days']}天", found["cost"] + found["unit"], about
                )
