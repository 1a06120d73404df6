"""没有用到的抑制要删去。

文章改好了，注释还留着：下一次同样的错误写进来就没有人看见。只有这次运行了的、判断单篇文章的规则才算没有用到；
比较多篇文章的规则要看同时检查了哪些文件，不在此列。

改写：删去注释，或者只删去没有用到的那条规则（`--fix` 会做）。
"""

from collections.abc import Iterator, Sequence

from service.lint.rule import Clash, Desk, Silence, suppression_rule


@suppression_rule(
    "SPR004",
    since="0.2",
    bad=[
        "⟦<!-- kawen: ignore PRO001 -- 引用广告原文 -->⟧\n办卡要带护照。",
        "⟦<!-- kawen: ignore CRD001, PRO001 -- 引用广告原文 -->⟧\n跟着做，轻松搞定越南的上网问题。",
    ],
    good=[
        "<!-- kawen: ignore PRO001 -- 引用广告原文 -->\n跟着做，轻松搞定越南的上网问题。",
        "<!-- kawen: ignore DUP001 -- 与另一站点同文，已获授权 -->\n# 越南\n\n办卡要带护照。",
    ],
)
def check(told: Sequence[Silence], desk: Desk) -> Iterator[Clash]:
    del desk  # whether a comment was used needs no facts
    for one in told:
        if one.unused:
            names = "、".join(one.unused)
            yield Clash(one.place, f"{names} 在这里没有发现问题，不用抑制", "删去没有用到的部分。", fix=one.without)
