"""拉丁字母和数字写半角。

全角的「ＳＩＭ」「１００」多半是从别处复制来的：搜索时和半角的对不上，全角的代码和网址照着输入也不通。

改写：改成半角（`--fix` 会做）。
"""

import unicodedata
from collections.abc import Iterator

from service.lint.rule import Desk, Edit, Fix, Page, Problem, Span, rule
from service.text.later import later
from service.text.spans import Spans

_WIDE = later(r"[Ａ-Ｚａ-ｚ０-９]+(?:[．＊＃＋－／＠＿][Ａ-Ｚａ-ｚ０-９＃]+)*")


@rule(
    "DSG006",
    severity="info",
    category="disguise",
    since="0.2",
    bad=[
        "越南的⟦ｅＳＩＭ⟧扫码就能安装。",
        "客服电话是⟦１００８⟧，官网是 ⟦ａｉｓ．ｃｏ．ｔｈ⟧ 。",
    ],
    good=[
        "越南的eSIM扫码就能安装。",
        "客服电话是1008，官网是 ais.co.th 。",
        "照原样引用：`ｅＳＩＭ`。",
    ],
    authority=["https://www.unicode.org/reports/tr11/"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    del desk  # the width of a letter needs no facts
    for block in page.article.blocks:
        if block.kind in ("code", "front-matter"):
            continue
        code = Spans(block.code)
        for found in _WIDE.finditer(block.plain.text):
            if code.meet(Span(*found.span())):
                continue
            span = block.plain.span(*found.span())
            narrow = unicodedata.normalize("NFKC", found[0])
            same = page.article.text[span.start : span.end] == found[0]
            fix = Fix(f"写成半角「{narrow}」", True, (Edit(span.start, span.end, narrow),)) if same else None
            yield Problem(span, f"全角的字母和数字：「{found[0]}」", f"写成半角的「{narrow}」。", fix=fix)
