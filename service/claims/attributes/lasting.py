"""卡、号码、套餐、余额能不能一直用：永久有效，还是到期失效。

读自：「这张卡终身有效」「流量永不清零」与「激活 30 天后失效」「月底余额清零」。
多久失效各家不同，事实不能裁断；同一样东西既永久有效、又到期作废，就是自相矛盾。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene, attribute, unjudged
from service.claims.told import Said, noun, plain, told
from service.text.amounts import LENGTH
from service.text.later import later

_GONE = r"(?:失效|过期|到期|作废|收回|回收|停机|注销|清零)"
_EVER = later(
    r"(?:终[身生]|永久|永远|长期|一辈子|一直)(?:都|可以|能|会)?(?:有效|使用|可用|能用|用下去|保留)|(?:永不|永远不会?|从不|绝不)(?:过期|失效|清零|作废|被?回收|停机)"
    r"|(?:没有|无|不设|不限)(?:有效期|期限|使用期限|时间限制)|放多久都(?:能用|有效)|长期稳定(?:使用)?|(?:用|使用)(?:上)?(?:好几|好多|很多|十几|几十|多)年"
)
_ENDS = later(
    rf"(?:第?{LENGTH}(?:后|之后|以后|一到|内)?,?(?:就|即|便|自动|会|将|被|号码|卡){{0,4}}?{_GONE})"
    rf"|有效期(?:只有|仅有?|就|为|是|有|共){{0,2}}{LENGTH}|{LENGTH}(?:内)?(?:不|没有?|未)(?:充值|使用|续费|打电话)[^。!?;\n]{{0,8}}?{_GONE}|(?:月底|期满|到期)(?:后|以后|了|时)?[^,。!?;\n]{{0,8}}?(?:会|将|就|一律|自动)(?:被)?{_GONE}"
    rf"|到期时间(?:是|为)[^,。!?;\n]{{0,8}}?第?{LENGTH}"
)
#: Not the card: what stays in the phone, in a drawer, in a register.
_OTHER = later(r"配置|记录|发票|收据|凭证|照片|档案|护照|签证|登记|保留期|宽限|居民")


@attribute(
    "lasting", triggers=("效", "期", "清零", "年", "永", "终身", "终生", "收"), judge=unjudged, single=True, soft=True
)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    yield from told("lasting", _said(scene))


def _said(scene: Scene) -> Iterator[Said]:
    for sentence in scene.page.holding(_EVER, _ENDS):
        text = sentence.text
        for pattern, value in ((_EVER, "一直有效"), (_ENDS, "会到期")):
            for found in pattern.finditer(text):
                start, end = found.span()
                if _OTHER.search(text, max(0, start - 12), end) or not plain(sentence, start, end, own=True):
                    continue
                about = noun(scene, sentence, end)
                yield Said(sentence, start, end, about[1] + about[0], value, about)
