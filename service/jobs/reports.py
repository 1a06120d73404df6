"""Write what a run of the linter found in the formats that were asked for, each to its place."""

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TextIO, overload

from service import folder
from service.errors import BadSettings
from service.jobs.lint import Linted
from service.lint.rule import Rule
from service.model import Fact
from service.report._run import Described, Run

FORMATS = "service.report"


@dataclass(frozen=True, slots=True)
class Sink:
    """A format and where it goes: a file, or standard output."""

    form: str
    file: Path | None = None


def sinks(form: str, file: Path | None, more: Iterable[str]) -> list[Sink]:
    """The main format with its place, and `FORMAT=FILE` for each of the others; BadSettings for one there is not."""
    found = [Sink(_known(form), file)]
    for pair in more:
        name, equals, place = pair.partition("=")
        if not equals or not place:
            raise BadSettings(f"--output wants FORMAT=FILE, like sarif=kawen.sarif, not {pair!r}")
        found.append(Sink(_known(name), Path(place)))
    files = [sink.file.resolve() for sink in found if sink.file]
    if twice := next((file for file in files if files.count(file) > 1), None):
        raise BadSettings(f"two formats would be written to {twice}; give each a file of its own")
    return found


def _known(form: str) -> str:
    known = folder.names(FORMATS)
    if form not in known:
        import difflib

        close = difflib.get_close_matches(form, known, n=1)
        hint = f"; did you mean {close[0]!r}?" if close else f"; there are {', '.join(known)}"
        raise BadSettings(f"unknown format {form!r}{hint}")
    return form


def write(run: Run, to: Sequence[Sink], echo: Callable[[str], None]) -> None:
    """Every format to its place; a file is there whole or not at all."""
    for sink in to:
        rendered = folder.load(FORMATS, sink.form).render(run)
        if sink.file is None:
            for line in rendered:
                echo(line)
            continue
        aside = sink.file.with_name(f".{sink.file.name}.{os.getpid()}.part")
        try:
            # paths may be any bytes: their surrogates become escapes, which JSON reads as such
            with aside.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
                out.writelines(f"{line}\n" for line in rendered)
            os.replace(aside, sink.file)
        finally:
            aside.unlink(missing_ok=True)


def run_of(linted: Linted, facts: Mapping[str, Fact], today: date, *, colour: bool = False) -> Run:
    """What was found, with the rules that ran over any of the files."""
    used = {id(settings): settings for settings in linted.settings.values()}
    rules = {rule.code: rule for settings in used.values() for rule in settings.rules}
    told = _Later([rules[code] for code in sorted(rules)], facts)
    days = {settings.as_of or today for settings in linted.settings.values()} or {today}
    return Run(
        linted.findings, linted.texts, linted.checked, linted.troubles, told, linted.suppressed, max(days), colour
    )


class _Later(Sequence[Described]):
    """Rules as reports name them, for the formats that do."""

    def __init__(self, rules: Sequence[Rule], facts: Mapping[str, Fact]) -> None:
        self._rules, self._facts = rules, facts

    @cached_property
    def _told(self) -> list[Described]:
        return described(self._rules, self._facts)

    @overload
    def __getitem__(self, at: int) -> Described: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Described]: ...
    def __getitem__(self, at: int | slice) -> Described | Sequence[Described]:
        return self._told[at]

    def __len__(self) -> int:
        return len(self._rules)


def described(rules: Iterable[Rule], facts: Mapping[str, Fact]) -> list[Described]:
    """The rules as reports name them; the link is the first page they rest on."""
    return [
        Described(r.code, r.slug, r.severity, r.category, r.since, r.summary, r.docs, _link(r, facts)) for r in rules
    ]


def _link(rule: Rule, facts: Mapping[str, Fact]) -> str:
    for name in rule.authority:
        if name.startswith("https://"):
            return name
        if (fact := facts.get(name)) and fact.sources:
            return fact.sources[0].url
    return ""


def coloured(wanted: str, stream: TextIO | None = None) -> bool:
    """Whether to paint: `always`, `never`, or as NO_COLOR, FORCE_COLOR and the terminal say."""
    if wanted != "auto":
        return wanted == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return (stream or sys.stdout).isatty() and os.environ.get("TERM") != "dumb"
