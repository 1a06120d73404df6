"""两个名字是不是同一家运营商。

读自：「A（也称为 B）」「A 又叫 B」「A（B）」，两边都是运营商的名字。
对照 `corpus/facts/operators.toml`：同一行里的名字和旧名是一家，在各自不同国家的两个品牌不是。
"""

from collections.abc import Iterator
from itertools import pairwise

from service.claims.attribute import Claim, Desk, Judged, Scene, attribute, operator_facts
from service.claims.stance import manner
from service.text.brands import brands, key, lands
from service.text.later import later

_CALLED = r"(?:称为|称作|称|叫做|叫|名为|名)"
_BRACKET = later(rf"\((?:[也又亦旧曾原]?被?{_CALLED}|即|就是|也就是|曾用名|前身为?|现为|现名)?")
_SAME = later(rf",?(?:也|又|亦|即|就是|也就是|原|旧)被?{_CALLED}?")


def judge(claim: Claim, desk: Desk) -> Judged:
    """By the file of operators; brands that share a country may belong together in ways it does not list."""
    known, places = brands(desk.facts), lands(desk.words)
    one, other = key(claim.subject), key(claim.value)
    if known.rows[one] & known.rows[other]:
        return Judged(claim, "supported", "两个名字属于同一家运营商。")
    if known.homes[one] & known.homes[other]:
        return Judged(claim, "not-checkable", "两个品牌在同一个国家，是否一家没有记载")
    said = ",".join(
        f"「{known.spelt[name]}」在{'、'.join(places.names.get(code, code) for code in sorted(known.works[name]))}"
        for name in (one, other)
    ).replace(",", "，")
    return Judged(claim, "contradicted", said, operator_facts(desk, one, other))


@attribute("same-operator", judge=judge)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    for sentence, named in zip(scene.page.sentences, scene.operators, strict=True):
        text = sentence.text
        for one, other in pairwise(named):
            between = text[one.end : other.start]
            bracket = _BRACKET.fullmatch(between)
            if bracket is None and not _SAME.fullmatch(between):
                continue
            if bracket and text[other.end : other.end + 1] != ")":
                continue
            span = sentence.span(one.start, other.end + 1 if bracket else other.end)
            names = scene.known.spelt[one.name], scene.known.spelt[other.name]
            ids = tuple(sorted(one.ids | other.ids))
            yield Claim(span, names[0], "same-operator", names[1], ids, *manner(text, one.start, other.end))
