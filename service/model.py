"""The nouns that rooms hand to each other: frozen, without files, clocks or libraries.

Positions are code points of the decoded file; `start` is inclusive, `end` exclusive.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
Level = Literal["span", "article"]
Script = Literal["zh-Hans", "zh-Hant"]
BlockKind = Literal["heading", "paragraph", "item", "cell", "html", "code", "front-matter"]
InlineKind = Literal["link", "image", "emphasis", "strong", "code", "html"]
PassageKind = Literal["faq", "steps", "table", "prose"]
Polarity = Literal["affirmed", "denied"]
Modality = Literal["stated", "hedged", "conditional", "asked", "warned"]
#: What facts say of a claim.
Ruling = Literal["supported", "contradicted", "outdated", "not-yet", "unverified", "not-checkable"]
RULINGS: tuple[Ruling, ...] = ("supported", "contradicted", "outdated", "not-yet", "unverified", "not-checkable")
Match = Literal["exact", "synonym", "spelling", "pinyin", "nearest"]
#: How a word is met, the weakest last; "nearest" is a hit that answers nothing.
MATCHES: tuple[Match, ...] = ("exact", "synonym", "spelling", "pinyin")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A piece of a file: code points from `start` up to, not including, `end`."""

    start: int
    end: int

    def holds(self, other: "Span") -> bool:
        """Whether the other span lies within this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, eq=False)
class Mapped:
    """A text derived from a file, where each character knows which piece of the file it came from."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """The piece of the file behind `text[start:end]`; an empty piece is an empty span."""
        if end <= start:
            at = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
            return Span(at, at)
        return Span(self.starts[start], self.ends[end - 1])

    def cut(self, start: int, end: int) -> "Mapped":
        """The same for a part of the text."""
        return Mapped(self.text[start:end], self.starts[start:end], self.ends[start:end])


@dataclass(frozen=True, slots=True)
class Inline:
    """A link, image, emphasis, code or tag inside a block; `span` covers its markup too."""

    kind: InlineKind
    span: Span
    text: str
    target: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A leaf of the document that carries text; `plain` is what a reader sees, without markup.

    `code` are the pieces of `plain.text` (not of the file) that were written as inline code.
    `level` is a heading's rank, 0 elsewhere; `ordered` marks items of numbered lists.
    """

    kind: BlockKind
    span: Span
    plain: Mapped
    inlines: tuple[Inline, ...] = ()
    code: tuple[Span, ...] = ()
    level: int = 0
    ordered: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """One sentence of prose, folded for matching: NFKC, lower case, simplified, nothing invisible.

    Inline code stands in `text` as U+FFFC, one for each character, so that rules never judge code.
    """

    folded: Mapped
    block: Block
    nth: int

    @property
    def text(self) -> str:
        """The folded text, to be matched; positions in it go through `span`."""
        return self.folded.text

    @property
    def whole(self) -> Span:
        """The sentence in the file."""
        return self.folded.span(0, len(self.folded.text))

    def span(self, start: int, end: int) -> Span:
        """The piece of the file behind `text[start:end]`."""
        return self.folded.span(start, end)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact or an article has its knowledge from; `seen` is the day the page was read."""

    url: str
    title: str
    seen: date | None
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A section of an article as an answer: `anchor` is stable and unique in its file.

    `path` are the headings above `section`; `body` is plain text, one block a line.
    """

    anchor: str
    section: str
    path: tuple[str, ...]
    kind: PassageKind
    span: Span
    body: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something the reader of a file wants to say about a place in it (an unknown field, …)."""

    span: Span
    message: str


@dataclass(frozen=True, eq=False)
class Article:
    """One Markdown file: its front matter or what was inferred, its text, its parts.

    `asked` are other wordings of what its sections answer, by the name of the section.
    """

    path: str
    id: str
    text: str
    title: str
    title_span: Span
    lang: Script
    countries: tuple[str, ...]
    operators: tuple[str, ...]
    kinds: tuple[str, ...]
    topics: tuple[str, ...]
    updated: date | None
    checked: date | None
    sources: tuple[Source, ...]
    facts: tuple[str, ...]
    status: Literal["draft", "published", "retired"]
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    passages: tuple[Passage, ...]
    notes: tuple[Note, ...] = ()
    asked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fact:
    """One sourced statement with the interval in which it holds; dates may be partial (`2016-05`).

    `attribute` and `values` say the same for claims to be compared with: `values` are right (of a fact
    of kind "not-documented": those without any record; all, where it has none), those of
    `wrong` are known to be given and false, and `refutes` are patterns (RE2, over folded text without
    spaces) of sentences the fact contradicts. `conflicts` are ids of facts whose sources say otherwise.
    """

    id: str
    subject: str
    kind: str
    claim: str
    since: str | None
    until: str | None
    confidence: Literal["high", "medium", "low"]
    recheck_by: date | None
    sources: tuple[Source, ...]
    note: str = ""
    attribute: str = ""
    values: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    refutes: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()

    def holds(self, on: date) -> bool:
        """Whether the fact holds on a day; the bounds are compared as exactly as they are known."""
        day = on.isoformat()
        begun = self.since is None or self.since <= day[: len(self.since)]
        ended = self.until is not None and self.until <= day[: len(self.until)]
        return begun and not ended

    def over(self, on: date) -> bool:
        """Whether the fact held before a day and no longer does."""
        return self.until is not None and self.until <= on.isoformat()[: len(self.until)]

    def to_come(self, on: date) -> bool:
        """Whether the fact begins only after a day."""
        return self.since is not None and self.since > on.isoformat()[: len(self.since)]


@dataclass(frozen=True, slots=True)
class Operator:
    """A mobile brand in the countries where it works, with the names it goes or went by.

    `common` are names that are ordinary words too (Three, Smart): only the spelling given counts, and only
    among operators. `since` is the day from which its present name holds; `until`, of one that is gone, the
    day from which it no longer works; `successor` is who took it over. Dates may be partial.
    """

    id: str
    brand: str
    name: str
    aliases: tuple[str, ...]
    former: tuple[str, ...]
    countries: tuple[str, ...]
    status: Literal["active", "former"]
    sources: tuple[Source, ...]
    note: str = ""
    common: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    successor: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every spelling that means this operator wherever it stands, former ones too."""
        return tuple(name for name in (self.name, *self.aliases, *self.former) if name not in self.common)


