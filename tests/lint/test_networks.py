"""Which generations work where: shut, still on, planned, and how people say so."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from service.lint import run
from service.lint.rule import Article, Desk
from service.model import Finding

Lint = Callable[..., list[Finding]]
RULES = [run.named(code) for code in ("NET002", "NET003", "NET004")]

WRONG = [
    ("去日本旅游，3G 手机也可以打电话。", "NET002", "error"),
    ("澳洲的 Telstra 仍提供 3G 网络。", "NET002", "error"),
    ("在美国，T-Mobile 依然支持 2G 和 3G。", "NET002", "error"),
    ("德国当地主要使用 3G 网络，速度一般。", "NET002", "error"),
    ("马来西亚的 3G 网络目前还能用。", "NET002", "error"),
    ("只要手机支持 3G 网络就可以在日本上网。", "NET002", "error"),
    ("# 韩国上网\n\n韩国目前使用 2G、3G、4G 网络。", "NET002", "error"),
    ("台灣的 3G 服務仍可正常使用。", "NET002", "warning"),
    ("新加坡的运营商提供 3G、4G 和 5G 网络。", "NET002", "warning"),
    ("瑞士还在用 2G。", "NET002", "warning"),
    ("中国移动香港的 3G 网络仍可使用。", "NET002", "warning"),
    ("# 日本 SIM 卡攻略\n\n三大运营商都覆盖了 3G、4G 网络。", "NET002", "warning"),
    ("哈萨克斯坦 3G 已经停用。", "NET003", "warning"),
    ("法国 2G 已全面关闭。", "NET003", "warning"),
    ("日本计划于 2026 年 3 月底停止 3G 服务。", "NET004", "warning"),
    ("美国的 3G 网络即将关闭。", "NET004", "warning"),
]
FINE = [
    "日本在 2026 年 3 月 31 日关闭了 3G。",
    "2015 年日本还在使用 3G 网络。",
    "你的手机支持 4G 并兼容 3G，在日本可以上网。",
    "日本已经没有 3G 网络，只支持 3G 的手机用不了。",
    "中国的 3G 手机在日本漫游不了。",
    "哈萨克斯坦目前仍在使用 3G。",
    "法国目前仍在使用 3G 网络。",
    "印尼的 Telkomsel 提供 2G、4G 和 5G 网络。",
    "马来西亚 2G 还在用。",
    "3G 手机在日本还能用吗？",
    "不要以为 3G 手机在日本还能用。",
    "香港的 3香港还在提供 3G。",
    "德国 3G 已在 2021 年关闭，2G 还能用。",
    "docomo 2021 年宣布 3G 将在 2026 年 3 月 31 日结束，如今日本已经没有 3G。",
    "这款路由器支持 3G、4G 网络，在日本可用。",
    "在日本，eSIM 套餐提供 4G/5G 网络。",
    "泰国的 2G 和 3G 计划在 2026 年关闭。",
    "瑞士早已关闭 2G。",
    "日本没有 2G，也没有 3G。",
    "肯尼亚的运营商提供 2G、3G 和 4G 网络。",
    "哈萨克斯坦的 3G 还没有全部关闭。",
]


@pytest.mark.parametrize(("text", "code", "severity"), WRONG)
def test_a_generation_told_against_the_facts_is_found(lint: Lint, text: str, code: str, severity: str) -> None:
    assert [(finding.code, finding.severity) for finding in lint(text, *RULES)] == [(code, severity)]


@pytest.mark.parametrize("text", FINE)
def test_history_plans_phones_and_other_countries_are_left_alone(lint: Lint, text: str) -> None:
    assert [(finding.code, finding.quote) for finding in lint(text, *RULES)] == []


def test_a_network_is_shut_from_its_day(read: Callable[[str], Article], desk: Desk) -> None:
    text = "德国目前仍在使用 3G。"

    assert run.lint(read(text), replace(desk, today=date(2021, 6, 1)), RULES) == []
    assert [finding.code for finding in run.lint(read(text), desk, RULES)] == ["NET002"]


def test_what_a_country_has_is_wrong_only_if_it_is_wrong_of_every_country_named(lint: Lint) -> None:
    assert lint("日本和哈萨克斯坦目前仍在使用 3G。", *RULES) == []


def test_one_place_is_reported_once(lint: Lint) -> None:
    found = [finding for finding in lint("德国当地主要使用 3G 网络。") if finding.category == "network-outdated"]

    assert [finding.code for finding in found] == ["NET002"]
