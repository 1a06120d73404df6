"""哪家运营商在某一项上排第一：最便宜、覆盖最广、信号最好、网速最快。

读自：「最便宜的是 A」「A 的覆盖最广」「网速最快的运营商是 A」；只读带「最」的说法，「较便宜」不算。
没有公认的排名，事实不能裁断；同一国家、同一项有两个第一，就是自相矛盾。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene, attribute, unjudged
from service.claims.stance import stance
from service.text.later import later

_QUALITIES = {
    "价格": r"(?:价格|资费|费用|套餐|话费)?(?:也|都|是)?最(?:为)?(?:便宜|低廉?|实惠|划算|亲民|经济)|性价比(?:也|是)?最高",
    "覆盖": r"(?:网络|信号)?覆盖(?:面|范围|率)?(?:也|都|是)?最(?:为)?(?:广泛?|大|全面?|好|高)",
    "信号": r"信号(?:质量)?(?:也|都|是)?最(?:为)?(?:好|强|稳定?|佳)",
    "网速": r"(?:网络|上网|下载)?(?:网速|速度)(?:也|都|是)?最(?:为)?快",
}
_ANY = later("|".join(f"(?P<{'abcd'[nth]}>{pattern})" for nth, pattern in enumerate(_QUALITIES.values())))
_NAMES = dict(zip("abcd", _QUALITIES, strict=True))
#: Between an operator and what it is best at: 「A 的」, 「A 是当地」, 「A 作为国内最大的运营商,」 is too far.
_OF = later(r"(?:的|是|则|在[^,。!?;]{0,8}?(?:是|的)?|(?:当地|全国|国内|本地)(?:的)?){0,4}")
_IS = later(r"的?(?:(?:移动|电信|手机)?(?:运营商|公司|品牌|网络|一家|选择))?(?:是|为|当属|要数|非)")
#: Best among few, or of one kind, is not best.
_LIMITED = later(
    r"之一|(?:最[^,。!?;]{1,4}的(?:套餐|一档|一款|方式|办法))|在[^,。!?;]{0,10}(?:市区?|地区|山区|农村|郊区|高速|地铁)"
)


@attribute("ranking", triggers=["最"], judge=unjudged, single=True, soft=False)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    for sentence, named in zip(scene.page.sentences, scene.operators, strict=True):
        if not named or "最" not in sentence.text:
            continue
        text = sentence.text
        for found in _ANY.finditer(text):
            if _LIMITED.search(text, max(0, found.start() - 16), found.end() + 8):
                continue
            owner = next(
                (n for n in named if n.end <= found.start() and _OF.fullmatch(text, n.end, found.start())), None
            )
            if owner is None and (link := _IS.match(text, found.end())):
                owner = next((n for n in named if n.start == link.end()), None)
            here = scene.lands_of(sentence)
            if owner is None or len(here) != 1:
                continue
            start, end = min(owner.start, found.start()), max(owner.end, found.end())
            said = stance(text, start, end)
            country = next(iter(here))
            quality = _NAMES[found.lastgroup or "a"]
            subject = f"{scene.places.names.get(country, country)}{quality}第一"
            value = scene.known.spelt[owner.name]
            span = sentence.span(start, end)
            yield Claim(span, subject, "ranking", value, (country, quality), said.polarity, said.modality, said.time)
