"""一个词里不要混用拉丁字母和长得一样的西里尔、希腊字母。

这样的词看起来没有差别，搜索和检查却认不出来：冒充品牌、躲过审核的人常这么写；复制粘贴混进来的，读者也搜不到。
整个词都用西里尔字母（Билайн、Мой Beeline）没有问题。

改写：把混进来的字母换成同一种文字的。
"""

from collections.abc import Iterator

from service.claims.addresses import told_elsewhere
from service.lint.rule import Desk, Edit, Fix, Page, Problem, Span, rule
from service.text.brands import brands
from service.text.disguise import latin, mixed, switches
from service.text.spans import Spans

#: Names besides the operators' that are worth disguising.
_NAMES = frozenset(
    (
        "telegram",
        "whatsapp",
        "wechat",
        "weixin",
        "viber",
        "signal",
        "alipay",
        "paypal",
        "visa",
        "mastercard",
        "sim",
        "esim",
    )
)


@rule(
    "DSG001",
    severity="warning",
    category="disguise",
    since="0.2",
    bad=[
        "⟦Kсell⟧ 的套餐写在官网上。",
        "卖家在 ⟦Teleгrаm⟧ 上出没。",
        "⟦Вeeline⟧ 的卡要登记护照。",
    ],
    good=[
        "Kcell 的套餐写在官网上。",
        "卖家在 Telegram 上出没。",
        "Билайн（Beeline）的卡要登记护照，应用叫 Мой Beeline。",
        "俄语把 eSIM 变格写成 eSIMки，阻值写成 10 kΩ。",
    ],
    authority=["https://www.unicode.org/reports/tr39/"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    names = _NAMES | brands(desk.facts).rows.keys()
    for block in page.article.blocks:
        if block.kind in ("code", "front-matter"):
            continue
        text = block.plain.text
        code = Spans(block.code)
        for start, end, reading in mixed(text):
            if code.meet(Span(start, end)):
                continue
            if switches(text[start:end]) < 2 and reading not in names:
                continue
            span = block.plain.span(start, end)
            if not told_elsewhere(page).meet(span):
                yield Problem(
                    span,
                    f"这个词混用了两种文字的字母，看起来是「{reading}」，搜索却找不到",
                    "换成同一种文字的字母。",
                    fix=_in_latin(page.article.text[span.start : span.end], span) if reading in names else None,
                )


def _in_latin(word: str, span: Span) -> Fix | None:
    """A name that is known, in the letters it is written with."""
    right = latin(word)
    return Fix(f"写成「{right}」", True, (Edit(span.start, span.end, right),)) if right.isascii() else None
