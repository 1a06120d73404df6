"""Who comes first, told from columns alone: the largest values, the first of each article, who a verdict moves up."""

import numpy as np
from numpy.typing import NDArray

from service.search.columns import Numbers

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


def firsts(numbers: Numbers, many: int) -> Mask:
    """Which of the numbers, all below `many`, stand where they stand first."""
    places = np.arange(len(numbers), dtype=np.int32)
    first = np.empty(many, np.int32)
    first[numbers[::-1]] = places[::-1]
    found: Mask = first[numbers] == places
    return found


def by_verdict(
    verdicts: Numbers, kinds: NDArray[np.int64], points: Floats, values: Floats, first: int, equal: float
) -> list[int]:
    """The places of those that settle the first so many: who comes there, as `rank.by_verdict` has it, and who was
    displaced. The values, by which they are ordered, fall; equals are those whose points and values are both close.
    """
    near = values >= values[:first][-1] * (1 - equal)
    better: dict[tuple[int, int], list[int]] = {}
    at = np.flatnonzero(near & (verdicts < verdicts[:first].max()))
    for place, kind, verdict in zip(at.tolist(), kinds[at].tolist(), verdicts[at].tolist(), strict=True):
        better.setdefault((verdict, kind), []).append(place)
    order = sorted(better)
    scores, worth = points.tolist(), values.tolist()
    gone = bytearray(len(worth))
    found: dict[int, None] = {}
    ahead = 0
    for _ in range(min(first, len(worth))):
        while gone[ahead]:
            ahead += 1
        chosen, kind, verdict = ahead, int(kinds[ahead]), int(verdicts[ahead])
        for key in order:
            if key[0] >= verdict:
                break
            if key[1] == kind and (other := _as_good(ahead, better[key], scores, worth, gone, equal)) is not None:
                chosen = other
                break
        gone[chosen] = 1
        found[ahead] = found[chosen] = None
    return list(found)


def _as_good(
    ahead: int, places: list[int], scores: list[float], worth: list[float], gone: bytearray, equal: float
) -> int | None:
    """The first of the places that is still there and as good as the one ahead of all."""
    mine, least = scores[ahead], worth[ahead] * (1 - equal)
    for place in places:
        if worth[place] < least:
            break
        if not gone[place] and min(mine, scores[place]) >= max(mine, scores[place]) * (1 - equal):
            return place
    return None


def largest(values: Floats, many: int) -> NDArray[np.int64]:
    """The places of the largest values, at least so many, in no order."""
    if many >= len(values):
        return np.arange(len(values))
    if len(values) > 20 * many + 10_000:  # a guess from a sample spares most of the work
        sample = values[:: len(values) // 5_000]
        rank = max(1, min(len(sample) - 1, 2 * many * len(sample) // len(values) + 3))
        near = np.flatnonzero(values >= np.partition(sample, -rank)[-rank])
        if many <= len(near) < len(values) // 4:
            return near[np.argpartition(-values[near], many)[:many]] if len(near) > 4 * many else near
    return np.argpartition(-values, many)[:many]
