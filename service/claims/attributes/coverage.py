"""一家运营商的覆盖是遍及全国，还是不如别家。

读自：「A 在全国都有良好的覆盖」「这三家运营商全国信号都很稳定」与「A 的覆盖不及别家」「A 在郊区信号较弱」。
覆盖要看地图和日期，事实库不下结论；一篇文章先说家家都好、后说其中一家不行，读者无从取舍。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene, attribute, unjudged
from service.claims.stance import stance
from service.text.later import later

_WHOLE = later(
    r"(?:在|覆盖)?(?:全国|全境|各地|全国范围)(?:范围)?(?:内|各地)?(?:都|均|也)?(?:提供|拥有|有|具备|实现)?了?(?:着|较|很|非常)?(?:良好|优质|稳定|完善|全面|广泛|出色)的?(?:网络|信号)?(?:覆盖|信号)"
    r"|(?:网络|信号)?覆盖(?:了)?(?:全国|全境)(?!(?:大部分|多数|部分|主要|约|超过|\d)|[^,。!?;]{0,4}%)"
)
_LESS = later(
    r"(?:网络|信号)?(?:覆盖|信号)(?:面|范围|质量)?(?:可能|相对|会)?(?:略|稍)?(?:不及|不如|逊于|比不上|弱于|差于|较差|较弱|有限|偏弱|不太好|一般)"
)
#: Who 「这三家运营商」 and 「各大运营商」 are: those named just before.
_ALL = later(
    r"这?[两二三四五]?[大家](?:主要|本地|主流)?(?:的?(?:运营商|公司|品牌))|(?:各大?|所有)(?:家)?运营商|它们|他们"
)


@attribute("coverage", triggers=["覆盖", "信号"], judge=unjudged, single=True, soft=True)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    for nth in scene.page.lines(_WHOLE, _LESS):
        sentence = scene.page.sentences[nth]
        text = sentence.text
        for pattern, value in ((_WHOLE, "遍及全国"), (_LESS, "不如别家")):
            for found in pattern.finditer(text):
                said = stance(text, found.start(), found.end())
                modality = "stated" if said.modality == "hedged" else said.modality
                for ids in _whose(scene, nth, found.start()):
                    span = sentence.span(*found.span())
                    names = [row.name for row in desk.facts.operators if row.id in ids]
                    yield Claim(
                        span,
                        f"{names[0]}的覆盖",
                        "coverage",
                        value,
                        tuple(sorted(ids)),
                        said.polarity,
                        modality,
                        said.time,
                    )


def _whose(scene: Scene, nth: int, at: int) -> list[frozenset[str]]:
    """The operators meant: all of those named before for 「这三家」, else the one in reach."""
    sentence = scene.page.sentences[nth]
    if any(mark.end() <= at for mark in _ALL.finditer(sentence.text)):
        before = [n for n in scene.operators[nth] if n.end <= at]
        if not before and nth and scene.page.sentences[nth - 1].block is sentence.block:
            before = list(scene.operators[nth - 1])
        return list(dict.fromkeys(n.ids for n in before))
    one = scene.subjects(sentence, at)
    return [one] if one else []
