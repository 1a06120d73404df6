"""流量用多了降不降速：从不降速，还是用完降到几乎不能用。

读自：「真正不限量，从不降速」与「每天 1 GB 高速流量，用完降至 128 kbps」。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene, attribute, unjudged
from service.claims.told import Said, noun, plain, told
from service.text.later import later

_NEVER = later(
    r"(?:从来?不|永不|[绝决]不|永远不|全程不|绝对不|真正?不|不限量[、,]?不)(?:会)?(?:被)?(?:降速|限速|减速)|全程高速不限"
)
_AFTER = later(
    r"(?:用完|用尽|用光|超过|超出|达到|满)[^。!?;\n]{0,18}?(?:降[至到为]|降速|限速|减速)|达量(?:降|限)速|降[至到为]\d{2,4}k"
)


@attribute("throttling", triggers=("降", "限速", "减速"), judge=unjudged, single=True, soft=True)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    yield from told("throttling", _said(scene))


def _said(scene: Scene) -> Iterator[Said]:
    for sentence in scene.page.holding(_NEVER, _AFTER):
        for pattern, value in ((_NEVER, "从不降速"), (_AFTER, "用多了降速")):
            for found in pattern.finditer(sentence.text):
                start, end = found.span()
                if (
                    plain(sentence, start, end, own=value == "从不降速", cases=value == "从不降速")
                    and "之前" not in sentence.text
                ):
                    kind, which, *whose = noun(scene, sentence, start)
                    which = which if kind == "套餐" or whose else ""
                    yield Said(sentence, start, end, "流量", value, (which, *whose))
