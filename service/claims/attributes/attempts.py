"""PIN 和 PUK 能输错几次。

读自：「PIN 码输错三次会锁卡」「连续 10 次输错 PUK」；只说「多次」的不算。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene, attribute
from service.claims.stance import manner
from service.text.identifiers import compiled, number

_WRONG = r"(?:输入?错(?:误)?|错误(?:地?输入)?|连续输?错?|错)"
_GAP = r"[^,。!?;\n\d]{0,8}?"
_PATTERNS = (
    compiled(rf"<name>{_GAP}{_WRONG}{_GAP}(?P<low><number>)次"),
    compiled(rf"{_WRONG}{_GAP}(?P<low><number>)次(?:的)?(?:sim卡的?)?<name>"),
    compiled(rf"(?P<low><number>)次(?:都)?{_WRONG}(?:了)?(?:sim卡的?)?<name>"),
    compiled(rf"{_WRONG}(?:了|的)?(?:sim卡的?)?<name>{_GAP}(?P<low><number>)次"),
)
#: A password of an account, a phone or a bank card is called PIN too.
_OTHER_PIN = ("账户", "账号", "支付", "银行", "锁屏", "登录", "屏幕", "取款")


@attribute("attempts", triggers=("pin", "puk"), single=True)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    for sentence in scene.page.holding(*_PATTERNS):
        text = sentence.text
        for pattern in _PATTERNS:
            for found in pattern.finditer(text):
                name = found["name"].upper()
                if name not in ("PIN", "PUK") or any(
                    word in text[max(0, found.start() - 8) : found.end()] for word in _OTHER_PIN
                ):
                    continue
                polarity, modality = manner(text, *found.span())
                if modality == "warned":  # 「输错三次会锁卡，当心」 still says how often
                    modality = "stated"
                value = number(found["low"])
                yield Claim(sentence.span(*found.span()), name, "attempts", value, (name,), polarity, modality)
