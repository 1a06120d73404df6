"""词的中间不要夹看不见的字符。

零宽空格、方向控制符这些字符读者看不见，搜索、复制和检查却会被它们打断：躲审核的联系方式常这么写，
方向控制符还能让网址和号码显示成另一个样子。从网页复制来的也要清理。

改写：删去这些字符，重新键入这个词。
"""

from collections.abc import Iterator

from service.claims.addresses import told_elsewhere
from service.lint.rule import Desk, Edit, Fix, Page, Problem, Span, rule
from service.model import Severity
from service.text.disguise import breaks, hidden, turned, unseen
from service.text.spans import Spans


@rule(
    "DSG002",
    severity="warning",
    category="disguise",
    since="0.2",
    bad=[
        "⟦Tele\u200bgram⟧ 频道里有人卖卡。",
        "客服热线 ⟦8800\u202e5553⟧ 全天有人。",
        "办⟦电\u2060话⟧卡要带护照。",
    ],
    good=[
        "Telegram 频道里有人卖卡。",
        "客服热线 88005553 全天有人。",
        "办电话卡要带护照。\u200b",
        "一家人👨\u200d👩\u200d👧的卡要分别登记，⚠️ 别漏。",
    ],
    authority=["https://www.unicode.org/reports/tr36/", "https://www.unicode.org/reports/tr39/"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for block in page.article.blocks:
        if block.kind in ("code", "front-matter"):
            continue
        text = block.plain.text
        code = Spans(block.code)
        leftover: list[tuple[int, int]] = []
        for start, end in hidden(text):
            span = block.plain.span(start, end)
            if code.meet(Span(start, end)) or told_elsewhere(page).meet(span):
                continue
            if not turned(text[start:end]) and not breaks(text[start:end]):
                leftover.append((start, end))  # mostly from copying: once a block is enough
            else:
                yield _problem(page.article.text, span, [span], "warning")
        if leftover:
            spans = [block.plain.span(*place) for place in leftover]
            yield _problem(page.article.text, spans[0], spans, "info")


def _problem(file: str, span: Span, spans: list[Span], severity: Severity) -> Problem:
    again = f"，这一段里共有 {len(spans)} 处" if len(spans) > 1 else ""
    message = f"词的中间夹着看不见的字符{again}，搜索和复制都会出错"
    return Problem(span, message, "删去这些字符，重新键入。", severity=severity, fix=_without(file, spans))


def _without(file: str, spans: list[Span]) -> Fix:
    """The words without what nobody sees in them."""
    places = {
        (span.start + start, span.start + end) for span in spans for start, end in unseen(file[span.start : span.end])
    }
    return Fix("删去看不见的字符", True, tuple(Edit(start, end, "") for start, end in sorted(places)))
