"""What the fact base says about countries other than Kazakhstan, in sentences as travellers write them."""

from collections.abc import Callable
from datetime import date

import pytest

from service.lint.rule import Desk
from service.model import Finding
from service.text import duties
from service.text.brands import brands
from service.text.normalise import fold

Lint = Callable[..., list[Finding]]

TRUE = [
    "泰国的主要运营商有 AIS 和 True，dtac 已并入 True。",
    "马来西亚的主要运营商有 Maxis、CelcomDigi、U Mobile 和 unifi。",
    "在马来西亚，老品牌 Celcom 的信号在乡下也不差。",
    "新加坡的运营商包括 Singtel、StarHub、M1 和 SIMBA。",
    "印尼的主要运营商有 Telkomsel、Indosat Ooredoo Hutchison 和 XL Axiata。",
    "印度尼西亚的运营商有 XLSMART、Smartfren 和 AXIS。",
    "菲律宾的主要运营商有 Globe Telecom、Smart Communications 和 DITO。",
    "越南的主要运营商有 Viettel、Vinaphone 和 MobiFone。",
    "柬埔寨的运营商包括 Cellcard、Metfone 和 Smart Axiata。",
    "老挝的主要运营商有 Lao Telecom、Unitel 和 ETL。",
    "缅甸的主要运营商有 MPT、ATOM、Mytel 和 Ooredoo。",
    "尼泊尔的运营商有 Nepal Telecom 和 Ncell。",
    "印度的主要运营商有 Jio、Airtel 和 BSNL。",
    "斯里兰卡的运营商有 Dialog Axiata、SLTMobitel 和 Hutch。",
    "巴基斯坦的主要运营商有 Zong、Ufone 和 Telenor。",
    "孟加拉国的运营商包括 Grameenphone、Robi、Banglalink 和 Airtel。",
    "马尔代夫的运营商有 Dhiraagu 和 Ooredoo。",
    "日本的主要运营商有 NTT docomo、KDDI、SoftBank 和 Rakuten Mobile。",
    "韩国的主要运营商是 SK Telecom、KT 和 LG U+。",
    "香港的主要运营商有 CSL、数码通、3香港和中国移动香港。",
    "澳门的运营商有 CTM、3 Macau 和 SmarTone。",
    "台湾的主要运营商有中华电信、台湾大哥大和远传电信。",
    "臺灣的電信商有中華電信、台灣大哥大、遠傳電信，以及已經併走的台灣之星。",
    "阿联酋的运营商有 e& 和 du，e& 就是从前的 Etisalat。",
    "沙特的主要运营商有 stc、Mobily 和 Zain。",
    "卡塔尔的运营商有 Ooredoo 和 Vodafone。",
    "阿曼的运营商包括 Omantel、Ooredoo 和 Vodafone。",
    "约旦的运营商有 Zain、Orange 和 Umniah。",
    "土耳其的主要运营商有 Turkcell、Vodafone 和 Türk Telekom。",
    "阿塞拜疆的运营商有 Azercell、Bakcell 和 Nar Mobile。",
    "塔吉克斯坦的主要运营商有 Tcell、MegaFon、Babilon-M 和 ZET-Mobile。",
    "格鲁吉亚的运营商有 Magti、Silknet 和 Cellfie。",
    "蒙古国的主要运营商有 Mobicom、Unitel、Skytel 和 G-Mobile。",
    "亚美尼亚的运营商有 VivaCell-MTS、Ucom 和 Team Telecom。",
    "英国的主要运营商有 EE、O2、Vodafone 和 Three UK。",
    "法国的主要运营商有 Orange、SFR、Bouygues Telecom 和 Free Mobile。",
    "德国的主要运营商有 Deutsche Telekom、Vodafone、O2 和 1&1。",
    "意大利的主要运营商有 TIM、Vodafone、WindTre 和 Fastweb。",
    "西班牙的主要运营商有 Movistar、Orange、Vodafone、Yoigo 和 Digi。",
    "比利时的运营商包括 Proximus、Orange Belgium 和 Telenet。",
    "瑞士的主要运营商有 Swisscom、Sunrise UPC 和 Salt Mobile。",
    "澳大利亚的主要运营商有 Telstra、Optus 和 Vodafone。",
    "新西兰的运营商有 One NZ、Spark New Zealand 和 2degrees。",
    "美国的主要运营商有 T-Mobile、AT&T 和 Verizon。",
    "加拿大的运营商包括 Telus、Bell Mobility、Rogers Wireless 和 Koodo。",
]
#: A foreign brand among local operators, marked.
WRONG = [
    ("泰国的主要运营商有 AIS、True 和 Viettel。", "Viettel"),
    ("马来西亚的主要运营商有 Maxis、CelcomDigi 和 Telkomsel。", "Telkomsel"),
    ("新加坡的运营商包括 Singtel、StarHub 和 Optus。", "Optus"),
    ("印尼的主要运营商有 Telkomsel、Indosat 和 Maxis。", "Maxis"),
    ("菲律宾的主要运营商有 Globe Telecom、DITO 和 dtac。", "dtac"),
    ("越南的主要运营商有 Viettel、Vinaphone 和 Metfone。", "Metfone"),
    ("柬埔寨的运营商包括 Cellcard、Metfone 和 Vietnamobile。", "Vietnamobile"),
    ("缅甸的主要运营商有 MPT、Mytel 和 TrueMove H。", "TrueMove H"),
    ("尼泊尔的运营商有 Ncell 和 Jio。", "Jio"),
    ("斯里兰卡的运营商有 Dialog Axiata、Hutch 和 Dhiraagu。", "Dhiraagu"),
    ("日本的主要运营商有 NTT docomo、SoftBank 和 SK Telecom。", "SK Telecom"),
    ("韩国的主要运营商是 KT、LG U+ 和 KDDI。", "KDDI"),
    ("香港的主要运营商有 CSL、数码通和远传电信。", "远传电信"),
    ("台湾的主要运营商有中华电信、远传电信和数码通。", "数码通"),
    ("澳门的运营商有 CTM 和 Singtel。", "Singtel"),
    ("阿联酋的运营商有 Etisalat、du 和 Mobily。", "Mobily"),
    ("卡塔尔的运营商有 Ooredoo 和 Omantel。", "Omantel"),
    ("土耳其的主要运营商有 Turkcell、Vodafone 和 Kyivstar。", "Kyivstar"),
    ("塔吉克斯坦的主要运营商有 Tcell、Babilon-M 和 Ucell。", "Ucell"),
    ("格鲁吉亚的运营商有 Magti、Silknet 和 Turkcell。", "Turkcell"),
    ("蒙古国的主要运营商有 Mobicom、Unitel 和 Kcell。", "Kcell"),
    ("英国的主要运营商有 EE、O2 和 Verizon。", "Verizon"),
    ("法国的主要运营商有 Orange、SFR 和 Movistar。", "Movistar"),
    ("德国的主要运营商有 Vodafone、O2 和 Swisscom。", "Swisscom"),
    ("意大利的主要运营商有 TIM、WindTre 和 Bouygues。", "Bouygues"),
    ("西班牙的主要运营商有 Movistar、Yoigo 和 Proximus。", "Proximus"),
    ("瑞士的主要运营商有 Swisscom、Salt Mobile 和 congstar。", "congstar"),
    ("澳大利亚的主要运营商有 Telstra、Optus 和 2degrees。", "2degrees"),
    ("美国的主要运营商有 T-Mobile、AT&T 和 Telus。", "Telus"),
    ("加拿大的运营商包括 Telus、Koodo 和 T-Mobile。", "T-Mobile"),
    ("哈萨克斯坦的主要运营商有 Kcell、Beeline 和 Turkcell。", "Turkcell"),
]
#: Countries where nobody gets a card without papers, by facts of high confidence.
STRICT = {"TH": "泰国", "MY": "马来西亚", "VN": "越南", "ID": "印度尼西亚", "RU": "俄罗斯", "DE": "德国"}
STRICT |= {
    "HK": "香港",
    "MO": "澳门",
    "PH": "菲律宾",
    "LA": "老挝",
    "BE": "比利时",
    "PL": "波兰",
    "HU": "匈牙利",
    "ZA": "南非",
}
#: Countries that block phones which nobody registered.
BY_IMEI = {"UZ": "乌兹别克斯坦", "KG": "吉尔吉斯斯坦", "ID": "印度尼西亚"}


