"""What a rule is: a decorated function with its docs, its examples and its authority beside it."""

import inspect
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from service.model import Article, Block, Facts, Inline, Level, Mapped, Sentence, Severity, Span, Words

__all__ = [
    "CATEGORIES",
    "Article",
    "Block",
    "Desk",
    "Inline",
    "Mapped",
    "Problem",
    "Rule",
    "Sentence",
    "Span",
    "rule",
]

#: Shared with scorers; a rule declares exactly one.
CATEGORIES = frozenset(
    [
        "promo-contact",
        "credential-sharing",
        "real-name-evasion",
        "operator-country-mismatch",
        "operator-outdated",
        "network-outdated",
        "identifier-confusion",
        "payment-unverified",
        "absolute-claim",
        "price-undated",
        "stale-date",
        "vague-instruction",
        "missing-registration-notice",
        "insecure-practice",
        "self-contradiction",
        "duplicate-content",
        "undated",
        "unverified",
        "false-claim",
        "false-procedure",
        "terminology",
        "unsupported-comparison",
        "promotion",
        "missing-imei-notice",
        "disguise",
        "domain",
        "number",
        "code",
        "cross-contradiction",
        "fact-upkeep",
        "suppression",
    ]
)


@dataclass(frozen=True, slots=True)
class Desk:
    """What a rule may know besides the article: the day, the facts, the words. No file, no clock."""

    today: date
    facts: Facts
    words: Words


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: where, why, what to write instead, and the ids of the facts that say so.

    `severity` overrides the rule's own; `level` "article" means the whole text, its span the title.
    """

    span: Span
    message: str
    help: str = ""
    facts: tuple[str, ...] = ()
    severity: Severity | None = None
    level: Level = "span"


Check = Callable[[Article, Desk], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as the registry knows it; slug, summary and docs are read off its module."""

    code: str
    slug: str
    severity: Severity
    category: str
    since: str
    summary: str
    docs: str
    bad: tuple[str, ...]
    good: tuple[str, ...]
    authority: tuple[str, ...]
    check: Check


def rule(
    code: str,
    *,
    severity: Severity,
    category: str,
    since: str,
    bad: Sequence[str],
    good: Sequence[str],
    authority: Sequence[str] = (),
) -> Callable[[Check], Rule]:
    """Declare a rule: `bad` examples mark each expected span with ⟦⟧, `good` are their harmless twins.

    `authority` names what the rule rests on: fact ids, or addresses of public guidance.
    """

    def declare(check: Check) -> Rule:
        docs = inspect.cleandoc(sys.modules[check.__module__].__doc__ or "")
        slug = check.__module__.rpartition(".")[2].replace("_", "-")
        summary = docs.partition("\n")[0]
        return Rule(
            code, slug, severity, category, since, summary, docs, tuple(bad), tuple(good), tuple(authority), check
        )

    return declare
