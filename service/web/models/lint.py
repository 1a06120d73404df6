"""What a linted article answers; contracts: the shape of `kawen lint --json`."""

from typing import Literal

from pydantic import Field

from service.web.models import Shape

Severity = Literal["error", "warning", "info"]


class SeenSource(Shape):
    """A page that says so."""

    url: str
    seen: str | None


class CitedFact(Shape):
    """A fact that a finding rests on."""

    id: str
    claim: str
    since: str | None
    until: str | None
    sources: list[SeenSource]


class Edit(Shape):
    """Put `text` where the code points from `start` up to `end` stand."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str


class Fix(Shape):
    """What would mend a finding: all of the edits or none."""

    description: str
    safe: bool = Field(description="whether it keeps what the author says")
    edits: list[Edit]


class Related(Shape):
    """Another place that a finding is about."""

    path: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    line: int = Field(ge=1)
    column: int = Field(ge=1)
    quote: str


class Finding(Shape):
    """One thing wrong; positions are code points of the text that was sent, lines and columns from 1."""

    path: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    line: int = Field(ge=1)
    column: int = Field(ge=1)
    end_line: int = Field(ge=1)
    end_column: int = Field(ge=1)
    level: Literal["span", "article"]
    code: str = Field(pattern="^[A-Z]+[0-9]{3}$")
    rule: str
    category: str
    severity: Severity
    message: str
    quote: str
    help: str
    facts: list[CitedFact]
    fix: Fix | None
    fingerprint: str
    related: list[Related]


class LintAnswer(Shape):
    """Everything found in the article."""

    findings: list[Finding]
    version: str