def named(lint: Lint, text: str, rule: str) -> list[Finding]:
    return [finding for finding in lint(text) if finding.rule == rule]


@pytest.mark.parametrize("text", TRUE)
def test_operators_that_work_there_are_no_mistake(lint: Lint, text: str) -> None:
    assert not named(lint, text, "operator-misidentified")


@pytest.mark.parametrize(("text", "name"), WRONG)
def test_a_foreign_brand_among_local_operators_is_found(lint: Lint, text: str, name: str) -> None:
    [finding] = named(lint, text, "operator-misidentified")

    assert text[finding.start : finding.end] == name


@pytest.mark.parametrize(
    "text",
    [
        "# 哈萨克斯坦电话卡\n\n对中国游客来说，Beeline 的套餐比较划算。",
        "# 泰国上网\n\n中国护照也能办，AIS 的流量卡在机场就有。",
        "# 日本上网\n\n3HK 的套餐覆盖日本和韩国。",
        "波兰的运营商有 Orange、Play、Plus 和 T-Mobile。",
        "罗马尼亚的运营商有 Orange、Vodafone、Telekom 和 Digi。",
        "瑞典的运营商有 Telia、Telenor、Tele2 和 Tre。",
    ],
)
def test_where_the_list_is_not_complete_nobody_is_accused(lint: Lint, text: str) -> None:
    assert not named(lint, text, "operator-misidentified")


