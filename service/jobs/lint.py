"""Lint articles: files and folders, or a text that is already here."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from service.corpus import articles as article_files
from service.errors import BadArticle
from service.jobs.desks import Desks
from service.lint.rule import Rule
from service.lint.run import Checked, compare, examine, settled
from service.model import Finding, Suppressed


@dataclass(frozen=True, slots=True)
class Linted:
    """Findings by file and place, the files that could not be read, and the findings that do not count.

    `texts` has the text of each file that one of the findings, the suppressed ones included, is about.
    """

    findings: tuple[Finding, ...]
    troubles: tuple[BadArticle, ...]
    texts: dict[str, str]
    checked: int = 1
    suppressed: tuple[Suppressed, ...] = ()


def lint_articles(desks: Desks, paths: Iterable[Path], today: date, with_rules: Sequence[Rule]) -> Linted:
    """Lint files and folders; a file that cannot be read is reported and the rest goes on."""
    desk, texts = desks.desk(today), dict[str, str]()
    all_checked: list[Checked] = []
    files, troubles = article_files.find(paths)
    unread = 0
    for path in files:
        try:
            article = desks.reader.load(path)
        except BadArticle as trouble:
            troubles.append(trouble)
            unread += 1
            continue
        checked = examine(article, desk, with_rules)
        all_checked.append(checked)
        if checked.findings or checked.notes or checked.comments:
            texts[article.path] = article.text
    across: dict[str, list[Finding]] = {}
    for clash in compare(all_checked, desk, with_rules):
        across.setdefault(clash.path, []).append(clash)
    findings, silenced = list[Finding](), list[Suppressed]()
    for checked in all_checked:
        kept, hidden = settled(checked, across.get(checked.path, ()), desk, with_rules)
        findings += kept
        silenced += hidden
    return Linted(tuple(findings), tuple(troubles), texts, len(files) - unread, tuple(silenced))


def lint_text(desks: Desks, text: str, path: str, today: date, with_rules: Sequence[Rule]) -> Linted:
    """Lint a text that is already here; BadArticle when it is no article."""
    article = desks.reader.parse(text, path)
    desk, alone = desks.desk(today), [rule for rule in with_rules if rule.compare is None]
    findings, silenced = settled(examine(article, desk, alone), (), desk, alone)
    return Linted(findings, (), {path: text}, 1, silenced)


def rule_json(rule: Rule) -> dict[str, Any]:
    """A rule as GET /api/v1/rules has it."""
    values = {
        name: getattr(rule, name) for name in rule.__slots__ if name not in ("check", "gather", "compare", "audit")
    }
    return {
        **values,
        "bad": list(rule.bad),
        "good": list(rule.good),
        "authority": list(rule.authority),
        "triggers": list(rule.triggers),
    }


def rule_lines(desks: Desks, rule: Rule) -> Iterator[str]:
    """A rule for a terminal: docs, examples, authority."""
    yield f"{rule.code} {rule.slug}（{rule.severity}，{rule.category}，自 {rule.since} 版）"
    yield ""
    yield rule.docs
    for name, examples in (("会报告", rule.bad), ("不会报告", rule.good)):
        yield ""
        yield f"{name}："
        yield from (f"  {line}" for example in examples for line in example.splitlines())
    if rule.authority:
        yield ""
        yield "依据："
        for name in rule.authority:
            fact = desks.facts.facts.get(name)
            yield f"  {fact.claim}（{name}；{fact.sources[0].url}）" if fact else f"  {name}"
