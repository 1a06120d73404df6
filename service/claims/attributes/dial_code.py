"""一家运营商除查余额以外的代码：查套餐余量、查资费、开通服务。

读自：「Kcell 查流量拨 *100#」，代码写成行内代码也读；主语是同句或标题里的运营商，同名品牌按文中的国家分。
对照事实库。代码各家自定、彼此重复，所以只有事实明说不对的才算错。
"""

from collections.abc import Iterator
from dataclasses import replace

from service.claims.attribute import Claim, Desk, Judged, Scene, attribute, by_facts
from service.claims.dialled import BALANCE, OTHER, TRIGGERS, codes


def judge(claim: Claim, desk: Desk) -> Judged:
    """By the facts about this and about balances: a menu often tells both."""
    judged = by_facts(claim, desk)
    if judged.verdict != "not-checkable":
        return judged
    return replace(by_facts(replace(claim, attribute=BALANCE), desk), claim=claim)


@attribute(OTHER, triggers=TRIGGERS, judge=judge)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    yield from codes(scene, desk, OTHER)
