"""What every error answers: RFC 9457."""

from pydantic import BaseModel, ConfigDict, Field


class Problem(BaseModel):
    """An error; `type` leads to a page that says what to do."""

    model_config = ConfigDict(extra="allow", frozen=True)

    type: str = Field(pattern="/problems/[a-z-]+$")
    title: str
    status: int = Field(ge=400, le=599)
    detail: str = Field(description="what is wrong with this request")
    request_id: str = Field(description="by which it is found in the log")
    limit: int | None = Field(None, description="of too-large: the most bytes there may be")
