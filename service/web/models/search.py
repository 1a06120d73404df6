"""What a search is asked and answers; contracts: the shape of `kawen search --json`."""

from typing import Annotated, Literal

from pydantic import Field

from service.jobs.ask import DEFAULT_LIMIT, LARGEST_LIMIT
from service.search.query import LONGEST
from service.web.models import Choice, Digits, Flag, Query, Shape, Verdict

Question = Annotated[str, Field(min_length=1, max_length=LONGEST, pattern=r"\S")]
Match = Literal["exact", "synonym", "spelling", "pinyin", "nearest"]


class Filters(Query):
    """What articles may be filtered by."""

    country: Choice = Field(None, description="ISO 3166 code or a name in either script or English: KZ, 哈萨克斯坦")
    operator: Choice = Field(None, description="id or brand; a brand means all its operators: kcell, beeline")
    kind: Choice = Field(None, description="of card: prepaid, contract, roaming, data, tourist, esim")
    topic: Choice = Field(None, description="topup, balance, registration, device, network, esim, buying, fraud, …")


class SearchQuery(Filters):
    """A question with filters."""

    q: Question = Field(description='the question; `"…"` asks for a phrase, `-…` leaves out')
    limit: Annotated[int, Digits] = Field(
        DEFAULT_LIMIT, ge=1, le=LARGEST_LIMIT, description="hits at once; the header X-Limit-Max tells the most"
    )
    cursor: str | None = Field(None, max_length=8, description="`next` of the answer before")
    explain: Flag = Field(False, description="1: say of the first hits what decided their place")


class Understood(Shape):
    """What was understood of the question."""

    text: str
    terms: list[str]
    countries: list[str]
    operators: list[str]


class Relaxed(Shape):
    """What had to be given up to find anything."""

    missing: list[str] = Field(description="words of the question that the first hit does not have")


class Part(Shape):
    """What a word of the question gives to a score."""

    word: str
    by: str | None
    match: Match | None
    contribution: float
    fields: dict[str, float]


class Explain(Shape):
    """What decided the place of a hit; the contributions add up to the score."""

    coverage: float
    missing: list[str]
    score: float
    match: Match
    anchor: str
    confidence: float = Field(ge=0, le=1)
    words: list[str]
    parts: list[Part]


class SearchHit(Shape):
    """The best passage of an article."""

    article: str
    section: str
    anchor: str
    url: str = Field(description="of the passage, relative to where the service lies")
    title: str
    question: str
    snippet: str
    highlights: list[str] = Field(description="exact pieces of the snippet")
    score: float
    match: Match
    verdict: Verdict
    why: list[str] = Field(description="words for the reader")
    explain: Explain | None = Field(None, description="with explain=1, for the first hits")


class SafetyPassage(Shape):
    """The passage that says why, as hits have it."""

    article: str
    section: str
    anchor: str
    url: str = Field(description="of the passage, relative to where the service lies")
    title: str
    snippet: str
    verdict: Verdict


class Safety(Shape):
    """What whoever asks must read first: following a plain answer would hurt them."""

    danger: str = Field(description="what kind of danger it is: evade-registration, proxy-face, …")
    name: str = Field(description="the same for a reader")
    name_en: str
    warning: str
    warning_en: str
    passage: SafetyPassage | None = Field(description="null when no article says why")


class SearchAnswer(Shape):
    """The answer to a question."""

    safety: Safety | None = Field(description="null unless the question is a dangerous one; show it before the hits")
    query: Understood
    answer: Literal["found", "nearest", "none"] = Field(
        description="nearest: nothing is good enough to be an answer, the hits are only the nearest"
    )
    relaxed: Relaxed | None = Field(description="null when all words were met")
    hits: list[SearchHit] = Field(max_length=LARGEST_LIMIT)
    suggestions: list[str]
    facets: dict[str, dict[str, int]]
    total: int = Field(ge=0)
    next: str | None = Field(description="the cursor of what comes after, null at the end")
    build: str
    took_ms: float = Field(ge=0)
