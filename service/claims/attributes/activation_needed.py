"""一张卡要不要激活：即插即用，还是必须先激活。

读自：「这张卡即插即用，无需激活」与「这张卡必须先激活才能用」；旅行 eSIM、合约卡、游客卡分开比较。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene, attribute, unjudged
from service.claims.told import Said, noun, plain, told
from service.text.later import later

_NO = later(r"(?:无需|不用|不需要?|不必|免)(?:手动|另外|再|任何)?激活|即插即用|插上就能?用")
_YES = later(r"(?:必须|需要?|要|得)(?:手动|自己|先)?激活[^,。!?;\n]{0,4}?(?:才|方)(?:能|可以?|会)")


@attribute("activation-needed", triggers=("激活",), judge=unjudged, single=True, soft=True)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    yield from told("activation-needed", _said(scene))


def _said(scene: Scene) -> Iterator[Said]:
    for sentence in scene.page.holding(_NO, _YES):
        for pattern, value in ((_NO, "不用激活"), (_YES, "要先激活")):
            for found in pattern.finditer(sentence.text):
                if plain(sentence, *found.span(), own=True):
                    about = noun(scene, sentence, found.start())
                    yield Said(sentence, *found.span(), about[1] + about[0], value, about)
