"""IMSI、ICCID、IMEI、EID 各标识什么：设备、卡、用户还是 eSIM 芯片。

读自：「IMEI 是手机的串号」「ICCID 就是 IMEI」；把它们当手机号码的由规则 IDN001 管，这里不读。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene, attribute
from service.claims.stance import stance
from service.text.identifiers import compiled
from service.text.later import later

_IS = r"(?:,?(?:其实|实际上|本质上)?(?:也?就是|即(?!可|使)|指的?是|也?是|等于|等同于|又称|也称|又叫|也叫|俗称|称为|相当于|代表)|\((?:即|也就是|又称)?)"
_SERIAL = r"的?(?:唯一)?的?(?:序列号|串号|识别[码号]|唯一(?:编号|标识|号码)|身份证号?|编号|标识[码号符]?)"
_KINDS = {
    "device": rf"(?:手机|设备|终端|移动设备|机身|硬件){_SERIAL}",
    "card": rf"(?:sim卡?|e?sim卡|电话卡|手机卡|卡片|卡){_SERIAL}",
    "subscriber": rf"(?:用户|订户|客户|机主)(?:的?身份)?{_SERIAL}",
    "chip": rf"(?:芯片|euicc|esim芯片|嵌入式芯片){_SERIAL}",
}
_CLAIM = compiled(
    rf"<name>{_IS}(?:一[个种张串]|[你您]的?|每[部张台个])?(?:"
    rf"[^,。!?;、\n与和跟同不非]{{0,6}}?(?:{'|'.join(f'(?P<{kind}>{words})' for kind, words in _KINDS.items())})"
    r"|(?:手机|设备|sim卡|卡)?的?(?P<other>imsi|iccid|imei|eid)(?![a-z])(?:号码?|码)?(?!之外|以外|不同|无关|的一部分|里|中|类似|那样))"
)
_LISTED = later(r"[和与及、/或跟]\Z")


@attribute("identifies", triggers=("imsi", "iccid", "imei", "eid"), single=True)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    for sentence in scene.page.holding(_CLAIM):
        text = sentence.text
        for found in _CLAIM.finditer(text):
            name = found["name"].upper()
            if name in ("PIN", "PUK") or _LISTED.search(text, 0, found.start()):
                continue
            value = next((kind for kind in _KINDS if found[kind]), found["other"])
            if value == found["name"]:
                continue
            said = stance(text, *found.span())
            yield Claim(sentence.span(*found.span()), name, "identifies", value, (name,), said.polarity, said.modality)
