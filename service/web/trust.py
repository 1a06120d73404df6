"""What the linter made of an article, in words a reader understands: 「两处说法已过时」."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from service.web.language import current, gettext, ngettext

#: Category of a finding → what is wrong with the statement. What stands nowhere is merely to be checked.
_GROUPS = {
    "danger": ("credential-sharing", "real-name-evasion", "insecure-practice", "missing-registration-notice"),
    "false": (
        *("operator-country-mismatch", "identifier-confusion", "false-claim", "false-procedure", "domain", "number"),
        *("code", "self-contradiction", "cross-contradiction"),
    ),
    "outdated": ("operator-outdated", "network-outdated", "stale-date"),
    "selling": ("promo-contact", "promotion", "disguise"),
    "undated": ("undated", "price-undated"),
    "unproved": ("unverified", "payment-unverified", "absolute-claim", "unsupported-comparison"),
}
_GROUP_OF = {category: group for group, categories in _GROUPS.items() for category in categories}
_ORDER = (*_GROUPS, "unclear")
_DIGITS = "零一两三四五六七八九十"

Tone = Literal["error", "warning", "good", "plain"]


@dataclass(frozen=True, slots=True)
class Remark:
    """A few words, and how they are shown."""

    words: str
    tone: Tone


def remarks(findings: Iterable[Mapping[str, Any]]) -> list[Remark]:
    """What is wrong with an article, what harms first; or that nothing is."""
    counted: Counter[str] = Counter()
    worst: dict[str, Tone] = {}
    for finding in findings:
        group = _GROUP_OF.get(finding["category"], "unclear")
        counted[group] += 1
        if worst.get(group) != "error":
            worst[group] = finding["severity"]
    found = sorted(counted, key=lambda group: (worst[group] != "error", _ORDER.index(group)))
    said = [Remark(_said(group, counted[group]), worst[group]) for group in found]
    return said or [Remark(gettext("没有发现错误的说法"), "good")]


def _said(group: str, number: int) -> str:
    match group:
        case "danger":
            words = ngettext("{n}处做法危险", "{n}处做法危险", number)
        case "false":
            words = ngettext("{n}处说法不对", "{n}处说法不对", number)
        case "outdated":
            words = ngettext("{n}处说法已过时", "{n}处说法已过时", number)
        case "selling":
            words = ngettext("{n}处是推销", "{n}处是推销", number)
        case "undated":
            words = ngettext("{n}处没写日期", "{n}处没写日期", number)
        case "unproved":
            words = ngettext("{n}处没有依据", "{n}处没有依据", number)
        case _:
            words = ngettext("{n}处需要核实", "{n}处需要核实", number)
    return words.format(n=_counted(number))


def _counted(number: int) -> str:
    """A number as it is read before a measure word: 两处, and in digits from eleven on."""
    if current() == "en":
        return str(number)
    return gettext(_DIGITS[number]) if number < len(_DIGITS) else f" {number} "


def sourced(verdict: Mapping[str, Any]) -> list[Remark]:
    """When an article was checked and how many sources it has."""
    checked, sources = verdict["checked"], verdict["sources"]
    day = gettext("核对于 {day}").format(day=checked) if checked else gettext("没有核对日期")
    count = ngettext("{n} 个来源", "{n} 个来源", sources).format(n=sources) if sources else gettext("没有来源")
    return [Remark(day, "plain"), Remark(count, "plain")]
