"""文章引用的事实要是现在还成立、按时复核过的。

front matter 的 `facts` 告诉读者和编辑：这篇文章凭什么这么写。引用的事实已经过时，正文多半也过时了；还没到生效日的
事实不能当现在的规定写；过了复核日期的事实可能已经变了。

改写：换成现在成立的那一条（`kawen facts list` 可以按国家和主题找），并照它改正文；过了复核日期的，打开来源核对，
再改事实的 `recheck_by`。不存在的编号由 ART001 报告。
"""

import re
from collections.abc import Iterator

from service.lint.rule import Desk, Page, Problem, Span, rule
from service.text.later import later

_FACTS = later(r"^[ \t]*[\"']?facts[\"']?[ \t]*=", re.MULTILINE)


@rule(
    "FCT001",
    severity="warning",
    category="fact-upkeep",
    since="0.1",
    bad=[
        '+++\nfacts = ["⟦cn.esim.none-before-air⟧"]\n+++\n# 国行手机\n',
        "+++\nfacts = [\n  'cn.esim.iphone-air',\n  '⟦cn.esim.none-before-air⟧',\n]\n+++\n# 国行手机\n",
    ],
    good=[
        '+++\nfacts = ["cn.esim.iphone-air"]\n+++\n# 国行手机\n',
        "+++\nfacts = [\n  'cn.esim.iphone-air',\n  'cn.esim.mainland-iphones',\n]\n+++\n# 国行手机\n",
        "# 国行手机\n\n本文没有列出依据的事实。\n",
    ],
    authority=["cn.esim.none-before-air"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    article, today = page.article, desk.today
    for id in dict.fromkeys(article.facts):
        fact, place = desk.facts.facts.get(id), _place(page, id)
        if fact is None or place is None:
            continue
        if fact.over(today):
            message = f"引用的事实只到 {fact.until} 为止，现在已经不成立：{fact.claim.rstrip('。')}"
            yield Problem(place, message, "换成现在成立的事实，并照它改正文。", past=(id,))
        elif fact.to_come(today):
            message = f"引用的事实到 {fact.since} 才生效：{fact.claim.rstrip('。')}"
            yield Problem(place, message, "生效以前，写明它是将来的规定。")
        elif fact.recheck_by is not None and fact.recheck_by < today:
            message = f"引用的事实应在 {fact.recheck_by} 以前复核，现在可能已经变了"
            yield Problem(place, message, "打开来源核对，再改事实的 recheck_by。", (id,), severity="info")


def _place(page: Page, id: str) -> Span | None:
    """Where front matter names the fact, without its quotes."""
    text = page.article.text
    front = next((block.span for block in page.article.blocks if block.kind == "front-matter"), None)
    begun = _FACTS.search(text, front.start, front.end) if front else None
    if front is None or begun is None:
        return None
    named = re.compile(rf"[\"']({re.escape(id)})[\"']").search(text, begun.end(), front.end)
    return Span(*named.span(1)) if named else Span(*begun.span())
