"""What an attribute is: how claims about it are read off a page, and how facts judge them."""

import inspect
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from service.claims.scene import Scene
from service.model import Claim, Desk, Fact, Facts, Judged, Ruling
from service.text.normalise import fold

__all__ = ["Attribute", "Claim", "Desk", "Judged", "Scene", "attribute", "by_facts", "operator_facts", "unjudged"]

Read = Callable[[Scene, Desk], Iterator[Claim]]
Judge = Callable[[Claim, Desk], Judged]


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute as the registry knows it; its docs are its module's.

    `triggers` are words, folded and without spaces: a page with none of them says nothing about it.
    `single` says that one subject has one value, so that two texts which give two contradict each other;
    `soft` that only a text which contradicts itself is worth a word, since authors may well differ.
    """

    name: str
    docs: str
    triggers: tuple[str, ...]
    single: bool
    soft: bool
    read: Read
    judge: Judge


def attribute(
    name: str,
    *,
    triggers: Sequence[str] = (),
    judge: Judge | None = None,
    single: bool = False,
    soft: bool = False,
) -> Callable[[Read], Attribute]:
    """Declare an attribute by its reader; without a judge of its own, facts with its name decide.

    `single` says that a subject has no values but those the facts list, so any other is wrong.
    """

    def declare(read: Read) -> Attribute:
        docs = inspect.cleandoc(sys.modules[read.__module__].__doc__ or "")
        decide = judge or (lambda claim, desk: by_facts(claim, desk, single=single))
        return Attribute(name, docs, tuple(triggers), single, soft, read, decide)

    return declare


def by_facts(claim: Claim, desk: Desk, *, single: bool = False) -> Judged:
    """What the facts about the claim's subjects and attribute say of its value.

    A subject that may mean several things is wrong only if it is wrong of all of them.
    """
    rulings = [_by_facts(claim, desk, about, single) for about in claim.about]
    for wanted in ("supported", "not-checkable", "unverified", "not-yet", "outdated", "contradicted"):
        for ruled in rulings:
            if ruled.verdict == wanted:
                return ruled
    return Judged(claim, "not-checkable", "事实库里没有可以对照的事实")


def _by_facts(claim: Claim, desk: Desk, about: str, single: bool) -> Judged:
    told = facts_about(desk.facts, about, claim.attribute)
    held = [fact for fact in told if fact.holds(desk.today) and fact.kind != "not-documented"]
    if rows := _with(held, claim.value):
        return _judged(claim, "supported", rows)
    if rows := [fact for fact in held if claim.value in fact.wrong]:
        return _judged(claim, "contradicted", rows)
    over = [fact for fact in told if fact.over(desk.today)]
    if rows := _with(over, claim.value):
        return _judged(claim, "outdated", _deciding(held) or rows, past=rows)
    if rows := _with([fact for fact in told if fact.to_come(desk.today)], claim.value):
        return _judged(claim, "not-yet", rows)
    unknown = [fact for fact in told if fact.holds(desk.today) and fact.kind == "not-documented"]
    if rows := [fact for fact in unknown if not fact.values or claim.value in fact.values]:
        return _judged(claim, "unverified", rows)
    if single and (rows := _deciding(held)):
        return _judged(claim, "contradicted", rows)
    return Judged(claim, "not-checkable", "事实库里没有可以对照的事实")


def facts_about(facts: Facts, about: str, name: str) -> tuple[Fact, ...]:
    """The facts of one subject and attribute, in file order."""
    return facts.by_attribute.get((about, name), ())


def unjudged(claim: Claim, desk: Desk) -> Judged:
    """For what no fact can settle: such claims are only compared with each other."""
    del desk  # a judge's signature
    return Judged(claim, "not-checkable", "没有可以对照的事实，只与其他说法比较")


def operator_facts(desk: Desk, *names: str) -> tuple[str, ...]:
    """The ids of the facts about operators that speak of all these folded names."""
    told = (fact for fact in desk.facts.facts.values() if fact.kind == "operator" and fact.holds(desk.today))
    return tuple(fact.id for fact in told if all(name in fold(fact.claim) for name in names))


def _with(facts: Iterable[Fact], value: str) -> list[Fact]:
    return [fact for fact in facts if value in fact.values]


def _deciding(facts: Iterable[Fact]) -> list[Fact]:
    """Those that say what the value is."""
    return [fact for fact in facts if fact.values]


def _judged(claim: Claim, verdict: Ruling, rows: Sequence[Fact], past: Sequence[Fact] = ()) -> Judged:
    """Conflicting or uncertain facts carry no error."""
    unsure = any(fact.confidence != "high" or fact.conflicts for fact in rows)
    reason = "；".join(fact.claim.rstrip("。") for fact in rows[:2]) + "。"
    if past and past[0].until:
        reason = f"{past[0].claim.rstrip('。')}，只到 {past[0].until} 为止。" + ("" if rows == past else reason)
    ids = tuple(fact.id for fact in rows if fact not in past)
    return Judged(claim, verdict, reason, ids, tuple(fact.id for fact in past), unsure)
