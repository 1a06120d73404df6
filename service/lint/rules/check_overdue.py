"""文章至少每年要核对一次。

资费、登记规定、充值渠道和网络每年都在变。`checked` 是读者判断「这还准不准」的依据：一年没有核对的文章要排进日程，
两年没有核对的文章不能再当作现在的情况给读者看。

改写：逐句对照来源核对一遍，改好以后把 `checked` 写成核对的那一天；不再维护的文章写 `status = "retired"`。
"""

import re
from collections.abc import Iterator
from datetime import date

from service.lint.rule import Desk, Page, Problem, Span, rule
from service.text.later import later

_CHECKED = later(r"^[ \t]*[\"']?checked[\"']?[ \t]*[=:][^\r\n]*", re.MULTILINE)
_HELP = '对照来源核对一遍，再把 checked 写成核对的那一天；不再维护的文章写 status = "retired"。'


@rule(
    "FCT002",
    severity="warning",
    category="fact-upkeep",
    since="0.1",
    bad=[
        "+++\n⟦checked = 2024-11-19⟧\n+++\n# 充值\n",
        "+++\nupdated = 2026-11-01\n⟦checked = 2025-11-19⟧\nstatus = 'draft'\n+++\n# 充值\n",
    ],
    good=[
        "+++\nchecked = 2025-11-20\n+++\n# 充值\n",
        "+++\nchecked = 2024-11-19\nstatus = 'retired'\n+++\n# 充值\n",
        "# 充值\n\n这篇文章上次核对是在 2024-11-19。\n",
    ],
    authority=["https://toml.io/en/v1.0.0"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    article = page.article
    front = next((block.span for block in article.blocks if block.kind == "front-matter"), None)
    if front is None or article.checked is None or article.status == "retired":
        return
    line = _CHECKED.search(article.text, front.start, front.end)
    years = _years(article.checked, desk.today)
    if line and years >= 1:
        place = Span(line.start(), line.start() + len(line[0].rstrip()))
        message = f"上次核对是 {article.checked}，已经超过{'一' if years == 1 else '两'}年"
        yield Problem(place, message, _HELP, severity="info" if years == 1 else "warning")


def _years(since: date, today: date) -> int:
    """Full years gone by, the anniversary itself not yet counted, since an article may be checked on that day."""
    return today.year - since.year - ((today.month, today.day) <= (since.month, since.day))
