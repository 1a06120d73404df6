"""一家运营商哪一年关掉 2G 或 3G；一篇文章里不要有两个年份。

读自：「A 在 2022 年关闭 3G」「A 的 3G 于 2024 年退网」。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene, attribute, unjudged
from service.claims.told import Said, told
from service.text.later import later
from service.text.negation import asked, refused

_OFF = r"(?:关闭|关停|停用|退网|关掉|停止|下线|关网)"
_TOLD = later(
    rf"(?P<y1>20\d\d)年[^,。!?;\n\d]{{0,10}}?{_OFF}(?:了)?[^,。!?;\n\d]{{0,4}}?(?P<g1>[23])g|(?P<g2>[23])g(?:网络)?[^,。!?;\n\d]{{0,8}}?(?P<y2>20\d\d)年[^,。!?;\n\d]{{0,8}}?{_OFF}"
)
_OTHER = later(r"计划|原定|推迟|预计|开始|逐步|部分|陆续|至|到|最早|宣布|以前|之前|前")


@attribute("shutdown-year", triggers=("2g", "3g"), judge=unjudged, single=True, soft=True)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    yield from told("shutdown-year", _said(scene))


def _said(scene: Scene) -> Iterator[Said]:
    for sentence in scene.page.holding(_TOLD):
        text = sentence.text
        for found in _TOLD.finditer(text):
            start, end = found.span()
            whose = scene.subjects(sentence, start)
            if not whose or _OTHER.search(found[0]) or asked(text, start, end) or refused(text, start, end):
                continue
            network = (found["g1"] or found["g2"]) + "g"
            yield Said(
                sentence, start, end, f"{network}关闭", (found["y1"] or found["y2"]) + "年", (network, *sorted(whose))
            )
