"""一篇文章里不要有两种互相矛盾的说法。

前面写「到期自动续费」，后面写「必须手动续费」；这里说 A 最便宜，那里说最便宜的是 B；同一家的查询代码给了两个：读者只能猜。
多半是把几篇文章拼在一起、没有核对的痕迹。

改写：查明哪一种对，只留一种并注明来源；确实因套餐、地区或时间而不同的，写明各自的条件。
"""

from collections.abc import Iterator

from service.claims.opposed import clashes, side
from service.claims.read import attributes, claims
from service.lint.rule import Desk, Page, Problem, rule


@rule(
    "CTR001",
    severity="warning",
    category="self-contradiction",
    since="0.1",
    bad=[
        "# 乌兹别克斯坦电话卡\n\n覆盖最广的是 Ucell。\n\n## 怎么选\n\n⟦Beeline 的覆盖最广⟧，去哪里都有信号。",
        "# 旅行上网\n\n套餐到期后系统会自动续费。\n\n用完之后⟦需要手动续费⟧，不然会断网。",
        "# 续费攻略\n\n⟦续费是让人头疼⟧的问题。\n\n其实续费很简单。",
    ],
    good=[
        "# 乌兹别克斯坦电话卡\n\n覆盖最广的是 Ucell。\n\n## 怎么选\n\nBeeline 的覆盖最广吗？不是。",
        "# 旅行上网\n\n开通自动续费后，套餐到期系统会自动续费。\n\n没有开通的，用完之后需要手动续费。",
        "# 续费攻略\n\n如果续费是让人头疼的问题，可以设置提醒。\n\n其实续费很简单。",
    ],
    authority=["kz.operator.ranking-disputed"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    names = [attribute.name for attribute in attributes() if attribute.single]
    taken = [(one, judged) for judged in claims(page, desk, *names) if (one := side(judged, soft=True))]
    for nth, against in clashes(taken):
        (said, judged), (other, earlier) = taken[nth], taken[against]
        quote = page.article.text[earlier.claim.span.start : earlier.claim.span.end]
        yield Problem(
            judged.claim.span,
            f"与本文另一处矛盾：这里是「{said.shown}」，那里是「{other.shown}」（{' '.join(quote.split())[:40]}）",
            "查明哪一种对，只留一种并注明来源；因套餐、地区或时间不同的，写明条件。",
            (*judged.facts, *earlier.facts),
            severity="info" if judged.claim.attribute == "effort" else None,
            related=(earlier.claim.span,),
        )
