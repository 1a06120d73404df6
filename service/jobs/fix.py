"""Mend articles by the fixes of their findings."""

import difflib
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from service.corpus.encodings import text_of
from service.errors import BadArticle
from service.jobs.desks import Desks
from service.jobs.examine import Task
from service.jobs.lint import plan
from service.lint.config import Configuration, Settings
from service.lint.fix import Look, Mended, mend
from service.lint.run import examine, settled
from service.model import Article, Finding


@dataclass(frozen=True, slots=True)
class Change:
    """A file that its fixes change."""

    path: str
    before: str
    after: str
    fixed: tuple[Finding, ...]


def fix_files(
    desks: Desks, paths: Sequence[Path], configuration: Configuration, today: date, *, unsafe: bool, write: bool
) -> tuple[tuple[Change, ...], tuple[BadArticle, ...]]:
    """Mend files and folders; without `write` only say how. What could not be written, and why, comes second.

    Files that cannot be read are left to `lint_files`, which reports them.
    """
    tasks, _ = plan(paths, configuration, today)
    changes: list[Change] = []
    troubles: list[BadArticle] = []
    for task in tasks:
        try:
            change = _changed(desks, task, unsafe)
        except BadArticle:
            continue
        if change is None:
            continue
        try:
            if write:
                replace_text(task.path, change.before, change.after)
        except BadArticle as trouble:
            troubles.append(trouble)
            continue
        changes.append(change)
    return tuple(changes), tuple(troubles)


def _changed(desks: Desks, task: Task, unsafe: bool) -> Change | None:
    path = str(task.path)
    text = text_of(task.path, path)
    mended = fix_text(desks, text, path, task.today, task.settings, unsafe=unsafe)
    return Change(path, text, mended.text, mended.fixed) if mended.fixed else None


def fix_text(desks: Desks, text: str, path: str, today: date, settings: Settings, *, unsafe: bool) -> Mended:
    """Mend a text that is already here; BadArticle when it is no article."""
    return mend(text, look_of(desks, path, today, settings), unsafe=unsafe)


def look_of(desks: Desks, path: str, today: date, settings: Settings) -> Look:
    """What finds out what is wrong in a text, as settings say."""
    desk, alone = desks.desk(today), [rule for rule in settings.rules if rule.compare is None]

    def look(text: str) -> tuple[Article, Sequence[Finding]]:
        article = desks.reader.parse(text, path)
        return article, settings.settled(*settled(examine(article, desk, alone), (), desk, alone))[0]

    return look


def replace_text(path: Path, before: str, after: str) -> None:
    """Put a text in the place of another in one step; BadArticle when the file is no longer what it was."""
    target = path.resolve()
    beside = target.with_name(f".{target.name}.{os.urandom(6).hex()}")
    try:
        with beside.open("xb") as file:
            file.write(after.encode())
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(target, beside)
        if target.read_bytes() != before.encode():
            raise BadArticle(str(path), 0, "changed while it was being fixed; nothing was written, run again")
        if not os.access(target, os.W_OK):
            raise BadArticle(str(path), 0, "is write-protected; nothing was written")
        os.replace(beside, target)
    except OSError as trouble:
        raise BadArticle(str(path), 0, f"cannot be written: {trouble.strerror}") from None
    finally:
        beside.unlink(missing_ok=True)


def diff_lines(change: Change) -> Iterator[str]:
    """A unified diff."""
    before, after = (re.split(r"(?<=\n)(?!\Z)", text) for text in (change.before, change.after))
    for line in difflib.unified_diff(before, after, change.path, change.path):
        if line.endswith("\n"):
            yield line[:-1]
        else:
            yield line
            yield "\\ No newline at end of file"