@dataclass(frozen=True, eq=False)
class Facts:
    """The fact base: facts by id, operators in file order."""

    facts: Mapping[str, Fact] = field(default_factory=dict)
    operators: tuple[Operator, ...] = ()

    @cached_property
    def by_attribute(self) -> Mapping[tuple[str, str], tuple[Fact, ...]]:
        """The facts that claims can be compared with, by subject and attribute."""
        found: dict[tuple[str, str], list[Fact]] = {}
        for fact in self.facts.values():
            if fact.attribute:
                found.setdefault((fact.subject, fact.attribute), []).append(fact)
        return {key: tuple(rows) for key, rows in found.items()}


@dataclass(frozen=True, slots=True)
class Country:
    """A country with its everyday names; cities point to it, and so do services found in no other."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    services: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Synonym:
    """Words that mean `head`; one-way rows widen a question and say so, two-way rows are equals."""

    head: str
    words: tuple[str, ...]
    two_way: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A value of an article's `kinds` or `topics`, and the words that give it away."""

    field: Literal["kinds", "topics"]
    id: str
    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Danger:
    """A kind of question that is answered with a warning first; `wordings` give it away.

    A wording is steps joined by `…`, a step alternatives joined by `|`; `question` finds the answer. With one of
    `unless` it means something else.
    """

    id: str
    name: str
    name_en: str
    question: str
    warning: str
    warning_en: str
    wordings: tuple[str, ...]
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Words:
    """What editors know of the language: dictionary, synonyms, stop words, names of places."""

    dictionary: tuple[tuple[str, int, str], ...] = ()
    synonyms: tuple[Synonym, ...] = ()
    stop: frozenset[str] = frozenset()
    question: frozenset[str] = frozenset()
    countries: tuple[Country, ...] = ()
    facets: tuple[Facet, ...] = ()
    dangers: tuple[Danger, ...] = ()
    #: Words of questions that ask about a danger, to avoid it.
    harmless: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Proper names whose inside does not count as a hit (萨克斯 is not in 哈萨克斯坦)."""
        return tuple(word for word, _, tag in self.dictionary if tag == "name")


@dataclass(frozen=True, slots=True)
class Question:
    """A judged question: the article, and perhaps the section, that must come first; it may be asked within a country.

    One that is `open` is not answered right yet: it is measured, and no build is refused for it.
    """

    text: str
    article: str
    heading: str | None = None
    country: str | None = None
    open: bool = False

    @property
    def filters(self) -> tuple[tuple[str, str], ...]:
        """What it is asked with, as parameters of search."""
        return (("country", self.country),) if self.country else ()


@dataclass(frozen=True, slots=True)
class Desk:
    """What a judgement may rest on besides the article: the day, the facts, the words. No file, no clock."""

    today: date
    facts: Facts
    words: Words


@dataclass(frozen=True, slots=True)
class Claim:
    """Something an article says that facts can be compared with.

    `span` is the piece that says it; `subject` is whose `attribute` is said to be `value`, as the reader
    sees it, and `about` are the ids it may mean: operators, countries, identifiers. `time` is None for
    what is said of today, else a year, "past" or "future".
    """

    span: Span
    subject: str
    attribute: str
    value: str
    about: tuple[str, ...]
    polarity: Polarity = "affirmed"
    modality: Modality = "stated"
    time: str | None = None

    @property
    def earnest(self) -> bool:
        """Whether a reader would take it as true today."""
        return self.polarity == "affirmed" and self.modality in ("stated", "hedged") and self.time is None


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim with what the facts say of it, and why, in words for a reader.

    `facts` hold on the day; `past` held once, `unsure` says that the facts are not certain enough for an error.
    """

    claim: Claim
    verdict: Ruling
    reason: str = ""
    facts: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A piece of a file as reports name it: code points, 1-based lines and columns, the exact text."""

    path: str
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    quote: str


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Put `text` where the code points from `start` up to `end` of the file stand."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """What would mend a finding: all of the edits or none of them, disjoint and in file order.

    A `safe` one keeps what the author says; any other wants to be read before it is published.
    """

    description: str
    safe: bool
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong in one place, ready to be reported; field by field the JSON of the contracts.

    `related` are the other places it is about: what a sentence contradicts, what an article repeats.
    """

    path: str
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    level: Level
    code: str
    rule: str
    category: str
    severity: Severity
    message: str
    quote: str
    help: str
    facts: tuple[Fact, ...]
    fix: Fix | None
    fingerprint: str
    related: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that is not counted, and why: a comment in the article, or a baseline (`external`)."""

    finding: Finding
    kind: Literal["inSource", "external"]
    reason: str
    until: date | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What search may know of linting: how an article did, when it was checked, how well it is sourced."""

    errors: int = 0
    warnings: int = 0
    checked: date | None = None
    sources: int = 0

    @property
    def rank(self) -> tuple[int, int]:
        """Smaller is better; decides only between answers that are otherwise equally good."""
        return (self.errors, self.warnings)


