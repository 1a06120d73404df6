"""What a program may tell us of an answer, and what it gets for it."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from service.web.models import Shape


class FeedbackMessage(BaseModel):
    """What a reader says: of an `article` (and `anchor`), or of a `question` that nothing answers."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["helpful", "unhelpful", "mistake", "missing"]
    article: str = Field("", max_length=200, description="id; of every kind but missing")
    anchor: str = Field("", max_length=200)
    question: str = Field("", max_length=500, description="what was looked for; of kind missing")
    comment: str = Field("", max_length=2000)


class FeedbackAnswer(Shape):
    """It has been kept."""

    feedback: int = Field(ge=1)
    kind: Literal["helpful", "unhelpful", "mistake", "missing"]
