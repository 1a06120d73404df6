"""抑制检查的注释要写对，规则名要认得。

写错的注释什么也不抑制，编辑却以为这里已经处理过；认不得的规则名、不能抑制的规则也一样。

改写：照 `<!-- kawen: ignore 规则[, 规则] [until=2027-01-31] -- 理由 -->` 写，规则写代号或名字（`kawen rule` 列出全部）；
整节写 ignore-section，全文写 ignore-file 并放在正文第一段之前。
"""

from collections.abc import Iterator, Sequence

from service.lint.rule import Clash, Desk, Silence, suppression_rule


@suppression_rule(
    "SPR001",
    since="0.2",
    bad=[
        "⟦<!-- kawen: ignore PR0001 -- 引用广告原文 -->⟧\n跟着做，轻松搞定越南的上网问题。",
        "⟦<!-- kawen: disable promotion -- 引用广告原文 -->⟧\n跟着做，轻松搞定越南的上网问题。",
        "# 越南\n\n⟦<!-- kawen: ignore-file promotion -- 引用广告原文 -->⟧\n\n跟着做，轻松搞定越南的上网问题。",
    ],
    good=[
        "<!-- kawen: ignore PRO001 -- 引用广告原文 -->\n跟着做，轻松搞定越南的上网问题。",
        "<!-- kawen: ignore promotion -- 引用广告原文 -->\n跟着做，轻松搞定越南的上网问题。",
        "<!-- kawen: ignore-file promotion -- 引用广告原文 -->\n\n# 越南\n\n跟着做，轻松搞定越南的上网问题。",
    ],
)
def check(told: Sequence[Silence], desk: Desk) -> Iterator[Clash]:
    del desk  # how a comment is written needs no facts
    for one in told:
        wrong = [one.fault] if one.fault else []
        wrong += [f"没有「{name}」这条规则" + (f"，是不是「{near}」？" if near else "") for name, near in one.unknown]
        wrong += [f"规则「{name}」不能抑制" for name in one.refused]
        wrong += [f"「{name}」写了两次" for name in one.twice]
        if wrong:
            yield Clash(one.place, f"这条抑制注释没有起作用：{'；'.join(wrong)}", "照 README 里的写法改正，或者删去。")