@dataclass(frozen=True, slots=True)
class Part:
    """What a word of the question gives to a score, in all and by field (section, title, path, body).

    `by` is what was found for it, if anything was; the word `…` is what no single word gives: question
    words, and pairs across words.
    """

    word: str
    by: str | None
    match: Match | None
    contribution: float
    fields: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a hit was found: sentences for readers, and parts whose contributions add up to the score.

    `anchor` is the passage that was scored, the best of its article; another one may be shown. `confidence`
    is how likely it is an answer, 0 to 1.
    """

    anchor: str
    confidence: float
    words: tuple[str, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """The best passage of an article for a question.

    `marks` are the highlighted pieces of `snippet`; `why` are words for the reader; the explanation is there
    when it was asked for.
    """

    article: str
    title: str
    section: str
    anchor: str
    snippet: str
    marks: tuple[Span, ...]
    score: float
    coverage: float
    match: Match
    missing: tuple[str, ...]
    verdict: Verdict
    why: tuple[str, ...]
    explanation: Explanation | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question got: `missing` is None when every word was met; `next` pages on."""

    text: str
    terms: tuple[str, ...]
    countries: tuple[str, ...]
    operators: tuple[str, ...]
    answer: Literal["found", "nearest", "none"]
    missing: tuple[str, ...] | None
    hits: tuple[Hit, ...]
    suggestions: tuple[str, ...]
    facets: Mapping[str, Mapping[str, int]]
    total: int
    next: str | None
    build: str
    took_ms: float
