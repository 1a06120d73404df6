"""What an article answers."""

from typing import Literal

from pydantic import Field

from service.web.models import Shape, Source, Verdict
from service.web.models.lint import Finding


class Section(Shape):
    """A passage under its anchor; `text` is its Markdown, heading included."""

    anchor: str
    heading: str
    question: bool = Field(description="whether the heading is a question that the section answers")
    url: str = Field(description="relative to where the service lies")
    text: str


class ArticleAnswer(Shape):
    """An article as it was when the index was built; findings count code points of `text`."""

    id: str
    title: str
    lang: Literal["zh-Hans", "zh-Hant"]
    url: str
    countries: list[str]
    operators: list[str]
    kinds: list[str]
    topics: list[str]
    updated: str | None
    verdict: Verdict
    sources: list[Source]
    facts: list[str] = Field(description="ids of facts the article names")
    sections: list[Section]
    findings: list[Finding] = Field(description="errors and warnings")
    text: str = Field(description="the whole file")
    build: str
