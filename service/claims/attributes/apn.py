"""一家运营商的接入点名称（APN）。

读自：「Kcell 的 APN 是 internet」「APN 填 internet.beeline.kz」；主语是同句或标题里的运营商。
对照事实库；当地另一家的接入点算用错。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene, attribute
from service.claims.owners import by_owner, called, operators_at
from service.claims.stance import stance
from service.text.later import later

_SAID = later(
    r"(?:apn|接入点)(?:\((?:接入点(?:名称)?|apn)\))?(?:名称|名|地址|设置|一栏|栏)?(?:里|中|处)?(?:都|统一|应|要|请)?(?:是|为|:|=|填写?|填入|填成|设为|设置为|设成|改为|改成|输入|写)"
    r"[「“'\"]?(?P<apn>[a-z][a-z0-9-]{1,20}(?:\.[a-z0-9-]{1,20}){0,4})(?![a-z0-9@])"
)
#: What several operators accept, and what is no access point for data.
_COMMON = frozenset(
    ("internet", "net", "data", "wap", "web", "ims", "mms", "default", "supl", "apn", "ipv4", "ipv6", "ipv4v6")
)


@attribute("apn", triggers=["apn", "接入点"], judge=by_owner)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    page = scene.page
    for sentence in page.holding(_SAID):
        text = page.with_code(sentence).text
        for found in _SAID.finditer(text):
            start, end = found.span("apn")
            # A name inside the value (internet.dito.ph) says nothing of whose it is said to be.
            if any(start <= one.start < end for one in scene.operators_of(sentence)[:1]):
                continue
            about = operators_at(scene, desk, sentence, found.start())
            if not about or found["apn"] in _COMMON:
                continue
            said, span = stance(text, *found.span()), sentence.span(start, end)
            subject = called(scene, desk, sentence, about)
            yield Claim(span, subject, "apn", found["apn"], about, said.polarity, said.modality, said.time)
