"""抑制检查要写明理由。

不写理由的抑制，下一位编辑不知道该不该留：是核对过的例外，还是图省事？没有理由的注释不起作用。

改写：在 -- 后面写明为什么这里可以例外，最好附上核对的日期或链接。
"""

from collections.abc import Iterator, Sequence

from service.lint.rule import Clash, Desk, Silence, suppression_rule


@suppression_rule(
    "SPR002",
    since="0.2",
    bad=[
        "⟦<!-- kawen: ignore PRO001 -->⟧\n跟着做，轻松搞定越南的上网问题。",
        "⟦<!-- kawen: ignore-section promotion until=2027-06-01 -- -->⟧\n\n# 越南\n\n跟着做，轻松搞定越南的上网问题。",
    ],
    good=[
        "<!-- kawen: ignore PRO001 -- 引用广告原文，下文反驳 -->\n跟着做，轻松搞定越南的上网问题。",
        "<!-- kawen: ignore-section promotion until=2027-06-01 -- 等卖家答复 -->\n\n# 越南\n\n跟着做，轻松搞定越南的上网问题。",
    ],
)
def check(told: Sequence[Silence], desk: Desk) -> Iterator[Clash]:
    del desk  # whether a reason is given needs no facts
    for one in told:
        if not one.reason and not one.fault:
            yield Clash(one.place, "抑制检查没有写理由，所以不起作用", "在 -- 后面写明为什么这里可以例外。")
