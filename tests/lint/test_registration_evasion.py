"""Each way round registration is told by the rule that knows its harm, and only once."""

from collections.abc import Callable

import pytest

from service.lint import run
from service.model import Finding

Lint = Callable[..., list[Finding]]
EVASION = [rule for rule in run.rules() if rule.category == "real-name-evasion"]

OFFERED = [
    ("RNE001", "这家网店有⟦零实名的上网卡⟧，寄到酒店。"),
    ("RNE001", "嫌贵的话，可以⟦用物联卡刷视频⟧，一年才几十块。"),
    ("RNE002", "越南的应用收不到码时，换个⟦收码网站⟧再试。"),
    ("RNE002", "网上有⟦公共的海外号码能收到验证码⟧。"),
    ("RNE003", "旺季排队长，⟦中介能替你办理实名⟧。"),
    ("RNE003", "人不在印尼，也能⟦借用同事的护照登记⟧。"),
    ("RNE004", "先⟦生成一个假地址⟧，再去申请。"),
    ("RNE004", "注册德国号码要⟦虚拟的本地身份资料⟧。"),
    ("RNE005", "码头边⟦批发已实名的手机卡⟧，随到随用。"),
    ("RNE005", "小店⟦现货预激活的电话卡⟧，买来就通。"),
]


@pytest.mark.parametrize(("code", "text"), OFFERED)
def test_an_offer_is_found_by_its_own_rule_alone(code: str, text: str, lint: Lint) -> None:
    plain, spans = run.marked(text)

    assert [(f.code, f.start, f.end) for f in lint(plain, *EVASION)] == [(code, s.start, s.end) for s in spans]


@pytest.mark.parametrize(
    "text",
    [
        "物联网卡装在共享单车和水表里，不能当手机卡用。",
        "警方提醒：用物联卡刷视频属于违规使用。",
        "收码网站上的号码谁都能看，别用。",
        "中介说能替你办理实名，不要相信。",
        "同事的护照不能拿来登记你的卡。",
        "填地址时写酒店的名字和街道。",
        "旅行 eSIM 是预激活的，落地就能上网。",
        "这张卡要先实名，再激活。",
        "如何识别已实名的二手卡？",
        "印尼查获了一批已实名的手机卡，店主被罚款。",
    ],
)
def test_warnings_and_proper_use_are_left_alone(text: str, lint: Lint) -> None:
    assert [(f.code, f.quote) for f in lint(text, *EVASION)] == []


def test_every_way_round_has_its_own_reason_and_authority() -> None:
    assert len({rule.docs for rule in EVASION}) == len({rule.authority for rule in EVASION}) == len(EVASION) == 6
