"""IMSI、ICCID、IMEI、EID、PIN、PUK 各有几位数字。

读自：「IMEI 是 15 位」「输入 4 位 PIN 码」「EID（32 位）」；「最后 4 位」「第 15 位」说的是其中一段，不算。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene, attribute
from service.claims.stance import stance
from service.text.identifiers import compiled, number

_LENGTH = (
    r"(?P<low><number>)(?:位?(?:[-~到至或、/]|或者)(?P<high><number>))?位(?!验证|运营商|用户|客户|旅客|游客|乘客|置)"
)
_PATTERNS = (
    compiled(
        rf"<name>\(?[^,。!?;\n\da-z()前后末尾第次头至到国网其中里区校]{{0,12}}?(?<![前后末尾第])(?<!最[前后])(?<!\d){_LENGTH}"
    ),
    compiled(rf"(?<![前后末尾第\d])(?<!开头)(?<!最[前后]){_LENGTH}(?:数字?|数码)?的?(?:sim卡的?)?<name>"),
)
#: A password of an account, a phone or a bank card is called PIN too.
_OTHER_PIN = ("账户", "账号", "支付", "银行", "锁屏", "登录", "解锁手机", "取款", "客户", "端口", "转网")


@attribute("digits", triggers=("imsi", "iccid", "imei", "eid", "pin", "puk"), single=True)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    for sentence in scene.page.holding(*_PATTERNS):
        text = sentence.text
        for pattern in _PATTERNS:
            for found in pattern.finditer(text):
                name = found["name"].upper()
                before = text[max(0, found.start() - 8) : found.end()]
                if name == "PIN" and any(word in before for word in _OTHER_PIN):
                    continue
                said = stance(text, *found.span())
                for numeral in filter(None, (found["low"], found["high"])):
                    value = number(numeral)
                    yield Claim(
                        sentence.span(*found.span()), name, "digits", value, (name,), said.polarity, said.modality
                    )