def test_every_operator_works_in_a_country_that_has_a_name(desk: Desk) -> None:
    codes = {land.code for land in desk.words.countries}

    assert {code for operator in desk.facts.operators for code in operator.countries} <= codes


def test_ordinary_words_are_no_operators(desk: Desk) -> None:
    names = {fold(name) for operator in desk.facts.operators for name in operator.names}

    assert not names & {"smile", "one", "three", "play", "do", "free", "smart", "globe", "base", "salt", "spark", "yes"}
    assert not names & {"移动", "联通", "电信", "telekom", "sunrise", "jazz", "dialog", "life", "best", "au"}


def test_the_operators_of_the_readers_own_country_are_left_alone(desk: Desk) -> None:
    assert "CN" not in brands(desk.facts).known


@pytest.mark.parametrize("name", STRICT.values())
def test_a_guide_without_a_word_on_papers_is_found(lint: Lint, name: str) -> None:
    text = f"# {name}买卡攻略\n\n到了以后去商场购买一张当地的 SIM 卡，挑流量多的套餐。"

    assert named(lint, text, "missing-registration-notice")


@pytest.mark.parametrize("name", STRICT.values())
def test_a_card_without_papers_is_a_mistake(lint: Lint, name: str) -> None:
    text = f"# {name}买卡攻略\n\n便利店的预付费卡不需要任何证件，付了钱就拿走。"

    assert "error" in {finding.severity for finding in named(lint, text, "papers-denied")}


@pytest.mark.parametrize("name", STRICT.values())
def test_a_guide_that_says_what_to_bring_is_fine(lint: Lint, name: str) -> None:
    text = f"# {name}买卡攻略\n\n到营业厅购买一张当地的 SIM 卡，带好护照原件，店员会当场做人脸识别。"

    assert not named(lint, text, "missing-registration-notice")


@pytest.mark.parametrize("name", ["英国", "法国", "美国", "新西兰"])
def test_where_no_duty_is_sourced_none_is_demanded(lint: Lint, name: str) -> None:
    text = f"# {name}买卡攻略\n\n到了以后去商场购买一张当地的 SIM 卡，挑流量多的套餐。"

    assert not named(lint, text, "missing-registration-notice")
    assert not named(lint, text, "missing-imei-notice")


@pytest.mark.parametrize("name", BY_IMEI.values())
def test_a_guide_without_a_word_on_imei_is_found(lint: Lint, name: str) -> None:
    text = f"# {name}买卡\n\n带着护照去购买一张当地的 SIM 卡。出发前看看手机支持哪些频段。"

    assert named(lint, text, "missing-imei-notice")


def test_duties_begin_on_their_day(desk: Desk) -> None:
    begun = {
        code: min(f.since for f in duties.registration(desk.facts, desk.today, code) if f.since) for code in STRICT
    }

    assert begun["TH"] == "2025-08-18"
    assert not duties.registration(desk.facts, date(2025, 8, 17), "TH")
    assert not duties.registration(desk.facts, date(2026, 6, 30), "ID")


@pytest.mark.parametrize(
    "text", ["AIS 的套餐覆盖日本、韩国和台湾。", "在日本可以用 AIS 的亚洲卡。", "dtac 的旅行卡在韩国也能上网。"]
)
def test_a_travel_product_is_not_taken_for_a_local_operator(lint: Lint, text: str) -> None:
    assert named(lint, f"# 日本上网\n\n{text}\n", "operator-misidentified") == []
