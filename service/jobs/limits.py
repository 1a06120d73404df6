"""How a build is judged and how many stay: options, else KAWEN_KEEP and KAWEN_MARGIN, else the defaults."""

import os
from dataclasses import dataclass

from service.errors import BadSettings
from service.search.sweep import KEEP

MOST_KEPT = 100


@dataclass(frozen=True, slots=True)
class Limits:
    """`keep` builds stay to go back to; `margin` is the share of the judged questions that may get worse."""

    keep: int = KEEP
    margin: float = 0.0
    force: bool = False

    @classmethod
    def of_environment(cls, *, keep: int | None = None, margin: float | None = None, force: bool = False) -> "Limits":
        """What is given wins; BadSettings names the variable that cannot be used."""
        kept = _number("KAWEN_KEEP", KEEP, 1, MOST_KEPT) if keep is None else keep
        return cls(int(kept), _number("KAWEN_MARGIN", 0.0, 0, 1) if margin is None else margin, force)


def _number(name: str, default: float, low: float, high: float) -> float:
    given = os.environ.get(name)
    if not given:
        return default
    try:
        value = float(given)
    except ValueError:
        value = -1.0
    if not low <= value <= high or (isinstance(default, int) and value != int(value)):
        kind = "a whole number" if isinstance(default, int) else "a share"
        raise BadSettings(f"{name} must be {kind} from {low} to {high}, not {given[:40]!r}")
    return value
