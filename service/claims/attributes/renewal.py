"""套餐到期后自动续费，还是要手动。

读自：「系统会自动续费」「到期自动扣费续订」与「需要手动续费」「不会自动续费」。
各家运营商、各种套餐不同，事实库没有普遍的答案；一篇文章里两种都当作通则来写，读者不知道该信哪一句。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene, attribute, unjudged
from service.claims.stance import stance
from service.text.later import later

_AUTO = later(r"(?:会|将|都会)(?:被)?自动(?:为[你您]|帮[你您])?(?:续费|续订|续期|扣费续)")
_MANUAL = later(
    r"(?:需要|必须|只能|都要|得)(?:[你您]|用户|自己){0,2}手动(?:充值|续费|续订|续期)|不会自动(?:续费|续订|续期)"
)
#: What is set up by choice, or belongs to one plan, says nothing of others.
_CHOSEN = later(
    r"(?:开通|开启|设置|绑定|选择|勾选|关闭|取消|打开)[^。!?;]{0,20}?(?:自动|后|功能)|(?:这|该|此)(?:款|个|种)?(?:套餐|卡|服务)"
)


@attribute("renewal", triggers=["自动", "手动"], judge=unjudged, single=True, soft=True)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    for sentence in scene.page.holding(_AUTO, _MANUAL):
        text = sentence.text
        for pattern, value in ((_AUTO, "自动"), (_MANUAL, "手动")):
            for found in pattern.finditer(text):
                if _CHOSEN.search(text, max(0, found.start() - 40), found.end() + 10):
                    continue
                said = stance(text, found.start(), found.end())
                polarity = "affirmed" if "不会" in found[0] else said.polarity
                about = tuple(sorted(scene.subjects(sentence, found.start()))) or ("any",)
                span = sentence.span(*found.span())
                yield Claim(span, "到期续费", "renewal", value, about, polarity, said.modality, said.time)
