"""What every output format gets: the findings of a run, the texts behind them, and what could not be done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from service.errors import BadArticle
from service.model import Finding, Severity, Suppressed
from service.text.lines import Lines


@dataclass(frozen=True, slots=True)
class Described:
    """A rule as a report names it; `link` is a page that says why, if there is one."""

    code: str
    slug: str
    severity: Severity
    category: str
    since: str
    summary: str
    docs: str
    link: str = ""


@dataclass(frozen=True, eq=False)
class Run:
    """A run of the linter. `texts` has every file that a finding is about, as it was decoded.

    `troubles` are the files that could not be read, `suppressed` what was found and does not count.
    """

    findings: Sequence[Finding]
    texts: Mapping[str, str]
    checked: int = 0
    troubles: Sequence[BadArticle] = ()
    rules: Sequence[Described] = ()
    suppressed: Sequence[Suppressed] = ()
    as_of: date | None = None
    colour: bool = False
    _lines: dict[str, Lines] = field(default_factory=dict, repr=False)

    def lines(self, path: str) -> Lines:
        """The lines of a file, cut once."""
        if path not in self._lines:
            self._lines[path] = Lines(self.texts.get(path, ""))
        return self._lines[path]

    @cached_property
    def by_path(self) -> Mapping[str, Sequence[Finding]]:
        """The findings of each file that has any, files and findings in their order."""
        found: dict[str, list[Finding]] = {}
        for finding in self.findings:
            found.setdefault(finding.path, []).append(finding)
        return found
