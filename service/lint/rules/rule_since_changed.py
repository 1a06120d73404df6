"""从前对、后来改了的规定，不要写成今天的。

英国早已不在欧盟，欧盟的漫游规定管不到它；入境免税带手机这类规定也会取消。照旧规定做的读者会多付漫游费，或者在海关被征税。
哪天改的，以 `corpus/facts/` 里有来源的事实为准。

改写：写今天的规定和改变的日期；讲历史时写明年份。
"""

from collections.abc import Iterator

from service.claims.read import claims
from service.lint.rule import Desk, Page, Problem, rule


@rule(
    "DAT003",
    severity="warning",
    category="stale-date",
    since="0.2",
    bad=[
        "⟦英国是欧盟成员⟧，拿欧洲的卡去伦敦不收漫游费。",
        "这张卡涵盖⟦欧盟国家，如德国、英国⟧、法国。",
        "# 埃及上网\n\n每个入境的人都可以⟦免税带一部手机⟧。",
    ],
    good=[
        "英国已经脱欧，拿欧洲的卡去伦敦要看套餐。",
        "这张卡涵盖英国和欧盟国家，如德国、法国。",
        "英国是欧盟成员吗？",
        "2020 年以前，英国是欧盟成员，漫游不另收费。",
        "# 埃及上网\n\n从前每个入境的人都可以免税带一部手机，2026 年 1 月 21 日取消了。",
        "# 埃及上网\n\n游客带入境的一部手机免税用 90 天。",
    ],
    authority=["gb.union.left", "eg.device.ninety-days"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for judged in claims(page, desk, "union-member", "phone-allowance"):
        claim = judged.claim
        if claim.earnest and judged.verdict in ("outdated", "contradicted"):
            message = f"这是从前的规定：{judged.reason}"
            yield Problem(claim.span, message, "写今天的规定和改变的日期。", judged.facts, past=judged.past)
