"""买卡要不要证件：要出示护照、要实名，还是什么都不用。

读自：「买卡必须出示护照」「店员会登记你的护照」与「买卡从来不用任何证件」「本卡免实名」。
「旅行 eSIM 不用护照」「充值不用护照」是另外的事，不算；只有把话说满的否认才与要求相矛盾。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene, attribute, unjudged
from service.claims.told import Said, plain, told
from service.text.later import later

_GETS = r"(?:买|购|办|开卡|领)"
_NEEDS = later(
    rf"{_GETS}[^,。!?;\n不无]{{0,10}}?(?:要|需要?|必须|须|凭)[^,。!?;\n不无]{{0,6}}?(?:护照|证件)"
    r"|(?:店员|柜员|柜台|营业员|门店)[^,。!?;\n不无]{0,5}?(?:要|看|登记|扫描?|查|复印)[^,。!?;\n不无]{0,6}?(?:护照|证件)"
    r"|(?:所有|任何|每张)[^,。!?;\n不无]{0,8}?卡[^,。!?;\n不无]{0,6}?(?:要|需|必须)[^,。!?;\n不无]{0,4}?(?:实名|登记)|卡(?:都|一律)?(?:必须|需要?|要)(?:先)?实名"
)
_NEVER = (
    r"(?:从来?不|一律不|完全不|根本不|什么(?:证件|材料|资料)都不|任何(?:证件|材料|资料)都不|全都?不)(?:用|需要?|要|必)"
)
_NONE = later(
    rf"{_GETS}[^,。!?;\n]{{0,12}}?{_NEVER}[^,。!?;\n]{{0,6}}?(?:护照|证件|实名|登记)|{_GETS}[^,。!?;\n]{{0,10}}?(?:什么|任何)(?:证件|材料)都不(?:用|需要?|要)"
    rf"|卡[^,。!?;\n]{{0,4}}?{_NEVER}(?:护照|证件|实名|登记)|(?<!不是)(?:免|无需|不用|不需要|不必)实名"
)
_OTHER = later(r"e-?sim|漫游|充值|国际卡|境外卡|国内|身份证|儿童|小孩|老人|随身|熟客|网上")


@attribute("papers-needed", triggers=("护照", "证件", "实名", "登记"), judge=unjudged, single=True, soft=True)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    yield from told("papers-needed", _said(scene))


def _said(scene: Scene) -> Iterator[Said]:
    for sentence in scene.page.holding(_NEEDS, _NONE):
        text = sentence.text
        if _OTHER.search(text):
            continue
        for pattern, value in ((_NEEDS, "要证件"), (_NONE, "不用证件")):
            for found in pattern.finditer(text):
                start, end = found.span()
                if plain(sentence, start, end, own=value == "不用证件") and "没有" not in text:
                    about = tuple(sorted(scene.lands_of(sentence))) or ("here",)
                    yield Said(sentence, start, end, "买卡", value, about)
