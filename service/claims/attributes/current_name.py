"""一家运营商今天叫什么：旧名、已并走的品牌不是今天的运营商。

读自：当作今天的运营商提到的旧名和消失的品牌；名字在别国还在用的，只读当作当地运营商列出、说到网络、门店和用户的地方。
对照 `corpus/facts/operators.toml` 里的旧名（`former`）、已消失的品牌（`status = "former"`）和并走了、招牌还在的品牌
（`successor`）；合并以后还在用的品牌不算旧名。
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from service.claims.attribute import Claim, Desk, Judged, Scene, attribute
from service.claims.presence import CARDS_FOR_JOURNEYS, given, place
from service.claims.roster import EXPLAINED
from service.claims.scene import Named
from service.claims.stance import stance
from service.model import Facts, Operator
from service.text.beside import beside
from service.text.brands import brands, key
from service.text.later import later

#: Words that put an old name in its place, besides those for any name.
_GONE = later(
    r"原(?:本|来|先|为|叫|是|属)?(?!因|理|则|生|创|版|装|价|封)|[旧老](?:名|品牌|招牌|叫法|说法|攻略|文章|帖|资料|用户|客户|号|卡|版|牌)|前(?:身|称)|不再|不复"
    r"|已经?(?:经)?(?:没|不|被|改|换|并|卖|关|停|撤|退|合|成|归|是|叫)|早(?:就|已)|没有了|不存在|消失|归(?:入|属|到|了)|接手|接管|买下|买走|卖给|变成|合成|换[成了牌]|取代"
    r"|现在(?:已|就|叫|是|改|名|挂|由|属|归)|如今(?:已|就|叫|是|改|名|挂|由|属|归)|今[天日](?:叫|是)|年(?:前|代)|时[代期]|(?:改|换|更)(?:了|过)?名|后来|公司名|的名[字称]|曾|历史|那年|那次|当年|之争"
)
#: The name is part of an address.
_ADDRESS = later(r"[.@/-][a-z\d]")


def judge(claim: Claim, desk: Desk) -> Judged:
    """By the rows of the country: a name of today wins over one that was; a change to come is none yet."""
    rows = [_rows(desk.facts)[id] for id in claim.about]
    day = desk.today.isoformat()
    old = [row for row in rows if _past(row, claim.value)]
    if not old or len(old) < len(rows):
        return Judged(claim, "supported")
    row = old[0]
    changed = row.until if row.status == "former" else row.since
    if changed and changed > day[: len(changed)]:
        return Judged(claim, "supported")
    spelt = f"「{claim.subject}」"
    when = f"{changed} 起" if changed else ""
    if row.status == "active" and row.successor:
        return Judged(claim, "outdated", f"{spelt}{when}与「{row.successor}」是一家公司。")
    if row.status == "active":
        return Judged(claim, "outdated", f"{spelt}{when}叫「{row.name}」。")
    if row.successor:
        return Judged(claim, "outdated", f"{spelt}{when}不再单独经营，由「{row.successor}」接替。")
    return Judged(claim, "outdated" if changed else "not-checkable", f"{spelt}{when}不再经营。")


@attribute("current-name", judge=judge)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    renamed, dead = _old(desk.facts)
    told = given(scene, CARDS_FOR_JOURNEYS)
    home = set(scene.page.article.countries)
    for nth, (sentence, named) in enumerate(zip(scene.page.sentences, scene.operators, strict=True)):
        text = sentence.text
        if not any(name.name in renamed for name in named) or EXPLAINED.search(text) or _GONE.search(text):
            continue
        where_told = dict(told.get(nth, ()))
        for name in named:
            if name.name not in renamed or _address(text, name):
                continue
            where = where_told.get(name, frozenset())
            if not where and name.name in dead:
                where = place(scene, nth, name.start) or dead[name.name]
            if len(home) == 1 and not where & home:
                continue  # a word on a neighbour is no list of its operators
            about = tuple(sorted(id for id in name.ids if where & set(_rows(desk.facts)[id].countries)))
            if about and not _told_elsewhere(scene, desk, name, about):
                said = stance(text, name.start, name.end)
                spelt = scene.known.spelt[name.name]
                span = sentence.span(name.start, name.end)
                yield Claim(span, spelt, "current-name", name.name, about, said.polarity, said.modality, said.time)


def _address(text: str, name: Named) -> bool:
    return text[name.start - 1 : name.start] in ("@", "/", ".") or _ADDRESS.match(text, name.end) is not None


def _told_elsewhere(scene: Scene, desk: Desk, name: Named, about: Sequence[str]) -> bool:
    """Whether some sentence of the page tells what became of an old name."""
    rows = [_rows(desk.facts)[id] for id in about]
    known = scene.known.rows
    present = {row.id for row in rows if row.status == "active" and not row.successor}
    present |= {id for row in rows if row.successor for id in known.get(key(row.successor), ())}
    key_ = ("told-elsewhere", name.name, tuple(about))
    return scene.page.kept(key_, lambda: _explained(scene, name.name, present))


def _explained(scene: Scene, old: str, present: set[str]) -> bool:
    """The old name and a later one in a sentence that says how they hang together, if only by brackets."""
    for sentence, named in zip(scene.page.sentences, scene.operators, strict=True):
        if not any(one.name == old for one in named):
            continue
        text = sentence.text
        for one, other in pairwise(named):
            both = old in (one.name, other.name) and (one.ids | other.ids) & present and one.name != other.name
            if both and text[one.end : other.start] in ("(", "/", "(原", "(现", "(即", "(旧称"):
                return True
        if any(one.name != old and one.ids & present for one in named) and (
            _GONE.search(text) or EXPLAINED.search(text)
        ):
            return True
    return False


def _past(row: Operator, name: str) -> bool:
    return row.status == "former" or bool(row.successor) or name in {key(old) for old in row.former}


@beside()
def _rows(facts: Facts) -> Mapping[str, Operator]:
    return {operator.id: operator for operator in facts.operators}


@beside()
def _old(facts: Facts) -> tuple[frozenset[str], Mapping[str, frozenset[str]]]:
    """Every name that is one of the past somewhere; and those that are so everywhere, with their countries.

    A brand whose shops still bear its name is past only where it is given as one of the operators.
    """
    names, rows = brands(facts).rows, _rows(facts)
    renamed = frozenset(name for name, ids in names.items() if any(_past(rows[id], name) for id in ids))
    dead = {
        name: frozenset(code for id in names[name] for code in rows[id].countries)
        for name in renamed
        if all(_past(rows[id], name) and not (rows[id].status == "active" and rows[id].successor) for id in names[name])
        and len({code for id in names[name] for code in rows[id].countries}) == 1
    }
    return renamed, dead
