"""一家运营商今天叫什么：旧名、已并走的品牌不是今天的运营商。

读自：当作当地运营商列出的名字，如「运营商有 A、B 和 C」、以名字为标题的一节、「A 的营业厅」。
对照 `corpus/facts/operators.toml` 里的旧名（`former`）和已消失的品牌（`status = "former"`）；
合并以后还在用的品牌不算旧名。
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from service.claims.attribute import Claim, Desk, Judged, Scene, attribute
from service.claims.roster import EXPLAINED, bound, listed, subject, where_of
from service.claims.scene import Named
from service.claims.stance import stance
from service.model import Facts, Operator
from service.text.brands import brands, key


def judge(claim: Claim, desk: Desk) -> Judged:
    """By the rows of the country: a name of today wins over one that was; a change to come is none yet."""
    rows = [_rows(desk.facts)[id] for id in claim.about]
    day = desk.today.isoformat()
    old = [row for row in rows if _past(row, claim.value)]
    if not old or len(old) < len(rows):
        return Judged(claim, "supported")
    changed = old[0].since if old[0].status == "active" else old[0].until
    if changed and changed > day[: len(changed)]:
        return Judged(claim, "supported")
    spelt = f"「{claim.subject}」"
    when = f"{changed} 起" if changed else ""
    if old[0].status == "active":
        return Judged(claim, "outdated", f"{spelt}{when}叫「{old[0].name}」。")
    if old[0].successor:
        return Judged(claim, "outdated", f"{spelt}{when}不再使用，由「{old[0].successor}」接替。")
    return Judged(claim, "outdated" if changed else "not-checkable", f"{spelt}{when}不再经营。")


@attribute("current-name", judge=judge)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    renamed = _old(desk.facts)
    for sentence, named in zip(scene.page.sentences, scene.operators, strict=True):
        text = sentence.text
        if not any(name.name in renamed for name in named) or EXPLAINED.search(text):
            continue
        told = {name for run in listed(text, named) for name in run}
        here = where_of(scene, sentence)
        lands = scene.countries[scene.number(sentence)]
        for name in named:
            if name.name not in renamed:
                continue
            where = here
            if name not in told and not subject(sentence, name):
                where = frozenset[str]().union(*(land.ids for land in bound(text, name, lands)))
            about = tuple(sorted(id for id in name.ids if where & set(_rows(desk.facts)[id].countries)))
            if about and not _told_elsewhere(scene, desk, name, about):
                said = stance(text, name.start, name.end)
                spelt = scene.known.spelt[name.name]
                span = sentence.span(name.start, name.end)
                yield Claim(span, spelt, "current-name", name.name, about, said.polarity, said.modality, said.time)


def _told_elsewhere(scene: Scene, desk: Desk, name: Named, about: Sequence[str]) -> bool:
    """Whether some sentence of the page has the old name and the present one, and not as two of a list."""
    rows = [_rows(desk.facts)[id] for id in about]
    present = {key(row.name) if row.status == "active" else key(row.successor) for row in rows} - {""}
    return scene.page.kept(("told-elsewhere", name.name, about), lambda: _beside(scene, name.name, present))


def _beside(scene: Scene, old: str, present: set[str]) -> bool:
    for sentence, named in zip(scene.page.sentences, scene.operators, strict=True):
        names = {one.name for one in named}
        if old in names and present & names:
            runs = [{one.name for one in run} for run in listed(sentence.text, named)]
            if not any(old in run and present & run for run in runs):
                return True
    return False


def _past(row: Operator, name: str) -> bool:
    return row.status == "former" or name in {key(old) for old in row.former}


@lru_cache(maxsize=4)
def _rows(facts: Facts) -> Mapping[str, Operator]:
    return {operator.id: operator for operator in facts.operators}


@lru_cache(maxsize=4)
def _old(facts: Facts) -> frozenset[str]:
    """Every name that is one of the past somewhere."""
    names = brands(facts).rows
    rows = _rows(facts)
    return frozenset(name for name, ids in names.items() if any(_past(rows[id], name) for id in ids))
