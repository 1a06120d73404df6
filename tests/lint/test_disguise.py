"""Words and addresses written so that readers see one thing and programs another."""

from collections.abc import Callable

import pytest

from service.lint import run
from service.model import Finding

Lint = Callable[..., list[Finding]]
DISGUISE = [rule for rule in run.rules() if rule.code.startswith("DSG")]

DISGUISED = [
    ("DSG001", "土耳其的 ⟦Turkсell⟧ 有游客套餐。"),
    ("DSG001", "付款可以用 ⟦РaуPaI⟧ 或银行卡。"),
    ("DSG002", "在 ⟦What\u200dsApp⟧ 里找人办卡。"),
    ("DSG002", "报⟦号\u200b码⟧就行。"),
    ("DSG002", "拨 ⟦1414\u2066⁦99⟧ 转人工。"),
    ("DSG003", "下单到 ⟦easyroam【点】shop⟧ 选流量。"),
    ("DSG003", "网址 ⟦thaicard{.}online/buy⟧ ，支持花呗。"),
    ("DSG003", "客户端在 ⟦hxxp://dl.roamfast.example/app⟧ 下载。"),
    ("DSG003", "备用的 ⟦hxxps://m.roamfast.top/a⟧ 也能下。"),
    ("DSG004", "# ⟦日本流量卡|日本上网卡|日本电话卡推荐⟧\n\n买哪种都行。"),
    ("DSG004", "# ⟦免实名手机卡、物联卡、流量卡、接码、虚拟号⟧\n\n买哪种都行。"),
    ("DSG005", "# ⟦越南 SIM 卡購買攻略，办理流程与费用說明⟧\n\n带护照。"),
    ("DSG005", "**⟦菲律賓電話卡实名注册怎么办理⟧**\n\n带护照。"),
]


@pytest.mark.parametrize(("code", "text"), DISGUISED)
def test_a_disguise_is_found(code: str, text: str, lint: Lint) -> None:
    plain, spans = run.marked(text)

    found = [f for f in lint(plain, *DISGUISE) if f.code == code]

    assert [(f.start, f.end) for f in found] == [(s.start, s.end) for s in spans]


@pytest.mark.parametrize(
    "text",
    [
        "招牌上写着 Билайн、Кселл 和 Теле2，应用叫 Мой Beeline。",
        "俄语 SIM-карта 就是 SIM 卡，eSIM-ку 也一样。",
        "in\u00adter\u00adna\u00adtional 这样的软连字符是排版。",
        "阻值 10 kΩ，延迟 20 μs，α 版应用不要装。",
        "到了以后开机\u200b，等信号。",
        "❤️‍🔥 和 👨‍👩‍👧 这样的表情没有关系。",
        "فارسی را می‌شود نوشت.",
        "官网是 www.kcell.kz，客服邮箱是 info@kcell.kz。",
        "警惕 kcell-bonus[.]top 这类假网址。",
        "早上 9 点 in the hall 集合，3 点。com 是后缀。",
        "步骤：[1] 打开设置 [2] 选网络 (a) 数据 (b) 漫游。",
        "# 泰国、越南、马来西亚旅游电话卡怎么选\n\n看流量。",
        "# eSIM 和 SIM 卡有什么区别\n\n一个是芯片。",
        "# 台湾「遠傳電信」门市办理指南\n\n带护照。",
        "# 香港電話卡實名登記：怎樣辦理\n\n帶證件。",
        "# 后台、里程与面板的设置\n\n按说明做。",
        "`Kсell` 是把字母 с 写成西里尔字母的例子。",
    ],
)
def test_other_scripts_signs_and_headings_are_left_alone(text: str, lint: Lint) -> None:
    assert [(f.code, f.quote) for f in lint(text, *DISGUISE)] == []


def test_a_disguised_contact_is_told_once(lint: Lint) -> None:
    found = lint("办卡找 TG：@саrdmеi66，或 Tele\u200bgram：@card\u200bmei66。")

    assert {f.code for f in found if f.category in ("promo-contact", "disguise")} == {"CON001"}


def test_characters_left_over_from_copying_are_told_once_a_paragraph(lint: Lint) -> None:
    found = lint("电\u200b话卡和流\u200b量卡都要登\u200b记。", run.named("DSG002"))

    assert [(f.severity, "3 处" in f.message) for f in found] == [("info", True)]
