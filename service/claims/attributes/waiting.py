"""办一件事要等多久：激活、开通、审核、到账、退款、发货，当天还是几天。

读自：「两小时内激活」「充值即时到账」与「激活要等三到五个工作日」「充值后 48 小时到账」。
「一般几分钟」留有余地，不算；人工与自动、加急与普通是两回事。
"""

import re
from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene, attribute, unjudged
from service.claims.told import Said, noun, plain, told
from service.model import Sentence
from service.text.amounts import NUMBER, number
from service.text.later import later

_SOON = rf"(?:秒(?!杀)|即时|实时|立[即刻]|马上|当场|当天|半小时|{NUMBER}(?:分钟|小时)(?:之?内)?)"


def _deed(nth: int) -> str:
    return rf"(?P<deed{nth}>激活|开通|审核|到账|发货|送达|通过|包过|生效|退款|办好|办理|登记|收到|寄到|送到|收货)"


def _many(nth: int) -> str:
    return rf"(?P<many{nth}>{NUMBER})(?:[至到~-]{NUMBER})?(?P<unit{nth}>个?工作日|天|周|个?星期|小时)"


_FAST = later(
    rf"(?P<soon1>{_SOON})(?:就|即|便|可|能|会|自动|完成|以?内|,|搞定){{0,4}}{_deed(1)}"
    rf"|{_deed(2)}(?:只要|只需|仅需|最快)?(?P<soon2>{_SOON})(?:就|即|便|可|能|会|搞定|完成|以?内|好){{0,3}}(?=[,。!;]|$)"
)
_SLOW = later(
    rf"{_deed(1)}(?:一般|通常|大概)?(?:需要?|要|得|须)(?:等待?|花)?{_many(1)}"
    rf"|(?:充值|付款|下单|提交)?后,?{_many(2)}(?:之?内|以?后|才能?|才会){{0,2}}{_deed(2)}"
    rf"|{_many(3)}(?:之?后|才能?|才会){{1,2}}{_deed(3)}"
)
_SORT = later(r"人工|自动审|加急|普通|首次|一般|通常|大多|最快|转网|携号")
_SAME = {"包过": "激活", "通过": "审核"}


@attribute("waiting", triggers=("工作日", "天", "周", "小时", "星期"), judge=unjudged, single=True, soft=True)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    yield from told("waiting", _said(scene))


def _said(scene: Scene) -> Iterator[Said]:
    for sentence in scene.page.holding(_FAST, _SLOW):
        text = sentence.text
        for found in _FAST.finditer(text):
            soon = found["soon1"] or found["soon2"]
            if _hours(soon) <= 24 and not _SORT.search(text, max(0, found.start() - 14), found.end()):
                yield from _row(scene, sentence, found, found["deed1"] or found["deed2"], "当天")
        for found in _SLOW.finditer(text):
            nth = next(nth for nth in "123" if found["many" + nth])
            many, unit = number(found["many" + nth]) or 0, found["unit" + nth]
            days = many / 24 if unit == "小时" else many * 7 if unit[-1] in "周期" else many
            if days >= 1.5 or (unit != "小时" and "至" in found[0]):
                yield from _row(scene, sentence, found, found["deed" + nth], "要等几天")


def _hours(soon: str) -> float:
    """How long it takes at most; what tells no figure is at once."""
    found = re.match(rf"({NUMBER})小时", soon)
    return number(found[1]) or 0 if found else 0


def _row(scene: Scene, sentence: Sentence, found: re.Match[str], deed: str, value: str) -> Iterator[Said]:
    start, end = found.span()
    if "人工" in sentence.text or not plain(sentence, start, end):
        return
    what = "退款" if "退款" in sentence.text[max(0, start - 12) : end] else _SAME.get(deed, deed)
    kind, which, *_ = noun(scene, sentence, start)
    yield Said(
        sentence, start, end, what, value, (what, which if kind in ("卡", "套餐") else kind if kind == "esim" else "")
    )
