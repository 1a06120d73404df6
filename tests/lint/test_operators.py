"""Operators as travellers write of them: other countries, roaming, travel cards, history, owners, names that are words."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.lint import run
from service.lint.rule import Article, Desk
from service.model import Finding
from service.text.brands import brands, key

Lint = Callable[..., list[Finding]]
RULES = [run.named(code) for code in ("OPR001", "OPR002", "OPR003", "OPR004")]

#: What must be found, and where.
WRONG = [
    ("去肯尼亚看动物，内罗毕的 Vodacom 营业厅可以办卡。", "OPR001", "Vodacom"),
    ("肯尼亚运营商 Econet 的套餐按天卖。", "OPR001", "Econet"),
    ("到了秘鲁以后，找一家 Telcel 的营业厅就行。", "OPR001", "Telcel"),
    ("去埃塞俄比亚出差，建议办一张当地的 MTN 卡。", "OPR001", "MTN"),
    ("纳米比亚的运营商有 MTC（Mobile Telecommunications Limited）、TelOne 和 TN Mobile。", "OPR001", "TelOne"),
    ("马来西亚四大运营商之外，常见的运营商还有数码通。", "OPR001", "数码通"),
    ("沙特的三家运营商是移动、联通和电信，机场都有柜台。", "OPR001", "移动、联通和电信"),
    ("墨西哥的运营商有中国移动、中国联通，去店里办。", "OPR001", "中国移动、中国联通"),
    ("在爱尔兰，运营商有 eir、Three 和 Globe。", "OPR001", "Globe"),
    ("Yettel 是罗马尼亚最大的运营商。", "OPR001", "Yettel"),
    ("坦桑尼亚的运营商有 Vodacom、Airtel 和 Tigo。", "OPR002", "Tigo"),
    ("在缅甸，主要运营商是 MPT、Telenor 和 Mytel。", "OPR002", "Telenor"),
    ("臺灣的電信公司有中華電信、遠傳電信和亞太電信。", "OPR002", "亞太電信"),
    ("美国四大运营商是 Verizon、AT&T、T-Mobile 和 Sprint。", "OPR002", "Sprint"),
    ("尼日利亚的主要运营商有 MTN、Airtel、Glo 和 9mobile。", "OPR002", "9mobile"),
    ("印尼四大运营商是 Telkomsel、Indosat、XL Axiata 和 Smartfren。", "OPR003", "XL Axiata 和 Smartfren"),
    ("斯里兰卡有三家运营商：Hutch、Dialog 和 Airtel。", "OPR003", "Dialog 和 Airtel"),
    ("英国四大运营商（EE、O2、Vodafone、Three）都卖预付费卡。", "OPR003", "Vodafone、Three"),
    ("哈萨克斯坦的 Altel（隶属于哈萨克电信）信号不错。", "OPR004", "Altel（隶属于哈萨克电信"),
    ("哈萨克斯坦的 Tele2 的母公司是哈萨克电信。", "OPR004", "Tele2 的母公司是哈萨克电信"),
]
#: The same names in harmless company.
FINE = [
    "内罗毕的 Safaricom 营业厅可以办卡。",
    "肯尼亚的 Safaricom 和南非的 Vodacom 有漫游合作。",
    "泰国上网可以用香港数码通的漫游卡。",
    "日本旅游推荐买一张 AIS 的 SIM2Fly。",
    "欧洲多国通用卡由 Orange 提供，在瑞士也能用。",
    "Vodafone 总部在英国，在德国也有网络。",
    "和泰国的 AIS 相比，日本的 docomo 更贵。",
    "从香港出发，CSL 的卡在台湾漫游一天 30 港币。",
    "Airalo 和 Holafly 是旅行 eSIM 品牌，在日本用的是 KDDI 和 SoftBank 的网络。",
    "越南的 Viettel 在柬埔寨叫 Metfone，在老挝叫 Unitel。",
    "印度尼西亚的 Telkomsel 由新加坡的 Singtel 持股 35%。",
    "乌兹别克斯坦的 Ucell 营业厅和哈萨克斯坦的 Kcell 营业厅不通用。",
    "蒙古的 Mobicom 和 Unitel 都能用；俄罗斯的 MTS 只能漫游。",
    "在阿拉木图办卡要去 Kcell 的营业厅，不要找 Ucell 的营业厅。",
    "哈萨克斯坦的运营商里有 Kyivstar 吗？",
    "中国联通在新加坡也卖卡，新加坡的运营商有 Singtel、StarHub 和 M1。",
    "香港的运营商有中国移动香港、CSL、3香港和 SmarTone。",
    "挪威的 Telenor 曾经在缅甸经营。",
    "2020 年以前，美国四大运营商是 Verizon、AT&T、T-Mobile 和 Sprint。",
    "缅甸的 ATOM（原 Telenor Myanmar）在机场有柜台。",
    "Etisalat 改名 e& 以后，阿联酋的运营商是 e& 和 du。",
    "捷克的运营商有 O2、T-Mobile 和 Vodafone。",
    "英国的运营商品牌有 EE、O2、Vodafone、Three、VOXI 和 SMARTY。",
    "马来西亚的 Celcom 和 Digi 已经合并为 CelcomDigi。",
    "2023 年 dtac 与 True 合并，泰国三大运营商变成两家。",
    "Kcell 属于哈萨克电信。",
    "2019 年到 2024 年，哈萨克斯坦的 Tele2 属于哈萨克电信。",
    "哈萨克斯坦的 Tele2 不属于俄罗斯 Tele2。",
]
#: Names that are words, as words.
WORDS = [
    "先看 Three 个选项，再选 Smart 模式。",
    "# 日本上网\n\n买 Play、Plus 会员不如买流量。",
    "# 日本上网\n\n用 Free Wi-Fi 也行，Go 就完了。",
    "# 泰国上网\n\n选项有 True、False 两种。",
    "# 法国上网\n\nApple One、Base 套餐和 Globe 图标。",
    "# 德国上网\n\n1、2、3 步就好，3 天够用。",
]


@pytest.mark.parametrize(("text", "code", "quote"), WRONG)
def test_what_is_wrong_of_an_operator_is_found_where_it_stands(lint: Lint, text: str, code: str, quote: str) -> None:
    assert (code, quote) in [(finding.code, finding.quote) for finding in lint(text, *RULES)]


@pytest.mark.parametrize("text", FINE)
def test_an_operator_in_its_place_is_left_alone(lint: Lint, text: str) -> None:
    assert [(finding.code, finding.quote) for finding in lint(text, *RULES)] == []


@pytest.mark.parametrize("text", WORDS)
def test_a_word_that_is_also_a_name_stays_a_word(lint: Lint, text: str) -> None:
    assert lint(text, *RULES) == []


@pytest.mark.parametrize(
    ("text", "found"), [("运营商有 Three、EE。", True), ("Three 个运营商。", False), ("运营商有 three、EE。", False)]
)
def test_a_common_name_counts_in_its_own_spelling_among_operators(desk: Desk, text: str, found: bool) -> None:
    folded = text.casefold()
    names = [name for *_, name in brands(desk.facts).find(folded, lambda start, end: text[start:end])]

    assert ("three" in names) is found


def test_a_name_that_is_still_the_name_of_today_is_not_written_anew(read: Callable[[str], Article], desk: Desk) -> None:
    article = read("# 泰国的卡\n\n泰国有三家运营商：AIS、dtac、True。\n")
    fixes = [f.fix for f in run.lint(article, desk, RULES) if f.fix]

    assert all(edit.text != article.text[edit.start : edit.end] for fix in fixes for edit in fix.edits)


def test_a_rename_counts_from_its_day(read: Callable[[str], Article], desk: Desk) -> None:
    text = "尼日利亚的主要运营商有 MTN、Airtel、Glo 和 9mobile。"

    def on(day: date) -> list[str]:
        return [finding.quote for finding in run.lint(read(text), replace(desk, today=day), RULES)]

    assert on(date(2025, 8, 7)) == []
    assert on(date(2025, 8, 8)) == ["9mobile"]


def test_an_owner_counts_until_the_sale(read: Callable[[str], Article], desk: Desk) -> None:
    text = "哈萨克斯坦的 Tele2 属于哈萨克电信。"

    assert run.lint(read(text), replace(desk, today=date(2024, 12, 1)), RULES) == []
    [finding] = run.lint(read(text), desk, RULES)
    assert {fact.id for fact in finding.facts} >= {"kz.owner.tele2", "kz.owner.tele2-before"}


def test_every_owner_is_that_of_an_operator_there_is(desk: Desk) -> None:
    ids = {operator.id for operator in desk.facts.operators}

    assert {f.subject for f in desk.facts.facts.values() if f.attribute == "owner"} <= ids


def test_a_brand_that_is_gone_says_since_when_or_who_took_over(desk: Desk) -> None:
    """Those of which neither is known stay silent, so they must stay few."""
    silent = [o.id for o in desk.facts.operators if o.status == "former" and not (o.until or o.successor)]

    assert len(silent) < 12


NAMES = [
    "Kcell",
    "Three",
    "中国移动",
    "MegaCom",
    "dtac",
    "哈萨克电信",
    "Tele2",
    "运营商有",
    "三大运营商",
    "属于",
    "母公司是",
]
PIECES = [
    *NAMES,
    "、",
    "和",
    "（",
    "）",
    "，",
    "。",
    "的",
    "营业厅",
    "泰国",
    "哈萨克斯坦",
    "去",
    "办一张",
    "卡",
    "\n\n",
    "# ",
    " ",
]


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_a_finding_quotes_what_stands_at_its_place(lint: Lint, text: str) -> None:
    for finding in lint(text, *RULES):
        assert finding.code != "LNT001"
        assert text[finding.start : finding.end] == finding.quote


def test_a_name_is_looked_for_as_sentences_show_it(desk: Desk) -> None:
    known = brands(desk.facts)

    assert all(key(name) in known.rows for operator in desk.facts.operators for name in operator.names)
