"""一家运营商查余额的代码或短号：`*102#`、697。

读自：「Beeline 查余额拨 *102#」，代码写成行内代码也读；主语是同句或标题里的运营商，同名品牌按文中的国家分。
对照事实库；这家有记载、写的却是当地另一家或别国同名品牌的，算疑似写错。
"""

from collections.abc import Iterator
from dataclasses import replace

from service.claims.attribute import Claim, Desk, Judged, Scene, attribute, by_facts
from service.claims.dialled import BALANCE, OTHER, TRIGGERS, codes
from service.claims.owners import by_owner


def judge(claim: Claim, desk: Desk) -> Judged:
    """By the facts about codes of any kind first: a code documented for the operator is at least its own."""
    other = by_facts(replace(claim, attribute=OTHER), desk)
    if other.verdict != "not-checkable":
        return replace(other, claim=claim)
    return by_owner(claim, desk)


@attribute(BALANCE, triggers=TRIGGERS, judge=judge)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    yield from codes(scene, desk, BALANCE)
