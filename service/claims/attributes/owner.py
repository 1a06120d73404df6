"""运营商归谁所有，两个品牌是不是一家。

读自：「A 属于 B」「A 是 B 旗下的」「A 的母公司是 B」「A 由 B 控股」；以及「三大运营商：A、B 和 C」，
数目与列出的名字正好相等时，每两个名字都被说成了两家。
对照 `corpus/facts/owners.toml`：同一个所有者之下的品牌是一家；换过主人的，旧主人只到那一天为止。
"""

from collections.abc import Iterator
from itertools import combinations, pairwise

from service.claims.attribute import Claim, Desk, Judged, Scene, attribute, by_facts
from service.claims.attribute import facts_about as told_of
from service.claims.presence import place
from service.claims.roster import EXPLAINED, listed, where_of
from service.claims.scene import Named
from service.claims.stance import stance
from service.model import Fact, Sentence
from service.text.later import later

#: What stands between a brand and the one it belongs to.
_BELONGS = later(
    r"(?:目前|现在|如今|仍|仍然|依然)?(?:是)?(?:属于|隶属于?|归属于?|归|由|是|背靠)(?P<who>[^,。!?;\n]{0,24}?)"
    r"(?=旗下|所有|控股|拥有|全资|的子公司|的品牌|子公司|集团|$|[,。!?;()])"
    r"|的?(?:母公司|大股东|控股股东|所有者|东家)(?:目前|现在|如今)?(?:是|为|:)(?P<parent>[^,。!?;\n]{0,24})"
)
_VERB = later(r"属于|隶属|归属|旗下|所有|控股|拥有|子公司|的品牌|母公司|股东|东家")
_NUMBER = {"二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_COUNT = later(r"(?<![第\d])([两二三四五六2-6])(?:大|家)(?:[\u4e00-\u9fff]{0,6}?)(?:运营商|电信公司|移动公司|电信商)")
_APART = "apart"
_AND = later(r"(?:[、/和与及跟]|vs\.?){1,2}")
_COMPETE = later(
    r"(?!(?:以前|过去|曾|当年|原本|已))[^,。!?;:\n没无未不]{0,10}?(?:竞争|老?对手|打价格战|抢客|争夺|各打各|死对头|分庭抗礼|互不相让|互别苗头)"
)


def judge(claim: Claim, desk: Desk) -> Judged:
    """By the facts on owners; what is said to be two companies is wrong when both have one owner today."""
    if claim.value != _APART:
        return by_facts(claim, desk)
    mine, other = (_owned(desk, id) for id in claim.about)
    shared = [fact for fact in mine if any(set(fact.values) & set(also.values) for also in other)]
    if not shared:
        return Judged(claim, "not-checkable", "两家是否同属一个所有者没有记载")
    unsure = any(fact.confidence != "high" for fact in shared)
    return Judged(claim, "outdated", shared[0].claim, tuple(fact.id for fact in shared), unsure=unsure)


@attribute("owner", judge=judge)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    for sentence, named in zip(scene.page.sentences, scene.operators, strict=True):
        if named and _VERB.search(sentence.text):
            yield from _owners(scene, desk, sentence, named)
        if len(named) > 1:
            yield from _rivals(scene, desk, sentence, named)
            if not EXPLAINED.search(sentence.text):
                yield from _apart(scene, desk, sentence, named)


def _owners(scene: Scene, desk: Desk, sentence: Sentence, named: tuple[Named, ...]) -> Iterator[Claim]:
    text = sentence.text
    here = where_of(scene, sentence)
    for name in named:
        # 「Tele2（Altel）属于…」 goes on after the brackets, 「Altel（隶属于…）」 inside them.
        at = name.end
        found = _BELONGS.match(text, at + 1) if text[at : at + 1] == "(" else None
        if not found and text[at : at + 1] == "(" and (close := text.find(")", at, at + 40)) >= 0:
            at = close + 1
        found = found or _BELONGS.match(text, at)
        if not found or not _VERB.search(text, at, min(len(text), found.end() + 4)):
            continue
        group = "who" if found["who"] is not None else "parent"
        about = tuple(sorted(id for id in name.ids if not here or here & _homes(desk, id)))
        owner = next((who for id in about for who in _known(desk, id) if who in found[group]), "")
        if owner:
            end = found.start(group) + found[group].index(owner) + len(owner)
            said = stance(text, name.start, end)
            spelt = scene.known.spelt[name.name]
            yield Claim(
                sentence.span(name.start, end), spelt, "owner", owner, about, said.polarity, said.modality, said.time
            )


def _apart(scene: Scene, desk: Desk, sentence: Sentence, named: tuple[Named, ...]) -> Iterator[Claim]:
    """Two brands of an enumeration that has as many names as it says there are operators."""
    text = sentence.text
    counts = {_NUMBER.get(found[1]) or int(found[1]) for found in _COUNT.finditer(text)}
    here = where_of(scene, sentence) if counts else frozenset[str]()
    for run in listed(text, named) if here else ():
        if len(run) not in counts:
            continue
        for one, other in combinations(run, 2):
            ids = [sorted(id for id in name.ids if here & _homes(desk, id)) for name in (one, other)]
            if len(ids[0]) == len(ids[1]) == 1 and ids[0] != ids[1]:
                said = stance(text, one.start, other.end)
                spelt = f"{scene.known.spelt[one.name]}、{scene.known.spelt[other.name]}"
                about = ids[0][0], ids[1][0]
                span = sentence.span(one.start, other.end)
                yield Claim(span, spelt, "owner", _APART, about, said.polarity, said.modality, said.time)


def _rivals(scene: Scene, desk: Desk, sentence: Sentence, named: tuple[Named, ...]) -> Iterator[Claim]:
    """「A 和 B 是老对手」: two that compete are said to be two companies."""
    text = sentence.text
    for one, other in pairwise(named):
        if not _AND.fullmatch(text, one.end, other.start) or not _COMPETE.match(text, other.end):
            continue
        here = place(scene, scene.number(sentence), one.start)
        ids = [sorted(id for id in name.ids if here & _homes(desk, id)) for name in (one, other)]
        if len(ids[0]) == len(ids[1]) == 1 and ids[0] != ids[1]:
            said = stance(text, one.start, other.end)
            spelt = f"{scene.known.spelt[one.name]}、{scene.known.spelt[other.name]}"
            span = sentence.span(one.start, other.end)
            about = ids[0][0], ids[1][0]
            yield Claim(span, spelt, "owner", _APART, about, said.polarity, said.modality, said.time)


def _owned(desk: Desk, id: str) -> list[Fact]:
    return [fact for fact in told_of(desk.facts, id, "owner") if fact.holds(desk.today)]


def _known(desk: Desk, id: str) -> list[str]:
    """The owners anybody names for an operator, the longest first."""
    names = {who for fact in told_of(desk.facts, id, "owner") for who in (*fact.values, *fact.wrong)}
    return sorted(names, key=len, reverse=True)


def _homes(desk: Desk, id: str) -> set[str]:
    return next((set(operator.countries) for operator in desk.facts.operators if operator.id == id), set())
