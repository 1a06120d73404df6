"""What suggestions are asked for and answer."""

from typing import Annotated

from pydantic import Field

from service.jobs.suggest import DEFAULT_LIMIT, LARGEST_LIMIT
from service.web.models import Digits, Query, Shape
from service.web.models.search import Question


class SuggestQuery(Query):
    """What has been typed so far."""

    q: Question = Field(description="what has been typed so far: Chinese, pinyin, Latin letters")
    limit: Annotated[int, Digits] = Field(
        DEFAULT_LIMIT, ge=1, le=LARGEST_LIMIT, description="completions at once; the header X-Limit-Max tells the most"
    )


class Completion(Shape):
    """What a reader may go on to type."""

    text: str
    kind: str


class SuggestAnswer(Shape):
    """Completions, and what may have been meant."""

    completions: list[Completion] = Field(max_length=LARGEST_LIMIT)
    did_you_mean: str | None
    build: str
