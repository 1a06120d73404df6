"""Claims about codes, numbers and money: said of countries and sellers that no example names, and their look-alikes."""

from collections.abc import Callable

import pytest

from service.lint import run
from service.model import Finding

Lint = Callable[..., list[Finding]]
NUMBERS = tuple(rule for rule in run.rules() if rule.code[:3] in ("COD", "NUM") or rule.code == "PRC002")

WRONG = [
    ("NUM001", "泰国的国际区号是 +65。", "+65"),
    ("NUM001", "# 越南电话卡\n\n当地手机号以 +86 开头。", "+86"),
    ("NUM001", "给蒙古国的朋友打电话要先加 +967。", "+967"),
    ("NUM001", "哈萨克斯坦的電話國碼是 997。", "997"),
    ("NUM001", "打到土耳其，要先拨 0093。", "0093"),
    ("NUM002", "# 日本\n\n紧急电话是 911。", "911"),
    ("NUM002", "在新加坡报警请打 110。", "110"),
    ("NUM002", "# 英国\n\n叫救护车请拨 120。", "120"),
    ("NUM002", "# 阿联酋\n\n真遇到危险，打 110 报警。", "110"),
    ("NUM003", "# 菲律宾\n\n总台电话 +63 2 8730 19283746。", "+63 2 8730 19283746"),
    ("NUM004", "dtac 的客服电话是 1175。", "1175"),
    ("NUM004", "Singtel 的客服热线是 +60 12 345 6789。", None),
    ("NUM004", "Beeline（哈萨克斯坦）客服：+7 495 974 8888", "+7 495 974 8888"),
    ("NUM005", "# 俄罗斯\n\n903 开头的号码是 MegaFon 的。", "903"),
    ("NUM005", "哈萨克斯坦 777 开头的是 Tele2。", "777"),
    ("NUM006", "俄罗斯的 MCC 是 401。", "401"),
    ("NUM006", "# 德国\n\nIMSI 以 208 开头。", "208"),
    ("COD001", "# 哈萨克斯坦\n\n## Tele2\n\n输入 `*105#` 即可查询余额。", "*105#"),
    ("COD001", "# 俄罗斯\n\nTele2 查余额拨 *102#。", "*102#"),
    ("COD001", "# 英国\n\nO2 查余额拨 *101#。", "*101#"),
    ("COD002", "拨 *10O# 查余额。", "*10O#"),
    ("COD002", "# 哈萨克斯坦\n\n查流量请输入 *106，再按拨号键。", "*106"),
    ("COD003", "开通服务拨 *121*3#。", "*121*3#"),
    ("COD004", "# 马来西亚\n\nU Mobile 的 APN 填 diginet。", "diginet"),
    ("COD004", "# 菲律宾\n\nGlobe Telecom 的接入点名称填写 internet.dito.ph。", "internet.dito.ph"),
    ("PRC002", "# 韩国电话卡\n\n流量卡 5 天 3000 日元。", "3000 日元"),
    ("PRC002", "# 泰国电话卡\n\nAIS 的套餐 7 天 200 越南盾。", "200 越南盾"),
    ("PRC002", "2026 年查到，在乌兹别克斯坦充话费 300 RUB 起。", "300 RUB"),
]
FINE = [
    "乌兹别克斯坦的国际区号是+998，吉尔吉斯斯坦是+996。",
    "阿拉木图的区号是 +7 727，阿斯塔纳是 +7 7172。",
    "加拿大和美国的国家代码都是 +1。",
    "# 泰国\n\n绑定的手机号国家代码是 +86。",
    "# 泰国\n\n给父母打电话要先拨 +86。",
    "# 泰国电话卡\n\n不要接听 +855 开头的陌生电话，多半是诈骗。",
    "# 泰国电话卡\n\n从泰国往外打国际长途，先拨 001 或 009，再拨国家代码。",
    "打到土耳其，要先拨 0090。",
    "在日本，报警打 110，火警和急救打 119。",
    "# 法国\n\n急救 15，警察 17，消防 18，统一紧急电话 112。",
    "# 吉尔吉斯斯坦\n\n紧急电话 112。",
    "# 乌兹别克斯坦\n\n报警拨打 102，急救 103。",
    "# 澳门\n\n报警拨打 999，旅客求助 110。",
    "# 泰国\n\n旅游警察热线 1155，有英语服务。",
    "# 泰国\n\n警方抓获 110 人，出动救护车 20 辆。",
    "# 泰国\n\n很多人以为报警打 110，其实是 191。",
    "# 英国\n\n非紧急报警 101，医疗咨询 111。",
    "上海总机 +86 21 6279 8600，东京 +81 3 5777 0000。",
    "AIS 的客服电话：+66 2 271 9000。",
    "# 泰国\n\n## AIS\n\nHolafly 客服：+34 910 482 000。",
    "# 俄罗斯\n\nTele2 客服 611，Beeline 0611，МТС 0890。",
    "# 越南\n\nViettel 拨 *101# 查余额，MobiFone 也是 *101#。",
    "# 哈萨克斯坦\n\nBeeline 查余额拨 *102#，Kcell 拨 *111#。",
    "# 德国\n\nTelekom 和 Vodafone 都拨 *100#，O2 拨 *101#。",
    "拨打 *#06# 查看 IMEI。",
    "拨打 *123 加卡密再按 # 充值。",
    "# 泰国\n\n拨打 *777 查询余额。",
    "套餐价格带 * 的另外付费，#1 是主套餐。",
    "Digi 的 APN 是 diginet，Maxis 的 APN 是 unet。",
    "# 菲律宾\n\n## Globe Telecom\n\nAPN 填 internet 也能连上。",
    "# 日本\n\n国内卡的 IMSI 以 460 开头，当地卡以 440 开头。",
    "# 哈萨克斯坦\n\n旅行 eSIM 的 IMSI 以 454 开头。",
    "# 菲律宾\n\n0917 开头是 Globe，0918 开头是 Smart。",
    "# 日本\n\n070、080、090 开头的是手机号。",
    "# 中亚三国电话卡\n\n哈萨克斯坦的套餐 3000 坚戈，吉尔吉斯斯坦的 300 索姆，乌兹别克斯坦的 50000 苏姆。",
    "# 白俄罗斯电话卡\n\nMTS 的套餐 20 卢布。",
    "# 俄罗斯卡在哈萨克斯坦漫游\n\n每天 300 卢布流量包。",
    "# 韩国\n\n转机日本时，机场的流量卡 3000 日元。",
    "# 文莱\n\n套餐 10 新币。",
    "# 柬埔寨电话卡\n\nCellcard 一周流量卡 2 美元。",
]


