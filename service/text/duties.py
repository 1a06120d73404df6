"""What the law of a country asks of whoever takes a SIM card there, as the fact base tells it."""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from service.model import Fact, Facts
from service.text.negation import refused
from service.text.normalise import fold

_PAPERS = r"(?:护照|证件|身份|实名|人脸|刷脸|面容|活体|生物(?:识别|特征|信息)|指纹)"
_MUST = r"(?:要(?!是|么)|须|需要?|必须|才能|才会|才激活|凭|持|强制|规定)"
_NEAR = r"[^。;]{0,30}?"
_IDENTITY = re.compile(
    rf"{_MUST}{_NEAR}(?:{_PAPERS}|登记(?!的?手机|的?设备))|{_PAPERS}[^。;]{{0,60}}?(?:要求|必须|才能|强制|登记|注册)"
)
_ON_PAPERS = re.compile(_PAPERS)
_DEVICE = re.compile(rf"{_MUST}{_NEAR}(?:登记|注册|验证|核验|申报|缴税)")
_OR_ELSE = re.compile(
    r"(?:没有?|未|不)[^,。;]{0,4}(?:登记|注册|验证)[^。;]{0,20}?(?:不能用|停用|停机|断网|封锁|锁机|黑名单)"
)
_OF_DEVICES = re.compile(r"imei|手机|设备|串号")
_TRADE = re.compile(r"企业|商家|进口商")
_DENIED = re.compile(r"不(?:要求|需要|必|用|强制)|无需|免于|不在")


@lru_cache(maxsize=256)
def registration(facts: Facts, today: date, country: str) -> tuple[Fact, ...]:
    """The facts by which a SIM card of the country needs the holder's papers; none where none says so."""
    held = _held(facts, today, country, ("registration",))
    if not any(_says(_IDENTITY, fact) and _ON_PAPERS.search(fold(fact.claim)) for fact in held):
        return ()
    return tuple(fact for fact in held if _ON_PAPERS.search(fold(fact.claim)))


@lru_cache(maxsize=256)
def device(facts: Facts, today: date, country: str) -> tuple[Fact, ...]:
    """The facts by which a phone used with a SIM card of the country must be registered or verified."""
    held = _held(facts, today, country, ("device", "imei"))
    return tuple(
        fact
        for fact in held
        if _OF_DEVICES.search(fold(fact.claim))
        and not _TRADE.search(fact.claim)
        and (_says(_DEVICE, fact) or _OR_ELSE.search(fold(fact.claim)))
    )


def _held(facts: Facts, today: date, country: str, kinds: Iterable[str]) -> list[Fact]:
    """The facts of these kinds about a country that are certain and hold on the day."""
    return [
        fact
        for fact in facts.facts.values()
        if fact.subject == country and fact.kind in kinds and fact.confidence == "high" and fact.holds(today)
    ]


def _says(duty: re.Pattern[str], fact: Fact) -> bool:
    claim = fold(fact.claim)
    return any(not _denied(claim, *found.span()) for found in duty.finditer(claim))


def _denied(claim: str, start: int, end: int) -> bool:
    return refused(claim, start, start + 1) or _DENIED.search(claim, start, end) is not None
