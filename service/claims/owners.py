"""Whose a number is said to be, and whose it is: operators and countries in reach of a place, and a judge for both."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from service.claims.attribute import by_facts
from service.claims.scene import Named, Scene
from service.model import Claim, Desk, Fact, Facts, Judged, Operator, Sentence
from service.text.beside import beside
from service.text.later import later

#: A name that is no known operator's takes the code that follows: 「AIS 拨 *121#，True 拨 …」.
_OTHER_NAME = later(
    r"[,;、。](?!(?:app|ussd|e?sim|wi-?fi|sms|id|imei|iphone|android|ios|[345]g)(?![a-z]))[a-z][a-z0-9!&.-]{1,19}(?:的)?(?:预付费?|手机)?(?:用户|卡|号码?)?(?:则|就|是|要|可以?|得|查余额|余额){0,3}(?:拨打?|打|按|发|输入|用|:)"
)
#: A sentence that names more is a list or an attack; what follows it is nobody's in particular.
_MOST = 64


@beside()
def operators(facts: Facts) -> dict[str, Operator]:
    """The operators of a fact base by id."""
    return {operator.id: operator for operator in facts.operators}


def operators_at(scene: Scene, desk: Desk, sentence: Sentence, at: int) -> tuple[str, ...]:
    """The operators meant by what stands at a place, those of the country spoken of where it is known."""
    ids = _subjects(scene, sentence, at)
    rows, here = operators(desk.facts), _lands(scene, sentence)
    local = {id for id in ids if here & set(rows[id].countries)}
    return tuple(sorted(local or ids))


def _subjects(scene: Scene, sentence: Sentence, at: int) -> frozenset[str]:
    here = scene.operators_of(sentence)
    if nth := before(here, at):
        return (
            frozenset() if _OTHER_NAME.search(sentence.text, max(here[nth - 1].end, at - 40), at) else here[nth - 1].ids
        )
    if len(here) > _MOST:
        return frozenset()
    # Before the first name it is the same for every place of the sentence.
    return scene.page.kept(("subjects", scene.number(sentence)), lambda: scene.subjects(sentence, at))


def _lands(scene: Scene, sentence: Sentence) -> frozenset[str]:
    return scene.page.kept(("lands", scene.number(sentence)), lambda: scene.lands_of(sentence))


def called(scene: Scene, desk: Desk, sentence: Sentence, ids: tuple[str, ...]) -> str:
    """How a sentence names these operators; by the name of their row where a heading does."""
    for one in scene.operators_of(sentence)[:_MOST]:
        if one.ids & set(ids):
            return scene.known.spelt[one.name]
    return operators(desk.facts)[ids[0]].name


def lands_at(scene: Scene, sentence: Sentence, at: int) -> tuple[str, ...]:
    """The country meant by what stands at a place: the last one named before it in the sentence, else the only
    one after it, else that of the heading or the article. Empty when it may be several."""
    named = scene.countries[scene.number(sentence)]
    if nth := before(named, at):
        return tuple(named[nth - 1].ids)
    found = frozenset[str]().union(*(one.ids for one in named[:_MOST])) or _lands(scene, sentence)
    return tuple(found) if len(found) == 1 else ()


def before(named: Sequence[Named], at: int) -> int:
    """How many of the names, which stand in order, end before a place."""
    return bisect_right(named, at, key=lambda one: one.end)


def by_owner(claim: Claim, desk: Desk) -> Judged:
    """By facts; besides, a value documented for a brand of the same name elsewhere, or for a rival in the same
    country, is not of those whose own values are documented and different. That is never certain, and facts of low
    confidence do not count for it."""
    judged = by_facts(claim, desk)
    if judged.verdict != "not-checkable":
        return judged
    own = [tuple(_values(desk, claim, about)) for about in claim.about]
    others = [fact for fact in _of_others(desk, claim) if claim.value in fact.values]
    if not claim.about or not others or not all(own):
        return judged
    reason = others[0].claim.rstrip("。") + "；" + own[0][0].claim
    ids = tuple(dict.fromkeys(fact.id for fact in (others[0], own[0][0])))
    return Judged(claim, "contradicted", reason, ids, unsure=True)


def _values(desk: Desk, claim: Claim, about: str) -> Iterator[Fact]:
    for fact in desk.facts.by_attribute.get((about, claim.attribute), ()):
        if fact.values and fact.confidence != "low" and fact.holds(desk.today):
            yield fact


def _of_others(desk: Desk, claim: Claim) -> Iterator[Fact]:
    """What is documented for those one could mistake for the claim's subjects."""
    rows = operators(desk.facts)
    meant = [rows[about] for about in claim.about if about in rows]
    brands = {operator.brand for operator in meant}
    lands = {code for operator in meant for code in operator.countries}
    for operator in desk.facts.operators:
        near = operator.brand in brands or lands & set(operator.countries)
        if near and operator.id not in claim.about:
            yield from _values(desk, claim, operator.id)
