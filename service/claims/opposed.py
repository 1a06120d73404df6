"""Which claims cannot both be true."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass

from service.claims.read import attributes
from service.model import Judged, Ruling

#: The less a verdict speaks for a claim, the sooner it is the one to be reported.
_DOUBT: dict[Ruling, int] = {
    "supported": 0,
    "not-yet": 1,
    "not-checkable": 2,
    "unverified": 3,
    "outdated": 4,
    "contradicted": 5,
}


@dataclass(frozen=True, slots=True)
class Side:
    """What a claim says of its key; claims of one key with different sides contradict each other."""

    key: Hashable
    value: str
    doubt: int
    shown: str


def side(judged: Judged, *, soft: bool) -> Side | None:
    """The side a claim takes; None for one that is not meant in earnest, or of which many may be true."""
    claim = judged.claim
    attribute = next((one for one in attributes() if one.name == claim.attribute), None)
    if attribute is None or not attribute.single or (attribute.soft and not soft) or not claim.earnest:
        return None
    if claim.modality != "stated" or not claim.about:
        return None
    shown = f"{claim.subject}：{claim.value}"
    return Side((claim.attribute, claim.about), claim.value, _DOUBT[judged.verdict], shown)


def clashes(sides: Iterable[tuple[Side, object]]) -> Iterator[tuple[int, int]]:
    """Pairs of numbers: a claim to be reported, and the first one that says otherwise.

    Of two that disagree the more doubtful is reported, the later one where neither is; one claim once.
    """
    by_key: dict[Hashable, list[tuple[int, Side]]] = {}
    for nth, (one, _) in enumerate(sides):
        by_key.setdefault(one.key, []).append((nth, one))
    for group in by_key.values():
        if len({one.value for _, one in group}) < 2:
            continue
        trusted_at, trusted = min(group, key=lambda pair: (pair[1].doubt, pair[0]))
        for nth, one in group:
            if one.value != trusted.value:
                yield nth, trusted_at
