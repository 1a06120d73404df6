"""Run rules over an article and turn their problems into findings."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from service import folder
from service.errors import BadSettings
from service.lint.rule import Desk, Problem, Rule
from service.model import Article, Finding, Span
from service.text.lines import Lines
from service.text.normalise import fold

RULES = "service.lint.rules"
#: A rule that raises becomes this finding, so that one defect does not hide every other verdict.
BROKEN = ("LNT001", "broken-rule", "unverified")


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule there is, by code."""
    found = [folder.load(RULES, name).check for name in folder.names(RULES)]
    return tuple(sorted(found, key=lambda rule: rule.code))


def named(name: str) -> Rule:
    """One rule by code or slug."""
    for rule in rules():
        if name.casefold() in (rule.code.casefold(), rule.slug):
            return rule
    raise BadSettings(f"unknown rule {name!r}{_nearest(name)}; `kawen rule` lists them all")


def chosen(select: Iterable[str], ignore: Iterable[str]) -> tuple[Rule, ...]:
    """The rules to run: those selected (all, when nothing is) without those ignored."""
    wanted = [named(name) for name in select] or list(rules())
    unwanted = {named(name).code for name in ignore}
    return tuple(rule for rule in wanted if rule.code not in unwanted)


def lint(article: Article, desk: Desk, with_rules: Sequence[Rule]) -> list[Finding]:
    """The findings of one article, by place; one finding per thing."""
    lines = Lines(article.text)
    prints: Counter[tuple[str, str]] = Counter()
    found = []
    for rule in with_rules:
        for problem in _one_each(_problems(rule, article, desk)):
            found.append((rule, problem))
    found.sort(key=lambda pair: (pair[1].span, pair[0].code))
    return [_finding(article, lines, desk, rule, problem, prints) for rule, problem in found]


def _problems(rule: Rule, article: Article, desk: Desk) -> list[Problem]:
    try:
        return list(rule.check(article, desk))
    except Exception as trouble:  # one of the doors: a broken rule is a finding, not the end of the run
        message = f"规则 {rule.slug} 出错了（{type(trouble).__name__}: {trouble}），这一项没有检查"
        return [Problem(article.title_span, message, severity="error", level="article", facts=(BROKEN[0],))]


def _one_each(problems: list[Problem]) -> list[Problem]:
    """Without problems that lie inside another of the same rule."""
    kept: list[Problem] = []
    for problem in sorted(problems, key=lambda p: (p.level, p.span.start, -p.span.end)):
        if not any(problem.level == k.level and k.span.holds(problem.span) for k in kept[-1:]):
            kept.append(problem)
    return kept


def _finding(
    article: Article, lines: Lines, desk: Desk, rule: Rule, problem: Problem, prints: Counter[tuple[str, str]]
) -> Finding:
    code, slug, category = rule.code, rule.slug, rule.category
    if problem.facts == (BROKEN[0],):
        code, slug, category = BROKEN
    span = problem.span
    quote = article.text[span.start : span.end]
    (line, column), (end_line, end_column) = lines.place(span.start), lines.place(span.end)
    key = (slug, fold(quote))
    prints[key] += 1
    return Finding(
        path=article.path,
        start=span.start,
        end=span.end,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        level=problem.level,
        code=code,
        rule=slug,
        category=category,
        severity=problem.severity or rule.severity,
        message=problem.message,
        quote=quote,
        help=problem.help,
        facts=tuple(f for id in problem.facts if (f := desk.facts.facts.get(id)) and f.holds(desk.today)),
        fix=None,
        fingerprint=_fingerprint(*key, prints[key]),
    )


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
