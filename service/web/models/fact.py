"""What the fact base answers."""

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from service.web.models import Choice, Digits, Query, Shape, Source

DEFAULT, MOST = 50, 200
Standing = Literal["holds", "over", "to-come"]
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _day(value: Any) -> date:
    """What pydantic would take for a day too: times, seconds since 1970."""
    if not _DAY.fullmatch(value):
        raise ValueError
    return date.fromisoformat(value)


Day = Annotated[date | None, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]


class FactQuery(Query):
    """As things stand on which day."""

    as_of: Day = Field(None, description="judge by the state of this day (default: today)")


class FactsQuery(FactQuery):
    """Which facts."""

    country: Choice = Field(None, description="code or name; its operators' facts too: KZ, 哈萨克斯坦")
    subject: Choice = Field(None, description="KZ, kcell, ESIM")
    kind: Choice = Field(None, description="registration, network, code, …")
    attribute: Choice = Field(None, description="what claims are compared with")
    text: Choice = Field(None, description="words that all occur in id, claim, note, values or sources")
    standing: Standing | None = Field(None, description="how it stands on the day")
    due_by: Day = Field(None, description="only what must be verified again by this day")
    limit: Annotated[int, Digits] = Field(DEFAULT, ge=1, le=MOST, description="facts at once")
    cursor: str | None = Field(None, max_length=200, description="`next` of the answer before")


class FactRow(Shape):
    """One sourced statement with the interval in which it holds; dates may be partial (2016-05)."""

    id: str
    subject: str
    kind: str
    claim: str
    since: str | None
    until: str | None
    confidence: Literal["high", "medium", "low"]
    recheck_by: str | None
    sources: list[Source]
    note: str
    attribute: str
    values: list[str]
    wrong: list[str]
    refutes: list[str] = Field(description="RE2 patterns of sentences the fact contradicts")
    conflicts: list[str] = Field(description="facts whose sources say otherwise")
    standing: Standing
    as_of: str


class FactsAnswer(Shape):
    """Facts by id."""

    facts: list[FactRow]
    total: int = Field(ge=0)
    limit: int
    limit_max: int
    next: str | None


class CitingRule(Shape):
    """A rule that rests on the fact."""

    code: str
    rule: str


class CitingArticle(Shape):
    """An article of the current build that names the fact."""

    id: str
    title: str


class Cited(Shape):
    """Who rests on the fact."""

    rules: list[CitingRule]
    articles: list[CitingArticle]


class FactAnswer(FactRow):
    """A fact, and who cites it."""

    cited: Cited
