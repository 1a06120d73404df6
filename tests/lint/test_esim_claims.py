"""What articles say of eSIMs, of phones that take them, and of unlimited data: caught or left alone."""

from collections.abc import Callable

import pytest
from _pytest.mark import ParameterSet

from service.lint import run
from service.model import Finding

Lint = Callable[..., list[Finding]]

WRONG = {
    "mainland-iphone-esim": [
        "手里是⟦国行的 iPhone 14，也可以添加 eSIM⟧。",
        "⟦iPhone 13 国行版同样支持 eSIM⟧。",
        "在⟦中国大陆买的 iPhone 都自带 eSIM⟧。",
        "⟦內地版 iPhone 能用 eSIM⟧。",
    ],
    "no-sim-tray": [
        "⟦美版 iPhone 15 Pro 到了东京换上当地卡⟧。",
        "⟦iPhone Air 用卡针顶开卡托⟧，放入新卡。",
        "⟦美国买的 iPhone 17，插入实体卡⟧即可。",
    ],
    "unbound-esim": [
        "⟦eSIM 没有地区限制⟧，一张用到底。",
        "这款 ⟦esim 在任何国家都可以上网⟧。",
    ],
    "unlimited-without-cap": [
        "# 首尔上网\n\n柜台卖的 5 天卡⟦流量无限⟧，刷剧没问题。",
        "# 巴黎\n\n| 套餐 | 流量 |\n|---|---|\n| A | ⟦不限流量⟧ |",
        "# 吉隆坡\n\n白天晚上⟦流量敞开用⟧。",
        "# 河内\n\n推荐这个⟦无限高速流量⟧的套餐。",
    ],
}
FINE = {
    "mainland-iphone-esim": [
        "国行 iPhone 没有 eSIM，用不了。",
        "除 iPhone Air 外，国行 iPhone 都不支持 eSIM。",
        "很多攻略说国行 iPhone 支持 eSIM，其实装不上。",
        "国行 iPad 支持 eSIM。",
        "国行 iPhone 能不能用 eSIM？",
        "iPhone XS 以后的机型支持 eSIM，国行除外。",
        "如果国行 iPhone 以后支持 eSIM，会更方便。",
    ],
    "no-sim-tray": [
        "美版 iPhone 15 没有卡槽，不能插当地卡。",
        "港版 iPhone 15 可以换上当地卡。",
        "美版 iPhone 13 可以插入实体卡。",
        "美版 iPhone 15 用 eSIM 代替实体卡。",
        "iPhone Air 不能插实体卡吗？",
    ],
    "unbound-esim": [
        "eSIM 只在套餐覆盖的国家能用。",
        "eSIM 并不是在任何国家都可以上网。",
        "eSIM 充值不受地点限制。",
        "eSIM 技术标准没有国家限制。",
        "在任何国家都可以购买 eSIM。",
    ],
    "unlimited-without-cap": [
        "# 首尔上网\n\n这张卡流量无限。\n\n每天超过 3 GB 后限速 5 Mbps。",
        "# 首尔上网\n\n所谓无限流量，都有公平使用的上限。",
        "# 首尔上网\n\n如果需要无限流量，先看资费页。",
        "# 首尔上网\n\n流量不要随便用。",
        "# 首尔上网\n\n酒店的 Wi-Fi 无限流量。",
        "# 首尔上网\n\n没有无限流量的套餐。",
        "# 无限流量卡怎么选\n\n先看资费页。",
        "# 首尔上网\n\n无限期保留号码。",
    ],
}


def _cases(table: dict[str, list[str]]) -> list[ParameterSet]:
    return [pytest.param(slug, text, id=f"{slug}-{n}") for slug, texts in table.items() for n, text in enumerate(texts)]


@pytest.mark.parametrize(("slug", "text"), _cases(WRONG))
def test_a_wrong_statement_is_found_where_it_is_marked(slug: str, text: str, lint: Lint) -> None:
    plain, spans = run.marked(text)

    assert [f.quote for f in lint(plain, run.named(slug))] == [plain[s.start : s.end] for s in spans]


@pytest.mark.parametrize(("slug", "text"), _cases(FINE))
def test_what_is_true_asked_or_of_something_else_is_left_alone(slug: str, text: str, lint: Lint) -> None:
    assert [f.quote for f in lint(text, run.named(slug))] == []


def test_an_offer_that_some_plans_make_is_only_an_info(lint: Lint) -> None:
    found = lint("# 首尔上网\n\n有些套餐提供无限流量。", run.named("unlimited-without-cap"))

    assert [(f.severity, f.quote) for f in found] == [("info", "无限流量")]
