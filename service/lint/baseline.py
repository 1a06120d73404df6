"""A baseline: findings that were there when checking began, kept out of the way until somebody mends them.

The file is JSON, one finding a line, sorted, with paths from its own folder. A finding is known by its file, its
rule and its fingerprint, so it may move; each entry keeps out one finding.
"""

import json
import os
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.errors import BadSettings
from service.model import Finding, Suppressed

FORMAT = 1
#: Bytes; a larger file is no baseline.
LARGEST = 100_000_000
_FIELDS = ("path", "code", "fingerprint", "quote")
_SHOWN = 80


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """A finding as a baseline knows it; the quote is for whoever reads the file."""

    path: str
    code: str
    fingerprint: str
    quote: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it the same finding."""
        return self.path, self.code, self.fingerprint


def load(path: Path) -> tuple[Entry, ...]:
    """The entries of a file; BadSettings when it is not there or is no baseline."""
    try:
        raw = path.read_bytes()
    except OSError as trouble:
        raise BadSettings(f"{path}: {trouble.strerror}; write a baseline with --update-baseline") from None
    try:
        said = json.loads(raw[: LARGEST + 1].decode(errors="surrogateescape"))
        if said["kawen-baseline"] != FORMAT:
            raise BadSettings(f"{path}: a baseline of format {said['kawen-baseline']}, not {FORMAT}; write it anew")
        return tuple(_entry(row) for row in said["findings"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise BadSettings(f"{path}: not a baseline; write one with --update-baseline") from None


def _entry(row: Any) -> Entry:
    values = [row[name] for name in _FIELDS]
    if not all(isinstance(value, str) for value in values):
        raise TypeError
    return Entry(*values)


def without(
    findings: Iterable[Finding], entries: Iterable[Entry], folder: Path
) -> tuple[tuple[Finding, ...], tuple[Suppressed, ...]]:
    """The findings that are new, and those that the baseline in a folder knows."""
    left = Counter(entry.key for entry in entries)
    fresh, known = list[Finding](), list[Suppressed]()
    for finding in findings:
        key = _of(finding, folder).key
        if left[key] > 0:
            left[key] -= 1
            known.append(Suppressed(finding, "external", "基线里已有"))
        else:
            fresh.append(finding)
    return tuple(fresh), tuple(known)


def renewed(
    entries: Iterable[Entry], findings: Iterable[Finding], ran: Mapping[str, Collection[str]], folder: Path
) -> tuple[Entry, ...]:
    """The entries as they should be: where `ran` has a file and a rule, what was found there and nothing else.

    `ran` has the codes of the rules by the path of the file. Entries of other files and rules stay, unless the
    file is gone.
    """
    seen = _seen(ran, folder)
    kept = [e for e in entries if e.code not in seen.get(e.path, ()) and (folder / e.path).exists()]
    return tuple(sorted([*kept, *(_of(finding, folder) for finding in findings)]))


def fixed(
    entries: Iterable[Entry], known: Iterable[Suppressed], ran: Mapping[str, Collection[str]], folder: Path
) -> int:
    """How many entries of files and rules that `ran` has are of findings that are there no longer."""
    seen = _seen(ran, folder)
    left = Counter(e.key for e in entries if e.code in seen.get(e.path, ()))
    left.subtract(_of(one.finding, folder).key for one in known)
    return sum(times for times in left.values() if times > 0)


def _seen(ran: Mapping[str, Collection[str]], folder: Path) -> dict[str, Collection[str]]:
    return {_relative(path, folder): codes for path, codes in ran.items()}


def save(path: Path, entries: Iterable[Entry]) -> None:
    """Write the file in one step; OSError when that cannot be done."""
    rows = [json.dumps({name: getattr(e, name) for name in _FIELDS}, ensure_ascii=False) for e in sorted(entries)]
    body = ",\n".join(rows)
    text = f'{{"kawen-baseline": {FORMAT}, "findings": [\n{body}\n]}}\n' if rows else _empty()
    beside = path.with_name(f".{path.name}.{os.urandom(6).hex()}")
    try:
        beside.write_bytes(text.encode(errors="surrogateescape"))
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def _empty() -> str:
    return f'{{"kawen-baseline": {FORMAT}, "findings": []}}\n'


def _of(finding: Finding, folder: Path) -> Entry:
    quote = " ".join(finding.quote.split())[:_SHOWN]
    return Entry(_relative(finding.path, folder), finding.code, finding.fingerprint, quote)


def _relative(path: str, folder: Path) -> str:
    """A path as it stands in a baseline of a folder: with slashes, the same on every system."""
    try:
        return Path(os.path.relpath(Path(path).absolute(), folder.absolute())).as_posix()
    except ValueError:  # another drive
        return Path(path).as_posix()
