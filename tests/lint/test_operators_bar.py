"""The bar for operators: no brand is called wrong where it works, nine of ten are where it does not."""

from collections import defaultdict
from collections.abc import Callable, Iterator

import phonenumbers
import pytest
from phonenumbers.carrierdata import CARRIER_DATA

from service.lint import run
from service.lint.rule import Desk
from service.model import Finding, Operator
from service.text.brands import brands, key

Lint = Callable[..., list[Finding]]

WORDINGS = [
    "{country}的主要运营商有{one}、{other}和{name}。",
    "在{country}，运营商包括{one}和{name}。",
    "{name}是{country}最大的运营商。",
    "{country}最大的运营商是{name}。",
    "去{country}旅游推荐办{name}的卡。",
    "{country}的{name}营业厅周末也开门。",
    "{name}在{country}设有营业厅。",
    "到了{country}以后买一张当地的{name}电话卡。",
    "{country}运营商{name}的套餐便宜。",
    "在{country}，{one}、{other}和{name}三家运营商都卖预付费卡。",
]
#: Every how many of the brands that do not work in a country are tried there; coprime to how many wordings there are.
STRIDE = 23
#: Where the number plan has a name that works elsewhere only, and what it is there.
SETTLED = {
    ("CH", "MTEL"): "Telekom Srpske 的虚拟运营商，和保加利亚从前的 Mtel 无关",
    ("CL", "Mobilink"): "智利的小公司，和巴基斯坦从前的 Mobilink 无关",
    ("CL", "Viva"): "智利的小公司，和海湾国家从前的 VIVA 无关",
    ("DE", "Mtel"): "Telekom Srpske 的虚拟运营商，和保加利亚从前的 Mtel 无关",
    ("DE", "T-Mobile"): "号段表里的旧名；德国的移动业务如今叫 Telekom",
    ("DK", "Unitel"): "丹麦的批发商，和蒙古、老挝、安哥拉的 Unitel 无关",
    ("IL", "Ooredoo"): "巴勒斯坦的 Ooredoo 用以色列国家号码",
    ("NG", "Lebara"): "只有号段，没有查到开业",
    ("RU", "Sprint"): "俄罗斯的小公司，和美国从前的 Sprint 无关",
    ("SI", "T-2"): "斯洛文尼亚的 T-2 和俄罗斯的 t2 写法不同",
    ("TZ", "Viettel"): "越南 Viettel 在坦桑尼亚的品牌是 Halotel",
}


JUDGES = [run.named("operator-misidentified"), run.named("operator-renamed")]


def named(lint: Lint, text: str, *categories: str) -> list[Finding]:
    return [finding for finding in lint(text, *JUDGES) if finding.category in categories]


def local(desk: Desk) -> dict[str, list[Operator]]:
    at: dict[str, list[Operator]] = defaultdict(list)
    for operator in desk.facts.operators:
        if operator.status == "active" and not operator.successor:
            for code in operator.countries:
                at[code].append(operator)
    return {code: at[code] for code in sorted(brands(desk.facts).known)}


def present(operator: Operator) -> list[str]:
    return [name for name in (*operator.names, *operator.common) if name not in operator.former]


def told(desk: Desk, code: str, name: str, wording: str) -> str:
    country = next(land.name for land in desk.words.countries if land.code == code)
    beside = [now for o in local(desk)[code] for now in present(o)[:1] if key(now) != key(name)]
    return wording.format(country=country, name=name, one=beside[0], other=beside[-1])


def wrong_pairs(desk: Desk) -> Iterator[tuple[str, str]]:
    known = brands(desk.facts)
    for nth, code in enumerate(sorted(known.known)):
        names = sorted({name for operator in desk.facts.operators for name in (*operator.names, *operator.common)})
        yield from ((code, name) for name in names[nth % STRIDE :: STRIDE] if code not in known.homes[key(name)])


def test_the_markets_of_ninety_countries_are_known(desk: Desk) -> None:
    assert len(brands(desk.facts).known) >= 90


@pytest.mark.parametrize("wording", WORDINGS)
def test_no_brand_is_called_wrong_where_it_works(lint: Lint, desk: Desk, wording: str) -> None:
    accused = []
    for code, operators in local(desk).items():
        for operator in operators:
            present = [name for name in (*operator.names, *operator.common) if name not in operator.former]
            said = [told(desk, code, name, wording) for name in present]
            accused += [text for text in said if named(lint, text, "operator-country-mismatch", "operator-outdated")]

    assert accused == []


def test_nine_of_ten_brands_are_found_where_they_do_not_work(lint: Lint, desk: Desk) -> None:
    pairs = list(wrong_pairs(desk))
    missed = []
    for nth, (code, name) in enumerate(pairs):
        text = told(desk, code, name, WORDINGS[nth % len(WORDINGS)])
        if name not in [finding.quote for finding in named(lint, text, "operator-country-mismatch")]:
            missed.append(text)

    assert len(pairs) > 1000
    assert len(missed) / len(pairs) <= 0.1, missed[:40]


def test_the_number_plans_know_no_other_country_for_a_brand(desk: Desk) -> None:
    """An independent second opinion: prefixes and the carriers they were allotted to."""
    known = brands(desk.facts)
    plans: dict[int, set[str]] = defaultdict(set)
    for prefix, spelt in CARRIER_DATA.items():
        code = next(int(prefix[:n]) for n in (1, 2, 3) if int(prefix[:n]) in phonenumbers.COUNTRY_CODE_TO_REGION_CODE)
        plans[code].add(spelt.get("en") or next(iter(spelt.values())))
    # Without one country a calling code, a prefix does not say where it is.
    disagree = {
        (land.code, name)
        for land in desk.words.countries
        for name in plans[phonenumbers.country_code_for_region(land.code)]
        if land.code not in ("US", "CA", "RU", "KZ")
        and key(name) in known.homes
        and land.code not in known.homes[key(name)]
        and (land.code, name) not in SETTLED
    }

    assert disagree == set()
