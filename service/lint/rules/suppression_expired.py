"""过了期的抑制要处理掉。

写着 until 的抑制是暂时的：等官网更新、等卖家答复。到了那一天它就不再起作用，被它抑制的问题重新报告。

改写：改正文章并删去注释；确实还要等的，核对以后写新的日期和理由。
"""

from collections.abc import Iterator, Sequence

from service.lint.rule import Clash, Desk, Silence, suppression_rule


@suppression_rule(
    "SPR003",
    since="0.2",
    bad=[
        "⟦<!-- kawen: ignore PRO001 until=2026-03-01 -- 等卖家答复 -->⟧\n跟着做，轻松搞定越南的上网问题。",
        "⟦<!-- kawen: ignore-file promotion until=2025-12-31 -- 旧文待改 -->⟧\n\n跟着做，轻松搞定越南的上网问题。",
    ],
    good=[
        "<!-- kawen: ignore PRO001 until=2999-03-01 -- 等卖家答复 -->\n跟着做，轻松搞定越南的上网问题。",
        "<!-- kawen: ignore-file promotion -- 旧文存档 -->\n\n跟着做，轻松搞定越南的上网问题。",
    ],
)
def check(told: Sequence[Silence], desk: Desk) -> Iterator[Clash]:
    del desk  # the day was compared when the comment was judged
    for one in told:
        if one.expired:
            message = f"这条抑制到 {one.until} 为止，已经不起作用"
            yield Clash(one.place, message, "改正文章并删去注释；还要等的，核对以后写新的日期。")
