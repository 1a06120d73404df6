"""What lets a price or a rule pass for dated, and what only looks like a date."""

from collections.abc import Callable

import pytest

from service.lint import run
from service.model import Finding

Lint = Callable[..., list[Finding]]
PRICE, NOW, PAST = run.named("PRC001"), run.named("DAT001"), run.named("DAT003")


@pytest.mark.parametrize(
    "stamp",
    [
        "更新日期：2026-10-01",
        "（2026 年 10 月核对）",
        "Last reviewed: 12 September 2026",
        "价格查于 01/09/2026",
        "更新日期：115 年 9 月 1 日",
        "资费整理于 2026 年夏天。",
        "截至 2026 年 10 月的资料。",
    ],
)
def test_a_line_that_says_when_the_text_was_checked_dates_its_prices(lint: Lint, stamp: str) -> None:
    assert not lint(f"# 印尼电话卡\n\n{stamp}\n\n游客卡 150000 印尼盾，有 20 GB。", PRICE)


@pytest.mark.parametrize(
    "event",
    [
        "2017 年两家公司合并。",
        "2018 年发布的手机大多能用。",
        "自 2023 年 7 月起要登记护照。",
        "登记的最后期限是 2023 年 7 月 25 日。",
        "优惠活动截止 2018 年 8 月。",
    ],
)
def test_when_something_else_happened_dates_no_price(lint: Lint, event: str) -> None:
    assert lint(f"# 印尼电话卡\n\n{event}\n\n游客卡 150000 印尼盾，有 20 GB。", PRICE)


def test_a_recent_date_at_the_top_of_a_long_text_does_not_date_all_of_it(lint: Lint) -> None:
    filler = "先看手机有几个卡槽。\n\n" * 30

    assert lint(f"# 印尼电话卡\n\n2026 年 8 月去了巴厘岛。\n\n{filler}游客卡 150000 印尼盾。", PRICE)


@pytest.mark.parametrize("head", ["价格", "月费(泰铢)", "售价", "参考价格"])
def test_a_bare_number_in_a_column_of_prices_is_a_price(lint: Lint, head: str) -> None:
    found = lint(f"# 泰国流量卡\n\n| 套餐 | {head} |\n|---|---|\n| 7 天 | 399 |\n| 15 天 | 599 |", PRICE)

    assert [finding.quote for finding in found] == ["399", "599"]


@pytest.mark.parametrize("head", ["天数", "流量(GB)", "客服", "免费通话(分钟)"])
def test_a_bare_number_in_another_column_is_none(lint: Lint, head: str) -> None:
    assert not lint(f"# 泰国流量卡\n\n| 套餐 | {head} |\n|---|---|\n| 标准 | 399 |\n| 加大 | 599 |", PRICE)


def test_a_column_dated_in_its_header_is_dated(lint: Lint) -> None:
    text = "# 泰国流量卡\n\n| 套餐 | 2026-11-05 官网价 |\n|---|---|\n| 7 天 | 399 |\n| 15 天 | 599 泰铢 |"

    assert not lint(text, PRICE)


@pytest.mark.parametrize(
    "text",
    [
        "最近看了十几篇中文文章，十篇写“30 天内必须登记”。",
        "现在还能看到“必须五天内登记护照”的旧攻略。",
        "最近有读者来信，说店员要求登记 IMEI，问是不是骗局。",
        "目前没有任何机构要求你付登记费。",
    ],
)
def test_what_was_read_or_heard_lately_is_no_claim_of_today(lint: Lint, text: str) -> None:
    assert not [finding for finding in lint(f"# 登记\n\n{text}", NOW) if finding.level == "span"]


@pytest.mark.parametrize(
    "text",
    [
        "英国属于欧盟国家，欧盟卡在伦敦照用。",
        "该卡支持欧盟成员国（如法国、意大利、英国）漫游。",
        "2 元区：涵盖欧盟的一些国家，如英国、德国。",
    ],
)
def test_a_country_that_has_left_the_union_is_called_stale(lint: Lint, text: str) -> None:
    assert [finding.code for finding in lint(f"# 欧洲上网卡\n\n{text}", PAST)] == ["DAT003"]


@pytest.mark.parametrize(
    "text",
    [
        "法国属于欧盟国家，英国不在里面。",
        "英国和欧盟国家的漫游费不一样。",
        "英国脱欧以后，漫游另外收费。",
        "欧盟国家（如法国、意大利）互相漫游不加价，英国除外。",
        "2015 年英国还是欧盟成员，那时没有这项规定。",
    ],
)
def test_who_tells_it_right_is_left_alone(lint: Lint, text: str) -> None:
    assert not lint(f"# 欧洲上网卡\n\n{text}", PAST)
