"""不要劝读者留着默认的 PIN 码、用生日当密码，或者把它写在手机上。

运营商的默认 PIN 是公开的，生日和连号一猜就中：卡一旦丢了，别人插进自己的手机就能收验证码、转走账户里的钱。

改写：劝读者打开 SIM 卡锁，换成自己记得住、别人猜不到的 PIN；忘了找运营商要 PUK。
"""

import re
from collections.abc import Iterator

from service.lint.advice import advising
from service.lint.rule import Desk, Page, Problem, rule
from service.text.later import later
from service.text.urging import urged

_PIN = r"(?:(?:sim卡?的?|e?sim卡的?|手机卡的?)?(?:默认|初始|出厂)?的?(?:pin码?|puk码?|sim卡密码|初始密码|默认密码|服务密码|开机密码))"
_WEAK = r"(?:简单|好记|容易记|方便记|生日|出生(?:日期|年份)|手机(?:号码?)?[后末]四位|1234|0000|1111|123456|888888|连号|重复(?:的)?数字|顺子|一样的数字|相同的?数字|四个[0-9零一六八])"
_SETS = r"(?:设(?:置|定)?[成为得]?|改[成为]?|换[成为]?|用|弄成|定为|统一为|统一用|取)"
_PLACE = r"(?:卡(?:背|套|片|面)?|手机(?:壳|后盖|背面|套|上)?|便[签条利]贴?|纸条|标签|护照(?:里|上)?|钱包)"
_KEEPS = later(
    rf"{_PIN}[^,。!?;\n]{{0,6}}?(?:不用|不必|无[需须]|没必要|不需要?|用不着|懒得|别|不要)(?:再|去|特意|专门)?(?:改|修改|更改|更换|换|重设)"
    rf"|(?:不用|不必|无[需须]|没必要|不需要?|用不着)(?:再|去|特意|专门)?(?:改|修改|更改|更换|重设)[^,。!?;\n]{{0,4}}?{_PIN}"
    r"|(?:保持|沿用|继续用|继续使用|一直用|保留|留着)(?:着)?(?:原来的?|它的)?(?:默认|初始|出厂)(?:的)?(?:sim卡)?(?:pin码?|密码)"
    rf"|{_PIN}[^,。!?;\n不别勿]{{0,6}}?(?:保持|沿用|留着?|维持)[^,。!?;\n不]{{0,4}}?(?:默认|初始|出厂|原来|原样|不变|1234|0000)"
    rf"|{_PIN}[^,。!?;\n不别勿]{{0,6}}?{_SETS}[^,。!?;\n不别勿]{{0,8}}?{_WEAK}"
    r"|pin码?[^,。!?;\n不别]{0,4}?(?:嫌麻烦|嫌烦|懒得输|图省事)[^。!?;\n]{0,6}?(?:关|取消|不设)|(?:sim卡?锁|pin锁)[^,。!?;\n]{0,2}?(?:没必要|不用|不必|懒得)(?:开|设|启用)"
    rf"|(?:输|开机)[^,。!?;\n]{{0,6}}?{_PIN}[^,。!?;\n]{{0,6}}?,[^,。!?;\n]{{0,6}}?(?:改成|设成|换成)[^,。!?;\n]{{0,4}}?{_WEAK}"
    rf"|{_PIN}(?:(?:和|及|、|与){_PIN})?(?!输|不)[^,。!?;\n不别勿]{{0,4}}?(?:写|贴|抄|记)(?:在|到)[^,。!?;\n]{{0,4}}?{_PLACE}[^,。!?;\n]{{0,4}}"
)
_HARMED = later(r"否则|会被|容易被|猜到|盗|危险|风险|泄露|锁住|锁卡|之后再|以后再|再换|再改|尽快|马上")


@rule(
    "CRD003",
    severity="warning",
    category="insecure-practice",
    since="0.2",
    triggers=("pin", "puk", "密码", "卡锁"),
    bad=[
        "拿到卡以后 ⟦PIN 码不用改⟧，默认的就好记。",
        "建议把 ⟦PIN 设成自己的生日⟧，省得忘。",
        "嫌麻烦的话，⟦沿用默认的 PIN 码⟧就行。",
        "⟦PIN 码写在卡套上⟧，不会忘。",
    ],
    good=[
        "拿到卡以后改掉默认的 PIN 码，别人猜不到。",
        "不要把 PIN 设成自己的生日，丢了卡很容易被猜到。",
        "沿用默认的 PIN 码有风险，丢了卡别人也能用。",
        "开机提示时输入默认 PIN 0000，进系统后再换成自己的。",
        "PIN 码不用改吗？",
        "PIN 码印在卡套上，拿到后改掉。",
    ],
    authority=["cn.safety.sim-lock", "us.safety.sim-swap-ftc"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for sentence in advising(page):
        text = sentence.text
        for found in _KEEPS.finditer(text):
            start, end = found.span()
            before = text[max(0, start - 12) : start]
            if re.search(r"(?:不要|别|勿|切忌|不能|不可|不宜|避免|不建议)[^,。!?;\n]{0,10}\Z", before):
                continue
            if _HARMED.search(text, end, end + 24) or not urged(text, start, end):
                continue
            yield Problem(
                sentence.span(start, end),
                "默认的 PIN 是公开的，生日和连号一猜就中，丢了卡别人就能用",
                "劝读者打开 SIM 卡锁，换成别人猜不到的 PIN。",
                ("cn.safety.sim-lock",),
            )
