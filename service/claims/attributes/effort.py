"""一件事是难还是容易：充值、续费、办卡、激活。

读自：「续费并不难」「充值很简单」与「续费是让人头疼的问题」「办卡流程复杂」。
难易没有事实可查；同一篇文章先说头疼、后说毫不费力，是为了推销而写的套话。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Judged, Scene, attribute, unjudged
from service.model import Modality
from service.text.later import later

_TASK = r"(?P<task>充值|续费|办卡|买卡|购卡|激活|注册|开卡)"
_GAP = r"[^,。!?;]{0,12}?"
_EASY = later(
    rf"{_TASK}{_GAP}(?:(?:非常|十分|很|特别|其实|都|也|相当|超级?){{0,3}}(?:简单|容易|轻松|方便快捷)(?!的(?:步骤|方法|介绍))|(?:并|也|都|其实){{0,2}}不(?:是(?:什么|一[件个])?(?:难事|难题|麻烦事)|复杂|难|麻烦))"
)
_HARD = later(
    rf"{_TASK}{_GAP}(?:(?:是|成为?了?|算是|可谓)[^,。!?;]{{0,10}}?(?:头疼|头痛|难题|麻烦|一大问题|痛点)|(?:非常|十分|很|特别|相当|比较|极为?){{1,2}}(?:复杂|繁琐|麻烦|困难|困扰))"
)
_LESS = later(r"不再|告别|解决|摆脱|曾经|以前|如果|不会|看似|表面|貌似|可能|如何|怎么")
_ASKED = later(r"[吗?]")


def judge(claim: Claim, desk: Desk) -> Judged:
    """Nothing settles it, but of the two it is the complaint that opens a sales talk."""
    if claim.value == "困难":
        return Judged(claim, "unverified", "没有依据的套话")
    return unjudged(claim, desk)


@attribute("effort", triggers=["头疼", "头痛", "难", "麻烦", "复杂", "繁琐", "困"], judge=judge, single=True, soft=True)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    for sentence in scene.page.holding(_EASY, _HARD):
        text = sentence.text
        for pattern, value in ((_EASY, "容易"), (_HARD, "困难")):
            for found in pattern.finditer(text):
                if _LESS.search(text, max(0, found.start() - 12), found.end() + 4):
                    continue
                manner: Modality = "asked" if _ASKED.search(text, found.end()) else "stated"
                yield Claim(
                    sentence.span(*found.span()), found["task"], "effort", value, (found["task"],), "affirmed", manner
                )
