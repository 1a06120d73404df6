"""拨号代码里的 * 会被 Markdown 吃掉。

正文里直接写的 *111*2#，两个星号会被当成强调的标记，读者在网页上看到的是 1112#，照着拨一定不通。

改写：写成行内代码 `*111*2#`，或者在每个星号前加反斜杠。
"""

from collections.abc import Iterator

from service.lint.rule import Desk, Edit, Fix, Page, Problem, Span, rule
from service.text.later import later

#: A star that opens before a digit, one that closes between digits; neither is escaped.
_EATEN = later(r"(?<![\\*#\d])\*\d{1,4}\*\d[\d*]{0,20}#")


@rule(
    "COD003",
    severity="warning",
    category="code",
    since="0.1",
    bad=["拨打 ⟦*111*2#⟧ 查询流量。", "给朋友充值拨 ⟦*911*2*3#⟧，按提示操作。"],
    good=[
        "拨打 `*111*2#` 查询流量。",
        r"给朋友充值拨 \*911\*2\*3#，按提示操作。",
        "拨打 *111# 或 *112# 查询流量。",
        "套餐有 *3* 种，见表 #2。",
    ],
    authority=["https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    text = page.article.text
    for block in page.article.blocks:
        if block.kind in ("code", "front-matter", "html"):
            continue
        kept = [inline.span for inline in block.inlines if inline.kind in ("code", "html")]
        for found in _EATEN.finditer(text, block.span.start, block.span.end):
            span = Span(*found.span())
            if not any(inline.meets(span) for inline in kept):
                shown = found[0].replace("*", "", 2)
                message = f"代码里的 * 会被当成强调标记，读者看到的是 {shown}"
                fix = Fix("写成行内代码", True, (Edit(span.start, span.end, f"`{found[0]}`"),))
                yield Problem(span, message, f"写成行内代码 `{found[0]}`。", fix=fix)
