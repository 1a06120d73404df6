"""Sources that are missing, nameless or nobody's."""

from collections.abc import Callable

import pytest

from service.lint import run
from service.model import Finding

Lint = Callable[..., list[Finding]]
SOURCES = [run.named(code) for code in ("SRC001", "SRC002", "SRC003", "SRC004")]
PRICES = "- 日卡 60 令吉\n- 周卡 120 令吉\n- 流量 10 GB\n- 余额拨 *124#\n- 2025年起涨价\n"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("SRC001", "⟦打开官方应用程序，按提示充值⟧。"),
        ("SRC001", "换卡请⟦到运营商的官方网站办理⟧；联系 [卖家](https://t.me/simsell9)。"),
        ("SRC003", "⟦数据显示⟧，这家在山区最稳。"),
        ("SRC003", "⟦业内人士透露⟧，下月要降价。"),
        ("SRC004", "套餐⟦资料来源：百度⟧。"),
        ("SRC004", "⟦网友分享⟧的方法是先激活再登记。"),
    ],
)
def test_a_reader_who_cannot_look_it_up_is_spared_the_search(code: str, text: str, lint: Lint) -> None:
    plain, spans = run.marked(text)

    assert [(f.code, f.start, f.end) for f in lint(plain, *SOURCES)] == [(code, s.start, s.end) for s in spans]


def test_an_article_of_prices_without_a_source_is_told_once_at_its_title(lint: Lint) -> None:
    found = lint(f"# 马来西亚套餐\n\n{PRICES}", *SOURCES)

    assert [(f.code, f.level, f.severity, f.quote) for f in found] == [("SRC002", "article", "info", "# 马来西亚套餐")]


@pytest.mark.parametrize(
    "text",
    [
        f'+++\nsources = [{{url = "https://www.hotlink.com.my/", title = "Hotlink", seen = 2026-11-20}}]\n+++\n# 套餐\n\n{PRICES}',
        f"# 套餐\n\n{PRICES}\n见 [Hotlink](https://www.hotlink.com.my/)。",
        f"# 套餐\n\n{PRICES}\n截至 2026-11-20，以官网公布的为准。",
        "据哈通社 2026 年 1 月报道，办卡要做人脸识别。",
        "手机根据数据显示的格数选网络，专家模式可以关掉。",
        "他说这张卡好用。",
        "参考资料很多，网上说的不要全信。",
        "在应用商店搜「MyTelkomsel」，下载官方应用充值。",
        "官网和营业厅都能查。",
    ],
)
def test_texts_with_sources_and_plain_words_are_left_alone(text: str, lint: Lint) -> None:
    assert [(f.code, f.quote) for f in lint(text, *SOURCES)] == []
