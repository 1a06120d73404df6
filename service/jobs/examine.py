"""Examine files: by this process or several, or out of what an earlier run kept."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from service.corpus.encodings import text_of
from service.errors import BadArticle, ServiceError
from service.jobs.desks import Desks
from service.jobs.lint_cache import Cache, Names
from service.lint.config import Settings
from service.lint.packed import pack, pack_findings, unpack, unpack_findings, unpack_notes
from service.lint.rule import Rule
from service.lint.run import BROKEN, Checked, compare, examine, named
from service.model import Finding

#: How many files are done, of how many.
Tick = Callable[[int, int], None]
#: Files that a process is given at once.
_CHUNK = 16


@dataclass(frozen=True, slots=True)
class Task:
    """A file, and what is to be done with it."""

    path: Path
    settings: Settings
    today: date


@dataclass(slots=True)
class Examined:
    """A file with its text and what was found in it; `notes` are those of `checked`, still packed."""

    task: Task
    text: str
    checked: Checked
    name: bytes = b""
    notes: bytes | None = None


#: What a process is sent: path, text, day, codes of rules; and what it sends back.
_Job = tuple[str, str, date, tuple[str, ...]]
_Answer = tuple[bytes, bytes] | tuple[str, int, str]


class Examiner:
    """Examines files in the order they are given, with a cache and more processes if it has them."""

    def __init__(
        self, desks: Desks, cache: Cache | None = None, jobs: int = 1, tick: Tick = lambda done, all: None
    ) -> None:
        self.desks = desks
        self._cache = cache
        self._jobs = jobs
        self._tick = tick
        self._names: dict[tuple[date, tuple[str, ...]], Names | None] = {}
        self._known: dict[int, tuple[str, ...]] = {}

    def examine(self, tasks: Sequence[Task]) -> tuple[list[Examined], list[BadArticle]]:
        """What was found in each file, and the files that cannot be read."""
        troubles: list[BadArticle] = []
        texts: list[tuple[Task, str]] = []
        for task in tasks:
            try:
                texts.append((task, text_of(task.path, str(task.path), self.desks.encoding)))
            except BadArticle as trouble:
                troubles.append(trouble)
        names = [self._name(task, text) for task, text in texts]
        kept = self._cache.rows([name for name in names if name]) if self._cache else {}
        found: list[Examined | None] = []
        for (task, text), name in zip(texts, names, strict=True):
            row = kept.pop(name, None)
            checked = unpack(row[0], None, str(task.path), self.desks.by_id) if row else None
            found.append(Examined(task, text, checked, name, row[1]) if row and checked else None)
        waiting = [nth for nth, one in enumerate(found) if one is None]
        fresh: dict[bytes, tuple[bytes, bytes]] = {}
        done = len(found) - len(waiting)
        self._tick(done, len(found))
        for nth, answer in zip(waiting, self._answers([texts[nth] for nth in waiting]), strict=True):
            done += 1
            self._tick(done, len(found))
            if isinstance(answer, BadArticle):
                troubles.append(answer)
                continue
            task, text = texts[nth]
            found[nth] = Examined(task, text, answer, names[nth])
            if names[nth] and not any(finding.code == BROKEN[0] for finding in answer.findings):
                fresh[names[nth]] = pack(answer)
        if self._cache:
            self._cache.keep(fresh)
        order = {str(task.path): nth for nth, task in enumerate(tasks)}
        troubles.sort(key=lambda trouble: order.get(trouble.path, -1))
        return [one for one in found if one is not None], troubles

    def compare(self, examined: Sequence[Examined]) -> list[Finding]:
        """What whole-folder rules find across all of them."""
        used = {id(one.task.settings): one.task.settings for one in examined}
        comparing = {rule.code: rule for settings in used.values() for rule in settings.rules if rule.compare}
        if not comparing:
            return []
        rules = [comparing[code] for code in sorted(comparing)]
        today = max(one.task.today for one in examined)
        names = self._cache.names(rules, today) if self._cache and all(one.name for one in examined) else None
        name = names.across(one.name for one in examined) if names else b""
        row = self._cache.rows([name]).get(name) if self._cache and name else None
        if row and (findings := unpack_findings(row[0], self.desks.by_id)) is not None:
            return findings
        findings = compare([self._whole(one) for one in examined], self.desks.desk(today), rules)
        if self._cache and name:
            self._cache.keep({name: (pack_findings(findings), b"")})
        return findings

    def _whole(self, one: Examined) -> Checked:
        """With its notes; a file whose notes were damaged is examined again."""
        if one.notes is None:
            return one.checked
        if (notes := unpack_notes(one.notes, one.checked.path)) is not None:
            return replace(one.checked, notes=notes)
        try:
            return _examined(self.desks, one.checked.path, one.text, one.task.today, one.task.settings.rules)
        except BadArticle:  # then it was no row of this file
            return one.checked

    def _codes(self, settings: Settings) -> tuple[str, ...]:
        """The codes of the rules that run; asked for each file, made once for all that share settings."""
        if id(settings) not in self._known:
            self._known[id(settings)] = tuple(rule.code for rule in settings.rules)
        return self._known[id(settings)]

    def _name(self, task: Task, text: str) -> bytes:
        """The name of a file's row in the cache; empty when it has none."""
        if self._cache is None:
            return b""
        key = task.today, self._codes(task.settings)
        if key not in self._names:
            self._names[key] = self._cache.names(task.settings.rules, task.today)
        names = self._names[key]
        return names.of(str(task.path), text) if names else b""

    def _answers(self, texts: Sequence[tuple[Task, str]]) -> Iterator[Checked | BadArticle]:
        """What is found in each text, in order."""
        jobs = min(self._jobs, -(-len(texts) // _CHUNK))
        if jobs <= 1:
            for task, text in texts:
                try:
                    yield _examined(self.desks, str(task.path), text, task.today, task.settings.rules)
                except BadArticle as trouble:
                    yield trouble
            return
        given = [(str(task.path), text, task.today, self._codes(task.settings)) for task, text in texts]
        for (path, *_), answer in zip(given, _shared(self.desks.root, given, jobs), strict=True):
            if len(answer) == 3:
                yield BadArticle(*answer)
                continue
            checked = unpack(*answer, path, self.desks.facts.facts)
            if checked is None:
                raise ServiceError(f"{path}: a process answered what cannot be read; run with --jobs 1")
            yield checked


def _examined(desks: Desks, path: str, text: str, today: date, rules: Sequence[Rule]) -> Checked:
    return examine(desks.reader.parse(text, path), desks.desk(today), rules)


# Processes -----------------------------------------------------------------------------------------


def _shared(root: Path, given: Sequence[_Job], jobs: int) -> Iterator[_Answer]:
    """The answers of several processes, in order."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    try:
        fresh = get_context("spawn")  # what libraries keep in threads does not outlive a fork
        with ProcessPoolExecutor(jobs, fresh, _begin, (root,)) as pool:
            yield from pool.map(_work, given, chunksize=_CHUNK)
    except BrokenProcessPool:
        raise ServiceError(
            "a process of the run was ended from outside (too little memory?); use fewer --jobs"
        ) from None


#: In a process of its own: the corpus, read once.
_desks: Desks | None = None


def _begin(root: Path) -> None:
    global _desks
    _desks = Desks(root)


def _work(job: _Job) -> _Answer:
    assert _desks is not None
    path, text, today, codes = job
    try:
        return pack(_examined(_desks, path, text, today, [named(code) for code in codes]))
    except BadArticle as trouble:
        return trouble.path, trouble.line, trouble.reason
