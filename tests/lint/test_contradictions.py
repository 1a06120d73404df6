"""Two statements about one thing in one text that cannot both be true, and pairs that only look so."""

from collections.abc import Callable

import pytest

from service.lint import run
from service.model import Finding
from service.text.negation import quoted

Lint = Callable[..., list[Finding]]
SAID_TWICE, COUNTED = run.named("self-contradiction"), run.named("list-count")


@pytest.mark.parametrize(
    "text",
    [
        "10GB 30天套餐售价 299 泰铢。\n\n10GB 15天套餐售价 199 泰铢。",
        "10GB 30天套餐在市区是 299 泰铢。\n\n10GB 30天套餐在机场要 399 泰铢。",
        "10GB 30天套餐原价 399 泰铢，活动价 299 泰铢。",
        "2025 年 10GB 30天套餐是 299 泰铢，2026 年涨到 349 泰铢。",
        "10GB 30天套餐 299 泰铢。\n\n10GB 30天套餐 299 泰铢，不含手续费。",
    ],
)
def test_prices_of_other_plans_places_and_years_do_not_contradict_each_other(text: str, lint: Lint) -> None:
    assert lint(f"# 流量卡\n\n{text}", SAID_TWICE) == []


def test_the_later_of_two_statements_is_reported_and_points_to_the_first(lint: Lint) -> None:
    (found,) = lint("# 流量卡\n\n真正不限量，绝不降速。\n\n每天 2 GB，用完降至 256 kbps。", SAID_TWICE)

    assert found.quote == "用完降至"
    assert [place.quote for place in found.related] == ["绝不降速"]


def test_statements_about_two_countries_do_not_contradict_each_other(lint: Lint) -> None:
    text = "# 办卡\n\n## 英国\n\n买卡一律不需要护照。\n\n## 意大利\n\n买卡必须出示护照。"

    assert lint(text, SAID_TWICE) == []


def test_a_list_with_items_inside_items_is_not_counted(lint: Lint) -> None:
    assert lint("# 激活\n\n激活分两步：\n\n1. 插卡\n   - 小卡\n2. 开机\n", COUNTED) == []


def test_an_open_list_of_operators_is_not_counted(lint: Lint) -> None:
    assert lint("# 加纳\n\n当地有两家运营商：MTN、Telecel、AT 等。", COUNTED) == []


@pytest.mark.parametrize(("text", "inside"), [("看到“永不断线”就走", True), ("“好”，永不断线，“对”", False)])
def test_words_between_marks_are_quoted_and_words_between_two_quotations_are_not(text: str, inside: bool) -> None:
    start = text.index("永不")

    assert quoted(text, start, start + 4) is inside
