"""What the lists of rules answer."""

from typing import Annotated

from pydantic import AfterValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from service.lint.rule import CATEGORIES
from service.web.models import Digits, Query, Shape
from service.web.models.lint import Severity


def _category(value: str) -> str:
    if value not in CATEGORIES:
        raise PydanticCustomError("literal_error", "not a category", {"expected": " or ".join(sorted(CATEGORIES))})
    return value


Category = Annotated[str, AfterValidator(_category), WithJsonSchema({"type": "string", "enum": sorted(CATEGORIES)})]
#: Rules at once; there are fewer, so that nobody has to page.
MOST = 200


class RulesQuery(Query):
    """Which rules."""

    category: Category | None = Field(None, description="only rules of this category")
    severity: Severity | None = Field(None, description="only rules of this severity")
    limit: Annotated[int, Digits] = Field(MOST, ge=1, le=MOST, description="rules at once")
    cursor: str | None = Field(None, max_length=200, description="`next` of the answer before")


class RuleAnswer(Shape):
    """A rule with docs, examples and authority."""

    code: str = Field(pattern="^[A-Z]+[0-9]{3}$")
    slug: str
    severity: Severity
    category: Category
    since: str = Field(description="the version that first had it")
    summary: str
    docs: str
    bad: list[str] = Field(description="what it finds, the span between ⟦ and ⟧")
    good: list[str] = Field(description="the harmless twins")
    authority: list[str] = Field(description="ids of facts, or addresses")
    triggers: list[str] = Field(description="words without which a sentence is not looked at")
    suppressible: bool = Field(description="whether a comment can silence it")


class RulesAnswer(Shape):
    """Rules by code."""

    rules: list[RuleAnswer]
    version: str
    total: int = Field(ge=0)
    limit: int
    limit_max: int
    next: str | None
