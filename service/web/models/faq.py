"""What the list of questions answers."""

from typing import Annotated

from pydantic import Field

from service.web.models import Choice, Digits, Shape, Verdict
from service.web.models.search import Filters

DEFAULT, MOST = 50, 200


class FaqsQuery(Filters):
    """Which questions."""

    article: Choice = Field(None, description="only those of this article, by id")
    limit: Annotated[int, Digits] = Field(DEFAULT, ge=1, le=MOST, description="questions at once")
    cursor: str | None = Field(None, max_length=300, description="`next` of the answer before")


class Faq(Shape):
    """A question that an article asks, with its answer as plain text."""

    article: str
    title: str
    question: str
    answer: str
    anchor: str
    url: str = Field(description="of the passage, relative to where the service lies")
    countries: list[str]
    operators: list[str]
    kinds: list[str]
    topics: list[str]
    updated: str | None
    verdict: Verdict


class FaqsAnswer(Shape):
    """Questions by article, in the order in which they stand there."""

    faqs: list[Faq]
    total: int = Field(ge=0)
    limit: int
    limit_max: int
    next: str | None
    build: str
