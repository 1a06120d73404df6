"""What the index and its rebuilding answer."""

from typing import Literal

from pydantic import Field

from service.web.models import Shape


class IndexAnswer(Shape):
    """The build that answers questions."""

    build: str
    engine: str
    built: str
    articles: int = Field(ge=0)
    passages: int = Field(ge=0)
    as_of: str = Field(description="the day by which articles were judged")
    next_change: str | None = Field(description="the day on which a fact changes next")
    stale: list[str] = Field(description="why it no longer says what a new one would; empty when it does")
    building: bool = Field(description="whether a new one is being built")
    trouble: str | None = Field(description="set when there is a newer build that cannot be opened")
    forced: bool = Field(description="whether it serves although it answers judged questions worse than the one before")
    wrong: list[str] = Field(description="judged questions it does not answer")


class StartedAnswer(Shape):
    """A rebuild has begun."""

    job: str
    status: Literal["running"]
    url: str = Field(description="where it tells how far it is")


class Progress(Shape):
    """How far a rebuild is."""

    step: str
    done: int = Field(ge=0)
    total: int = Field(ge=0)
    per_second: float
    seconds_left: float | None


class JobAnswer(Shape):
    """What became of a rebuild."""

    job: str
    status: Literal["running", "done", "failed"]
    progress: Progress | None = Field(None, description="while it runs, once there is any")
    build: str | None = Field(None, description="when it is done")
    error: str | None = Field(None, description="when it failed")


class JobsAnswer(Shape):
    """Rebuilds, the latest first."""

    jobs: list[JobAnswer]
