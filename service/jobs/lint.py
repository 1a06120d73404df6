"""Lint articles: files and folders, or a text that is already here."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from service.corpus.gather import gather
from service.errors import BadArticle
from service.jobs.desks import Desks
from service.jobs.examine import Examiner, Task, Tick
from service.jobs.lint_cache import Cache
from service.lint.config import Configuration, Settings, only
from service.lint.rule import Rule
from service.lint.run import Checked, examine, settled
from service.model import Finding, Suppressed


@dataclass(frozen=True, slots=True)
class Linted:
    """Findings by file and place, the files that could not be read, and the findings that do not count.

    `texts` has the text of each file that one of the findings, the suppressed ones included, is about;
    `settings` says for each file examined what held for it; `notes` are for whoever started the run.
    """

    findings: tuple[Finding, ...]
    troubles: tuple[BadArticle, ...]
    texts: dict[str, str]
    checked: int = 1
    suppressed: tuple[Suppressed, ...] = ()
    settings: Mapping[str, Settings] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def failing(self, max_warnings: int | None = None) -> bool:
        """Whether one of the findings is at the fail level of its file or above.

        With `max_warnings` so many warnings are borne, and more than that fail whatever the level is.
        """
        spared = "warning" if max_warnings is not None else None
        loud = any(f.severity in self.settings[f.path].loud and f.severity != spared for f in self.findings)
        warnings = sum(finding.severity == "warning" for finding in self.findings)
        return loud or (max_warnings is not None and warnings > max_warnings)


def lint_articles(desks: Desks, paths: Iterable[Path], today: date, with_rules: Sequence[Rule]) -> Linted:
    """Lint files and folders by these rules, whatever configuration files say."""
    files, troubles = gather(paths)
    settings = only(with_rules)
    return _linted(Examiner(desks), [Task(path, settings, today) for path in files], troubles)


def plan(paths: Sequence[Path], configuration: Configuration, today: date) -> tuple[list[Task], list[BadArticle]]:
    """What is to be done with each file behind paths, and the paths behind which there is none.

    `today` counts where configuration names no day. BadSettings when a configuration file does not say what it
    means, patterns that match nothing included.
    """
    files, troubles = gather(paths)
    named = set(paths)
    kept = [path for path in files if path in named or not configuration.excludes(path)]
    if files and not kept:
        troubles.append(BadArticle(str(paths[0]), 0, "every file here is excluded by configuration"))
    tasks = []
    for path in kept:
        settings = configuration.of(path)
        tasks.append(Task(path, settings, settings.as_of or today))
    configuration.check()
    return tasks, troubles


def lint_files(
    desks: Desks,
    paths: Sequence[Path],
    configuration: Configuration,
    today: date,
    *,
    cache: Cache | None = None,
    jobs: int = 1,
    tick: Tick = lambda done, all: None,
) -> Linted:
    """Lint files and folders, each file as its configuration says (see `plan`).

    A file that cannot be read is reported and the rest goes on. Findings are kept in the cache and taken from it;
    `jobs` processes work at once; both change nothing in what is found. `tick` is told how far the run is.
    """
    return _linted(Examiner(desks, cache, jobs, tick), *plan(paths, configuration, today))


def _linted(examiner: Examiner, tasks: Sequence[Task], troubles: list[BadArticle]) -> Linted:
    examined, unread = examiner.examine(tasks)
    troubles += unread
    across: dict[str, list[Finding]] = {}
    for clash in examiner.compare(examined):
        across.setdefault(clash.path, []).append(clash)
    findings, silenced, texts = list[Finding](), list[Suppressed](), dict[str, str]()
    for one in examined:
        path, task = one.checked.path, one.task
        kept, hidden = _settled(examiner.desks, task.settings, one.checked, across.get(path, ()), task.today)
        findings += kept
        silenced += hidden
        if kept or hidden:
            texts[path] = one.text
    settings = {one.checked.path: one.task.settings for one in examined}
    return Linted(tuple(findings), tuple(troubles), texts, len(examined), tuple(silenced), settings)


def lint_text(
    desks: Desks, text: str, path: str, today: date, with_rules: Sequence[Rule], settings: Settings | None = None
) -> Linted:
    """Lint a text that is already here, by these rules or as settings say; BadArticle when it is no article."""
    settings = settings or only(with_rules)
    alone = [rule for rule in settings.rules if rule.compare is None]
    checked = examine(desks.reader.parse(text, path), desks.desk(today), alone)
    findings, silenced = _settled(desks, settings, checked, (), today)
    return Linted(findings, (), {path: text} if findings or silenced else {}, 1, silenced, {path: settings})


def _settled(
    desks: Desks, settings: Settings, checked: Checked, across: Iterable[Finding], today: date
) -> tuple[tuple[Finding, ...], tuple[Suppressed, ...]]:
    """What counts and what is silenced, as the settings say."""
    if not (checked.findings or across or checked.comments):
        return (), ()
    return settings.settled(*settled(checked, across, desks.desk(today), settings.rules))


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
