"""不要在文章里公开真实的激活码、卡号和 PUK。

eSIM 激活码谁先用就归谁；完整的 ICCID、IMSI、IMEI 和 PUK 落到别人手里，可以冒名换卡、解锁被偷的卡、顶替登记的手机。
一发出来就收不回去，搜索引擎里也留着。

改写：打码，只留头尾几位；举例用明显的假号码（123456789012345、LPA:1$example.com$XXXX），并写明是例子。
"""

import re
from collections.abc import Iterator

from service.lint.rule import Desk, Page, Problem, Span, rule
from service.text.identifiers import luhn
from service.text.later import later
from service.text.sentences import CODE

_ACTIVATION = later(
    r"(?<![a-z0-9])lpa:1\$(?P<host>[a-z0-9.-]{4,80})\$(?P<code>[a-z0-9-]{6,64})(?:\$[a-z0-9.]{0,40}){0,2}"
)
_NUMBERS = (
    (
        "ICCID",
        later(r"(?:iccid|sim卡?序列号|卡的序列号)[^\d,。!?;\n]{0,12}(?P<digits>89(?:[ -]?\d){17,18})(?![\d*x])"),
    ),
    ("IMSI", later(r"imsi[^\d,。!?;\n]{0,12}(?P<digits>\d(?:[ -]?\d){14})(?![\d*x])")),
    ("IMEI", later(r"(?:imei|串号)[^\d,。!?;\n]{0,12}(?P<digits>\d(?:[ -]?\d){14})(?![\d*x])")),
    ("EID", later(r"(?<![a-z])eid[^\d,。!?;\n]{0,12}(?P<digits>89(?:[ -]?\d){30})(?![\d*x])")),
    ("PUK", later(r"(?<![a-z])puk[12]?码?(?:是|为|:|=){1,2}(?P<digits>\d{8})(?![\d*x])")),
)
_CHECKED = frozenset(("ICCID", "IMEI"))
#: Whatever is shown as the shape of a thing is nobody's.
_SHAPE = later(
    r"例如|比如|示例|样例|范例|举例|譬如|格式|形如|形式|类似|假设|虚构|假号码|模板|占位|测试用|样式|的例子|为例"
)
_PLACEHOLDER = later(
    r"example|test|sample|dummy|your|matching|activation|code|xxx|yyy|zzz|abcd|(\d)\1{5}|012345|123456|234567|345678|987654|(?:12){4}|(?:ab){2}"
)


@rule(
    "CRD002",
    severity="error",
    category="credential-sharing",
    since="0.2",
    triggers=("lpa:", "iccid", "序列号", "imsi", "imei", "串号", "eid", "puk"),
    bad=[
        "手动输入 ⟦LPA:1$rsp.truphone.com$K2-9TQ4N7-1MZB0E⟧ 就能装。",
        "我的卡 ⟦ICCID 是 8977 0150 7309 4826 154⟧，客服一查就知道。",
        "忘了 PIN 的话用 ⟦PUK：70395184⟧ 解锁。",
    ],
    good=[
        "手动输入的激活码形如 LPA:1$rsp.example.com$XXXX-XXXX。",
        "我的卡 ICCID 是 8977 **** **** 6150，客服一查就知道。",
        "忘了 PIN 的话，用卡套上的 8 位 PUK 解锁。",
        "例如 IMEI 是 490154203237518，最后一位是校验码。",
    ],
    authority=["world.esim.one-code-one-phone", "in.safety.esim-qr", "world.safety.pin-puk"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for sentence in page.marked:
        text = sentence.text
        if _SHAPE.search(text) or CODE in text:
            continue
        for found in _ACTIVATION.finditer(text):
            if not _PLACEHOLDER.search(found["host"] + " " + found["code"]):
                yield _problem(sentence.span(*found.span()), "eSIM 激活码", "谁先用就归谁")
        for name, pattern in _NUMBERS:
            for found in pattern.finditer(text):
                digits = re.sub(r"\D", "", found["digits"])
                if not _PLACEHOLDER.search(digits) and (name not in _CHECKED or luhn(digits)):
                    yield _problem(sentence.span(*found.span()), name, "可以用来冒名换卡、解锁或顶替登记")


def _problem(span: Span, name: str, harm: str) -> Problem:
    return Problem(
        span,
        f"公开了一个看来真实的 {name}，{harm}",
        "打码，只留头尾几位；举例用明显的假号码。",
        ("world.esim.one-code-one-phone",) if "eSIM" in name else ("world.safety.pin-puk",) if name == "PUK" else (),
    )
