"""一个标题里不要混用简体字和繁体字。

简繁夹杂的标题多是为了同时讨好两边的搜索而拼出来的，读者会觉得文章是机器拼凑的，站内搜索也会漏掉它。

改写：全篇用同一种字体；引用界面上的繁体按钮名时加引号。
"""

from collections.abc import Iterator

from service.lint.rule import Desk, Page, Problem, rule
from service.text.headlines import headline
from service.text.later import later
from service.text.normalise import scripts

_KANA = later("[\u3040-\u30ff]")
_QUOTED = later(r"「[^「」]{0,40}」|『[^『』]{0,40}』|“[^“”]{0,40}”|《[^《》]{0,40}》|[（(][^（）()]{0,40}[）)]")
#: One odd character is a slip of the keyboard; two of each kind are two texts.
_LEAST = 2


@rule(
    "DSG005",
    severity="info",
    category="disguise",
    since="0.2",
    bad=[
        "# ⟦泰國電話卡怎么选购⟧\n\n先看流量。",
        "# ⟦马来西亚门号续费說明與價格⟧\n\n先看有效期。",
    ],
    good=[
        "# 泰国电话卡怎么选购\n\n先看流量。",
        "# 馬來西亞門號續費說明與價格\n\n先看效期。",
        "# 香港「電話儲值卡」实名登记怎么办理\n\n在营业厅办。",
        "# 日本ドコモ手机卡購買与続約\n\n在店里办。",
    ],
    authority=["https://developers.google.com/search/docs/essentials/spam-policies"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for block in page.article.blocks:
        if not headline(block) or _KANA.search(block.plain.text):
            continue
        text = _QUOTED.sub("", block.plain.text)
        simplified, traditional = scripts(text)
        if simplified >= _LEAST and traditional >= _LEAST:
            span = block.plain.span(0, len(block.plain.text))
            yield Problem(span, "标题里简体字和繁体字混在一起", "全篇用同一种字体；引用的按钮名加引号。")
