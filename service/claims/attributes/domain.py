"""哪个网址是哪家运营商的官网。

读自：正文、行内代码和链接里的网址，只看已知是某家运营商官网的。
对照 `corpus/facts/` 里 attribute 为 domain 的事实：同一品牌在文中所说的国家另有公司时，别国那家的官网就是给错了。
"""

from collections.abc import Iterator

from service.claims.addresses import addresses
from service.claims.attribute import Claim, Desk, Judged, Scene, attribute
from service.claims.owners import operators
from service.claims.stance import manner
from service.model import Facts
from service.text.beside import beside
from service.text.domains import sites
from service.text.normalise import fold


def judge(claim: Claim, desk: Desk) -> Judged:
    """By whose site it is, and whether the same brand has another company where the text is about."""
    fact = sites(desk.facts).fact(claim.value)
    known = operators(desk.facts)
    owner = known.get(fact.subject) if fact else None
    if fact is None or owner is None:
        return Judged(claim, "not-checkable", "不知道这是谁的网站")
    if fact.subject in claim.about:
        return Judged(claim, "supported", fact.claim, (fact.id,))
    local = [id for id in claim.about if fold(known[id].brand) == fold(owner.brand)]
    if not local:
        return Judged(claim, "not-checkable", "文中所说的国家没有同名的运营商")
    right = [told for id in local for told in desk.facts.by_attribute.get((id, "domain"), ()) if told.holds(desk.today)]
    rows = [fact, *right]
    reason = "".join(row.claim for row in rows[:2])
    return Judged(
        claim,
        "contradicted",
        reason,
        tuple(row.id for row in rows),
        unsure=any(row.confidence != "high" or row.conflicts for row in rows) or not right,
    )


@beside(64)
def _active(facts: Facts, lands: frozenset[str]) -> tuple[str, ...]:
    """The operators that work in one of these countries."""
    return tuple(o.id for o in facts.operators if o.status == "active" and lands & set(o.countries))


@attribute("domain", judge=judge)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    if not addresses(scene.page):
        return
    known = sites(desk.facts)
    for address in addresses(scene.page):
        if address.cited or address.sentence is None or known.fact(address.host) is None:
            continue
        here = scene.places.named(address.row) or scene.lands_of(address.sentence)
        about = _active(desk.facts, frozenset(here))
        polarity, modality = manner(address.sentence.text, address.start, address.end)
        if address.shunned and modality == "stated":
            modality = "warned"
        yield Claim(address.span, address.host, "domain", address.host, about, polarity, modality)
