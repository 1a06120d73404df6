"""Run rules over an article and turn their problems into findings."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from operator import attrgetter
from types import ModuleType
from typing import Any

from service import declared
from service.claims.page import Page
from service.errors import BadSettings
from service.lint.foreseen import foresee
from service.lint.gate import pages
from service.lint.rule import Check, Clash, Desk, Noted, Problem, Rule
from service.lint.suppress import Comment, comments, settle
from service.model import Article, Fact, Finding, Place, Span, Suppressed
from service.text.lines import Lines
from service.text.normalise import fold

RULES = "service.lint.rules"
#: The fields of a rule that are functions, and the others.
_RUN = ("check", "gather", "compare", "audit")
_PLAIN = tuple(field.name for field in fields(Rule) if field.name not in _RUN)
#: A rule that raises becomes this finding, so that one defect does not hide every other verdict.
BROKEN = ("LNT001", "broken-rule", "unverified")


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule there is, by code; a rule's file is imported when the rule is first run."""
    found = [_declared(row) for row in declared.told(RULES, _told)]
    return tuple(sorted(found, key=lambda rule: rule.code))


def _told(module: ModuleType) -> list[Any]:
    rule: Rule = module.check
    return [*(getattr(rule, name) for name in _PLAIN), [name for name in _RUN if getattr(rule, name)]]


def _declared(row: list[Any]) -> Rule:
    """A rule as `_told` told it."""
    file, *plain, runs = row
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in zip(_PLAIN, plain, strict=True)
    }
    values.update((name, None) for name in _RUN)
    values.update((name, declared.put_off(RULES, file, attrgetter(f"check.{name}"))) for name in runs)
    return Rule(**values)


def named(name: str) -> Rule:
    """One rule by code or slug."""
    for rule in rules():
        if name.casefold() in (rule.code.casefold(), rule.slug):
            return rule
    raise BadSettings(f"unknown rule {name!r}{_nearest(name)}; `kawen rule` lists them all")


@dataclass(frozen=True, slots=True)
class Checked:
    """What one article gave before anything was silenced: its findings, the notes of whole-folder rules by
    code, and its comments that silence rules.
    """

    path: str
    findings: tuple[Finding, ...]
    notes: Mapping[str, tuple[Noted, ...]]
    comments: tuple[Comment, ...] = ()


def lint(article: Article, desk: Desk, with_rules: Sequence[Rule]) -> list[Finding]:
    """The findings of one article that count, by place; one per thing. Whole-folder rules are left out."""
    alone = [rule for rule in with_rules if rule.compare is None]
    return list(settled(examine(article, desk, alone), (), desk, alone)[0])


def settled(
    checked: Checked, across: Iterable[Finding], desk: Desk, with_rules: Sequence[Rule]
) -> tuple[tuple[Finding, ...], tuple[Suppressed, ...]]:
    """The findings of an article that count, by place, and those its comments silence.

    `across` are the findings of whole-folder rules in this article.
    """
    findings = sorted((*checked.findings, *across), key=_by_place)
    kept, silenced, told = settle(checked.comments, findings, with_rules, _names(), desk.today)
    prints: Counter[tuple[str, str]] = Counter()
    for rule in with_rules if told else ():
        for clash in rule.audit(told, desk) if rule.audit else ():
            key = (rule.slug, fold(clash.place.quote))
            prints[key] += 1
            kept.append(_reported(rule, clash, desk, _fingerprint(*key, prints[key])))
    return tuple(sorted(kept, key=_by_place)), tuple(silenced)


def _by_place(finding: Finding) -> tuple[int, int, str]:
    return finding.start, finding.end, finding.code


@cache
def _names() -> Mapping[str, Rule]:
    """Every rule by code and by slug, in lower case."""
    return {name.casefold(): rule for rule in rules() for name in (rule.code, rule.slug)}


def examine(article: Article, desk: Desk, with_rules: Sequence[Rule]) -> Checked:
    """The findings of one article by place, and what whole-folder rules keep of it for `compare`."""
    foresee()
    page = Page.of(article)
    with page.being_read():
        return _examined(page, desk, with_rules)


def _examined(page: Page, desk: Desk, with_rules: Sequence[Rule]) -> Checked:
    article, lines = page.article, Lines(page.article.text)
    notes: dict[str, tuple[Noted, ...]] = {}
    found: list[tuple[Rule, Problem]] = []
    for rule, seen in zip(with_rules, pages(page, with_rules), strict=True):
        if rule.check and seen:
            found += [(rule, problem) for problem in _one_each(_problems(rule, rule.check, seen, desk))]
        if rule.gather and seen:
            try:
                kept = list(rule.gather(seen, desk))
            except Exception as trouble:  # one of the doors, like the one for rules of one article
                found.append((rule, _broken(rule, trouble, article.title_span)))
                continue
            notes[rule.code] = tuple(Noted(_place(article, lines, note.span), note.value) for note in kept)
    found.sort(key=lambda pair: (pair[1].span, pair[0].code))
    prints: Counter[tuple[str, str]] = Counter()
    findings = tuple(_finding(article, lines, desk, *pair, prints) for pair in found)
    silencing = comments(article, lambda span: _place(article, lines, span))
    return Checked(article.path, findings, notes, silencing)


