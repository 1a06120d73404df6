"""哪家运营商在哪个国家经营。

读自：「哈萨克斯坦的运营商有 A、B 和 C」、以运营商名为标题的一节、「A 在当地设有营业厅」「泰国的 A 营业厅」「到德国办一张当地的 A 卡」
「A 在当地的基站最密」，以及后文再提到它的地方。
对照 `corpus/facts/operators.toml`：同一品牌在几个国家都有时，各国都算。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Judged, Scene, attribute, facts_about, operator_facts
from service.claims.presence import CARDS_FOR_JOURNEYS, given
from service.claims.roster import EXPLAINED
from service.claims.stance import manner
from service.model import Facts, Sentence
from service.text.beside import beside
from service.text.brands import HOME, brands, key, lands
from service.text.later import later

#: The three that readers have at home, as they call them.
_AT_HOME = r"(?:中国)?(?:移动|联通|电信)"
_HOME_LIST = later(
    rf"运营商[^,。!?;\n]{{0,4}}?(?::|包括|分别是|有|是|为|如|即|\()(?P<names>{_AT_HOME}(?:(?:[、,/和与及]|以及){{1,2}}{_AT_HOME}){{1,3}})(?![a-z\u4e00-\u9fff]|卡)"
)

#: Countries and regions where they do work, or whose own have such names.
_NEAR_HOME = frozenset(["CN", "HK", "MO", "TW"])


def judge(claim: Claim, desk: Desk) -> Judged:
    """By the file of operators; a country of which fewer than two are listed is not known well enough."""
    known, places = brands(desk.facts), lands(desk.words)
    if not claim.about:
        told = tuple(fact.id for fact in facts_about(desk.facts, HOME, "own-operators") if fact.holds(desk.today))
        return Judged(claim, "contradicted", f"「{claim.subject}」是中国的运营商", told)
    name, here = key(claim.subject), set(claim.value.split("/"))
    homes = known.homes[name]
    where = f"「{known.spelt[name]}」在{'、'.join(places.names.get(code, code) for code in sorted(known.works[name]))}"
    if homes & here:
        return Judged(claim, "supported", where + "经营。")
    if not here <= known.known:
        return Judged(claim, "not-checkable", "没有当地运营商的完整名单")
    return Judged(claim, "contradicted", where, _facts_on(desk.facts, desk, name))


@beside(512)
def _facts_on(_: Facts, desk: Desk, name: str) -> tuple[str, ...]:
    return operator_facts(desk, name)


@attribute("operates-in", judge=judge)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    told = given(scene, CARDS_FOR_JOURNEYS)
    at_home = set(scene.page.lines(_HOME_LIST))
    for nth in sorted(at_home.union(told)):
        sentence = scene.page.sentences[nth]
        text = sentence.text
        if nth in at_home and not EXPLAINED.search(text):
            yield from _of_home(scene, sentence)
        for name, where in told.get(nth, ()):
            if where:
                place = name.start, name.end
                span, ids, value = sentence.span(*place), tuple(sorted(name.ids)), "/".join(sorted(where))
                yield Claim(span, scene.known.spelt[name.name], "operates-in", value, ids, *manner(text, *place))


def _of_home(scene: Scene, sentence: Sentence) -> Iterator[Claim]:
    """「沙特三大运营商（电信、移动、联通）」: the readers' own given as those of another country."""
    found = _HOME_LIST.search(sentence.text)
    if not found:
        return
    low, high = found.span("names")
    lands = [land for land in scene.countries[scene.number(sentence)] if not low <= land.start < high]
    here = frozenset[str]().union(*(land.ids for land in lands)) or frozenset(scene.page.article.countries)
    if here and not here & _NEAR_HOME:
        place = found.span("names")
        yield Claim(
            sentence.span(*place),
            found["names"],
            "operates-in",
            "/".join(sorted(here)),
            (),
            *manner(sentence.text, *place),
        )