@pytest.mark.parametrize(("code", "text", "quote"), WRONG, ids=[f"{code} {text}" for code, text, _ in WRONG])
def test_a_wrong_number_is_found_where_it_stands(code: str, text: str, quote: str | None, lint: Lint) -> None:
    found = [finding.quote for finding in lint(text, *NUMBERS) if finding.code == code]

    assert found
    assert quote is None or found == [quote]


@pytest.mark.parametrize("text", FINE)
def test_a_right_number_and_its_look_alikes_are_left_alone(text: str, lint: Lint) -> None:
    assert [(finding.code, finding.quote) for finding in lint(text, *NUMBERS)] == []


@pytest.mark.parametrize(
    "text",
    [
        "哈萨克斯坦的国家代码不是 +997。",
        "哈萨克斯坦的国家代码是 +997 吗？",
        "网上有的攻略说哈萨克斯坦的国家代码是 +997。",
        "哈萨克斯坦曾计划把国家代码改为 +997。",
        "在新加坡报警不要打 110。",
        "dtac 的客服电话不是 1175。",
        "俄罗斯的 MCC 不是 401。",
        "# 哈萨克斯坦\n\n别用 *105# 查 Tele2 的余额。",
        "# 泰国电话卡\n\n套餐不是 200 越南盾。",
    ],
)
def test_what_is_denied_asked_or_told_of_is_no_claim(text: str, lint: Lint) -> None:
    assert lint(text, *NUMBERS) == []


def test_only_facts_that_are_certain_make_an_error(lint: Lint) -> None:
    sure, unsure = lint("哈萨克斯坦的国家代码是 +997。泰国的国家代码是 +65。", *NUMBERS)

    assert (sure.severity, unsure.severity) == ("error", "warning")
    assert [fact.id for fact in sure.facts] == ["kz.number.plus7"]


def test_a_code_eaten_by_markdown_is_told_as_the_reader_sees_it(lint: Lint) -> None:
    (finding,) = lint("拨打 *911*2*3# 充值。", *NUMBERS)

    assert "9112*3#" in finding.message
    assert lint("拨打 `*911*2*3#` 充值。", *NUMBERS) == []
    assert lint("```\n*911*2*3#\n```\n", *NUMBERS) == []


@pytest.mark.parametrize(
    "line",
    [
        "Kcell 查余额拨 *100# ",
        "Kcell 查余额拨 `*100#` 。",
        "Kcell 701、702 开头 ",
        "AIS 的客服电话是 1175 ",
        "在泰国报警拨打 110 ",
        "*111*2# ",
        "泰国的国家代码是 +65 ",
        "在越南充 500 泰铢套餐 ",
    ],
)
def test_one_line_without_end_costs_no_more_than_its_length(line: str, lint: Lint) -> None:
    assert all(finding.code != "LNT001" for finding in lint(line * 8_000, *NUMBERS))