def compare(checked: Iterable[Checked], desk: Desk, with_rules: Sequence[Rule]) -> list[Finding]:
    """The findings of whole-folder rules over articles examined before, in order of path and place."""
    together: dict[str, list[Noted]] = {}
    for one in checked:
        for code, notes in one.notes.items():
            together.setdefault(code, []).extend(notes)
    prints: Counter[tuple[str, str, str]] = Counter()
    found: list[Finding] = []
    for rule in with_rules:
        if rule.compare is None or rule.code not in together:
            continue
        try:
            clashes = list(rule.compare(together[rule.code], desk))
        except Exception as trouble:  # one of the doors, like the one for rules of one article
            nowhere = together[rule.code][0].place
            clashes = [Clash(nowhere, _broken(rule, trouble, Span(0, 0)).message, severity="error", facts=BROKEN[:1])]
        for clash in sorted(clashes, key=lambda c: (c.place.path, c.place.start, c.place.end)):
            key = (clash.place.path, rule.slug, fold(clash.place.quote))
            prints[key] += 1
            found.append(_reported(rule, clash, desk, _fingerprint(*key[1:], prints[key])))
    return found


def _problems(rule: Rule, check: Check, page: Page, desk: Desk) -> list[Problem]:
    try:
        return list(check(page, desk))
    except Exception as trouble:  # one of the doors: a broken rule is a finding, not the end of the run
        return [_broken(rule, trouble, page.article.title_span)]


def _broken(rule: Rule, trouble: Exception, span: Span) -> Problem:
    message = f"规则 {rule.slug} 出错了（{type(trouble).__name__}: {trouble}），这一项没有检查"
    return Problem(span, message, severity="error", level="article", facts=BROKEN[:1])


def _one_each(problems: list[Problem]) -> list[Problem]:
    """Without problems that lie inside another of the same rule."""
    kept: list[Problem] = []
    for problem in sorted(problems, key=lambda p: (p.level, p.span.start, -p.span.end)):
        if not any(problem.level == k.level and k.span.holds(problem.span) for k in kept[-1:]):
            kept.append(problem)
    return kept


def _place(article: Article, lines: Lines, span: Span) -> Place:
    (line, column), (end_line, end_column) = lines.place(span.start), lines.place(span.end)
    quote = article.text[span.start : span.end]
    return Place(article.path, span.start, span.end, line, column, end_line, end_column, quote)


def _finding(
    article: Article, lines: Lines, desk: Desk, rule: Rule, problem: Problem, prints: Counter[tuple[str, str]]
) -> Finding:
    place = _place(article, lines, problem.span)
    related = tuple(_place(article, lines, span) for span in problem.related)
    key = (rule.slug, fold(place.quote))
    prints[key] += 1
    clash = Clash(
        place,
        problem.message,
        problem.help,
        problem.facts,
        problem.severity,
        problem.level,
        related,
        problem.past,
        problem.fix,
    )
    return _reported(rule, clash, desk, _fingerprint(*key, prints[key]))


def _reported(rule: Rule, clash: Clash, desk: Desk, fingerprint: str) -> Finding:
    code, slug, category = rule.code, rule.slug, rule.category
    if clash.facts == BROKEN[:1]:
        code, slug, category = BROKEN
    place = clash.place
    return Finding(
        path=place.path,
        start=place.start,
        end=place.end,
        line=place.line,
        column=place.column,
        end_line=place.end_line,
        end_column=place.end_column,
        level=clash.level,
        code=code,
        rule=slug,
        category=category,
        severity=clash.severity or rule.severity,
        message=clash.message,
        quote=place.quote,
        help=clash.help,
        facts=tuple(_facts(clash, desk)),
        fix=clash.fix,
        fingerprint=fingerprint,
        related=clash.related,
    )


def _facts(clash: Clash, desk: Desk) -> Iterator[Fact]:
    known = desk.facts.facts
    yield from (fact for id in clash.facts if (fact := known.get(id)) and fact.holds(desk.today))
    yield from (fact for id in clash.past if (fact := known.get(id)))


def _fingerprint(slug: str, quote: str, nth: int) -> str:
    """The same for the same words wherever they move; the nth of equals is the nth."""
    return hashlib.sha256(f"{slug}\0{quote}\0{nth}".encode()).hexdigest()[:16]


def _nearest(name: str) -> str:
    import difflib

    spellings = {spelling.casefold(): spelling for rule in rules() for spelling in (rule.slug, rule.code)}
    close = difflib.get_close_matches(name.casefold(), spellings, n=1, cutoff=0.5)
    return f"; did you mean {spellings[close[0]]!r}?" if close else ""


def marked(example: str) -> tuple[str, list[Span]]:
    """An example without its ⟦⟧ marks, and the spans they marked."""
    text, spans, opened = "", [], 0
    for char in example:
        if char == "⟦":
            opened = len(text)
        elif char == "⟧":
            spans.append(Span(opened, len(text)))
        else:
            text += char
    return text, spans
