"""Passages that say the same in nearly the same words: shown once, however many articles have copied them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from service.search.engine import Scored

#: Share of the four-character pieces that two texts must have in common; shorter texts must be equal.
ALIKE, SHORT = 0.85, 80
_PIECE = 4
#: Characters of a passage that are compared; what is longer must be as long, too.
_COMPARED = 4_000
_WORD = re.compile(r"[^\W_]+")
#: What must not differ: two passages that agree but for a price, a number or a name contradict each other.
_TELLING = re.compile(r"[a-z0-9*#+.@]{1,64}")


@dataclass(frozen=True)
class _Text:
    """A passage as it is compared."""

    scored: Scored

    @cached_property
    def said(self) -> str:
        return "".join(_WORD.findall(self.scored.folded[:_COMPARED]))

    @cached_property
    def is_short(self) -> bool:
        """Whether only its equal says the same; then there is no need to compare it with each of the others."""
        return len(self.said) < SHORT and len(self.scored.folded) <= _COMPARED

    @cached_property
    def telling(self) -> frozenset[str]:
        return frozenset(_TELLING.findall(self.scored.folded[:_COMPARED]))

    @cached_property
    def pieces(self) -> frozenset[str]:
        return frozenset(self.said[at : at + _PIECE] for at in range(len(self.said) - _PIECE + 1))

    def like(self, other: "_Text") -> bool:
        """Whether both say the same about the same countries."""
        if self.scored.entry.countries != other.scored.entry.countries:
            return False
        shorter, longer = sorted((len(self.scored.folded), len(other.scored.folded)))
        if longer > _COMPARED and shorter < ALIKE * longer:
            return False
        sizes = sorted((len(self.said), len(other.said)))
        if sizes[0] < SHORT:
            return self.said == other.said
        if sizes[0] < ALIKE * sizes[1] or self.telling != other.telling:
            return False
        return len(self.pieces & other.pieces) >= ALIKE * len(self.pieces | other.pieces)


def distinct(order: Iterable[Scored]) -> list[tuple[Scored, int]]:
    """The passages in order without those that repeat an earlier one, each with how many repeat it."""
    kept: list[_Text] = []
    repeats: list[int] = []
    short: dict[tuple[tuple[str, ...], str], int] = {}
    for scored in order:
        text = _Text(scored)
        if text.is_short:
            same = short.setdefault((scored.entry.countries, text.said), len(kept))
        else:
            same = next((n for n, other in enumerate(kept) if not other.is_short and other.like(text)), len(kept))
        if same == len(kept):
            kept.append(text)
            repeats.append(0)
        else:
            repeats[same] += 1
    return [(text.scored, count) for text, count in zip(kept, repeats, strict=True)]
