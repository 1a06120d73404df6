"""The shapes of the interface for programs: what is asked and what is answered; `/openapi.json` is made of them.

A question is checked by its model. An answer is not, for that would cost more than some answers do: tests prove
that the answers fit.
"""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema


class Shape(BaseModel):
    """Part of an answer: exactly these members."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Query(BaseModel):
    """Parameters of a request: these and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _digits(value: Any) -> Any:
    """What pydantic would take for a number too: ` 5`, `1_0`, `5.0`, `٣`."""
    if isinstance(value, str) and not (value.isascii() and value.isdigit() and len(value) <= 6):
        raise ValueError
    return value


def _flag(value: Any) -> Any:
    if value not in ("0", "1"):
        raise ValueError
    return value == "1"


Digits = BeforeValidator(_digits)
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "integer", "enum": [0, 1]})]
#: A value of a filter, as long as any name there is; empty is as good as left out.
Choice = Annotated[str | None, Field(max_length=100)]


class Verdict(Shape):
    """How the article did when it was checked."""

    errors: int = Field(ge=0, description="claims by which a reader is harmed: money, privacy, safety, plainly false")
    warnings: int = Field(ge=0, description="claims to be verified")
    checked: str | None = Field(description="the day somebody last compared the article with its sources")
    sources: int = Field(ge=0, description="how many sources the article names")


class Source(Shape):
    """Where an article or a fact has its knowledge from."""

    url: str
    title: str
    seen: str | None = Field(description="the day the page was read")
    published: str | None = Field(description="the day it was published, where it says so")
