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
from service.lint.run import Checked, compare, examine, lint
from service.model import Finding


@dataclass(frozen=True, slots=True)
class Linted:
    """Findings by file and place, and the files that could not be read."""

    findings: tuple[Finding, ...]
    troubles: tuple[BadArticle, ...]
    texts: dict[str, str]
    checked: int = 1


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
        if checked.findings or checked.notes:
            texts[article.path] = article.text
    findings = [finding for checked in all_checked for finding in checked.findings]
    findings += compare(all_checked, desk, with_rules)
    order = {str(path): nth for nth, path in enumerate(files)}
    findings.sort(key=lambda f: (order.get(f.path, len(order)), f.start, f.end, f.code))
    return Linted(tuple(findings), tuple(troubles), texts, len(files) - unread)


def lint_text(desks: Desks, text: str, path: str, today: date, with_rules: Sequence[Rule]) -> Linted:
    """Lint a text that is already here; BadArticle when it is no article."""
    article = desks.reader.parse(text, path)
    return Linted(tuple(lint(article, desks.desk(today), with_rules)), (), {path: text})


def rule_json(rule: Rule) -> dict[str, Any]:
    """A rule as GET /api/v1/rules has it."""
    values = {name: getattr(rule, name) for name in rule.__slots__ if name not in ("check", "gather", "compare")}
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
