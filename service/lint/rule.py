"""What a rule is: a decorated function with its docs, its examples and its authority beside it."""

import inspect
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from service.claims.page import Page
from service.model import Article, Block, Desk, Edit, Fix, Inline, Level, Mapped, Place, Sentence, Severity, Span

__all__ = [
    "CATEGORIES",
    "NEXT_ARTICLE",
    "Article",
    "Block",
    "Clash",
    "Desk",
    "Edit",
    "Fix",
    "Inline",
    "Mapped",
    "Note",
    "Noted",
    "Page",
    "Place",
    "Problem",
    "Rule",
    "Sentence",
    "Silence",
    "Span",
    "folder_rule",
    "rule",
    "suppression_rule",
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
class Problem:
    """One thing wrong: where, why, what to write instead, and the ids of the facts that say so.

    `severity` overrides the rule's own; `level` "article" means the whole text, its span the title;
    `related` are other places of the same file, `past` ids of facts that held once and no longer do
    (of `facts` only those are told that hold on the day). `fix` would mend it.
    """

    span: Span
    message: str
    help: str = ""
    facts: tuple[str, ...] = ()
    severity: Severity | None = None
    level: Level = "span"
    related: tuple[Span, ...] = ()
    past: tuple[str, ...] = ()
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What a whole-folder rule keeps of an article: a place, and something small to compare.

    The value is plain: None, texts, numbers, and tuples of these, so that it can be kept between runs.
    """

    span: Span
    value: Any


@dataclass(frozen=True, slots=True)
class Noted:
    """A note on its way through the folder."""

    place: Place
    value: Any


@dataclass(frozen=True, slots=True)
class Clash:
    """A problem of a whole folder: the places may lie in different files."""

    place: Place
    message: str
    help: str = ""
    facts: tuple[str, ...] = ()
    severity: Severity | None = None
    level: Level = "span"
    related: tuple[Place, ...] = ()
    past: tuple[str, ...] = ()
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class Silence:
    """A comment that means to silence rules, and what became of it; `fault` says why it cannot be read.

    The names are as they are written: `unknown` with the nearest right one, `refused` of rules that cannot be
    silenced, `twice` given before, `unused` of rules that found nothing there. `without` takes those away.
    """

    place: Place
    fault: str
    reason: str
    until: date | None
    expired: bool
    unknown: tuple[tuple[str, str], ...]
    refused: tuple[str, ...]
    twice: tuple[str, ...]
    unused: tuple[str, ...]
    without: Fix | None


Check = Callable[[Page, Desk], Iterator[Problem]]
Gather = Callable[[Page, Desk], Iterator[Note]]
Compare = Callable[[Sequence[Noted], Desk], Iterator[Clash]]
Audit = Callable[[Sequence[Silence], Desk], Iterator[Clash]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as the registry knows it; slug, summary and docs are read off its module.

    A rule for one article has `check`; one for a whole folder has `gather`, run on each article, and
    `compare`, run once on all that was gathered; one about the comments that silence rules has `audit`, run
    when everything else has. One that is not `suppressible` no comment silences. `triggers` are words, folded and without spaces: a
    sentence with none of them is not shown to the rule.
    """

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
    triggers: tuple[str, ...] = ()
    check: Check | None = None
    gather: Gather | None = None
    compare: Compare | None = None
    audit: Audit | None = None
    suppressible: bool = True


#: Between the articles of an example of a whole-folder rule.
NEXT_ARTICLE = "\n=====\n"


def rule(
    code: str,
    *,
    severity: Severity,
    category: str,
    since: str,
    bad: Sequence[str],
    good: Sequence[str],
    authority: Sequence[str] = (),
    triggers: Sequence[str] = (),
    suppressible: bool = True,
) -> Callable[[Check], Rule]:
    """Declare a rule: `bad` examples mark each expected span with ⟦⟧, `good` are their harmless twins.

    `authority` names what the rule rests on: fact ids, or addresses of public guidance.
    """

    declare = _declaring(code, severity, category, since, bad, good, authority, suppressible)
    return lambda check: declare(check, triggers=tuple(triggers), check=check)


def folder_rule(
    code: str,
    *,
    severity: Severity,
    category: str,
    since: str,
    bad: Sequence[str],
    good: Sequence[str],
    gather: Gather,
    authority: Sequence[str] = (),
    suppressible: bool = True,
) -> Callable[[Compare], Rule]:
    """Declare a rule that compares articles; `=====` between two lines divides those of an example."""

    declare = _declaring(code, severity, category, since, bad, good, authority, suppressible)
    return lambda compare: declare(compare, gather=gather, compare=compare)


def suppression_rule(
    code: str, *, since: str, bad: Sequence[str], good: Sequence[str], authority: Sequence[str] = ()
) -> Callable[[Audit], Rule]:
    """Declare a rule about the comments that silence rules; all are warnings, and none can be silenced itself."""

    declare = _declaring(code, "warning", "suppression", since, bad, good, authority, suppressible=False)
    return lambda audit: declare(audit, audit=audit)


def _declaring(
    code: str,
    severity: Severity,
    category: str,
    since: str,
    bad: Sequence[str],
    good: Sequence[str],
    authority: Sequence[str],
    suppressible: bool,
) -> Callable[..., Rule]:
    """What makes a rule of the function that is decorated, and of the members that its kind of rule has."""

    def declare(decorated: Callable[..., Any], **own: Any) -> Rule:
        module = decorated.__module__
        docs = inspect.cleandoc(sys.modules[module].__doc__ or "")
        return Rule(
            code=code,
            slug=module.rpartition(".")[2].replace("_", "-"),
            severity=severity,
            category=category,
            since=since,
            summary=docs.partition("\n")[0],
            docs=docs,
            bad=tuple(bad),
            good=tuple(good),
            authority=tuple(authority),
            suppressible=suppressible,
            **own,
        )

    return declare
