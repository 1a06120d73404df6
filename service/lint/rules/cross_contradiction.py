"""同一个站点的两篇文章不要给出互相矛盾的说法。

一篇说查余额拨 *100#，另一篇说拨 *111#；一篇说设备登记的期限是 30 天，另一篇说 60 天：读者读到哪篇算哪篇，
编辑改了一处，漏了另一处。只在检查多个文件时运行。

改写：查明哪一种对，两篇都改；因套餐、地区或时间而不同的，两篇都写明条件。
"""

from collections.abc import Iterator, Sequence
from dataclasses import astuple

from service.claims.opposed import Side, clashes, side
from service.claims.read import attributes, claims
from service.lint.rule import Clash, Desk, Note, Noted, Page, folder_rule


def gather(page: Page, desk: Desk) -> Iterator[Note]:
    """The claims that another article may contradict, one for each thing said."""
    names = [attribute.name for attribute in attributes() if attribute.single and not attribute.soft]
    seen = set()
    for judged in claims(page, desk, *names):
        said = side(judged, soft=False)
        if said and (said.key, said.value) not in seen:
            seen.add((said.key, said.value))
            yield Note(judged.claim.span, astuple(said))


@folder_rule(
    "CTR002",
    severity="warning",
    category="cross-contradiction",
    since="0.1",
    bad=[
        "# 乌兹别克斯坦电话卡\n\n覆盖最广的是 Ucell。\n=====\n# 塔什干上网\n\n乌兹别克斯坦 ⟦Beeline 的覆盖最广⟧。",
        "# 怎么选\n\n在吉尔吉斯斯坦，最便宜的是 MEGA。\n=====\n# 比什凯克买卡\n\n在吉尔吉斯斯坦，⟦Beeline 的资费最便宜⟧。",
    ],
    good=[
        "# 乌兹别克斯坦电话卡\n\n覆盖最广的是 Ucell。\n=====\n# 塔什干上网\n\n乌兹别克斯坦 Beeline 的覆盖最广吗？没有定论。",
        "# 怎么选\n\n在吉尔吉斯斯坦，最便宜的是 MEGA。\n=====\n# 塔什干买卡\n\n在乌兹别克斯坦，Beeline 的资费最便宜。",
    ],
    gather=gather,
    authority=["kz.operator.ranking-disputed"],
)
def check(noted: Sequence[Noted], desk: Desk) -> Iterator[Clash]:
    sides = [Side(*note.value) for note in noted]
    for nth, against in clashes(zip(sides, noted, strict=True)):
        here, there = noted[nth], noted[against]
        if here.place.path == there.place.path:
            continue  # the rule for one article says so
        yield Clash(
            here.place,
            f"与 {there.place.path} 第 {there.place.line} 行矛盾：这里是「{sides[nth].shown}」，那里是「{sides[against].shown}」",
            "查明哪一种对，两篇都改；因套餐、地区或时间不同的，两篇都写明条件。",
            related=(there.place,),
        )
