"""不要教读者猜 PUK，或者乱试着解锁。

PUK 输错十次，卡就永久作废，号码要带证件去营业厅补办。PUK 是随机的八位数字，不是默认值，也不是 PIN，猜不出来。

改写：让读者看卡套、登录运营商的官方应用，或带证件去营业厅要 PUK；拿不到以前不要再输。
"""

from collections.abc import Iterator

from service.lint.advice import advising
from service.lint.rule import Desk, Page, Problem, rule
from service.text.later import later
from service.text.urging import banned_within, urged

_TRY = r"(?:多试|试着?(?:输|填|几)|试试|试出|猜(?:出|中|几|一)|猜着|挨个|一个一个试|一个个试|逐个|随便(?:输|试|填)|随意(?:输|填)|乱(?:输|试|填)|瞎(?:输|试)|总能(?:猜|试))"
_GUESSES = later(
    rf"puk(?!3)[^。!?;\n]{{0,14}}?{_TRY}|{_TRY}[^,。!?;\n]{{0,8}}?puk码?"
    r"|puk[^。!?;\n]{0,10}?[填输](?:入)?[^,。!?;\n]{0,6}?(?:默认|出厂|初始|(?<!新的)(?<!新)pin|1234|0000)(?:码?的?\d{4,8})?"
)
_LIMIT = later(r"十次|10次|作废|报废|锁死|永久")


@rule(
    "INS005",
    severity="error",
    category="insecure-practice",
    since="0.2",
    triggers=("puk",),
    bad=[
        "不记得 ⟦PUK 就多试⟧几次。",
        "⟦PUK 可以填默认的 12345678⟧。",
        "手机要 ⟦PUK 的话，随便输⟧一组也行。",
    ],
    good=[
        "不记得 PUK 就带证件去营业厅，不要多试。",
        "PUK 印在卡套上，没有默认值。",
        "PUK 随便输一组，输错十次卡就作废。",
    ],
    authority=["world.safety.pin-puk"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for sentence in advising(page):
        text = sentence.text
        for found in _GUESSES.finditer(text):
            start, end = found.span()
            if banned_within(text, start, end) or _LIMIT.search(text) or not urged(text, start, end):
                continue
            yield Problem(
                sentence.span(start, end),
                "PUK 猜不出来，输错十次卡就永久作废",
                "写 PUK 在哪里查：卡套、官方应用，或带证件去营业厅。",
                ("world.safety.pin-puk",),
            )
