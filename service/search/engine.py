"""What an engine is: it stores passages with finished term weights, and ranks them for a query.

Cutting, weighing and query understanding happen outside, so every engine gives the same answers.
"""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, overload

from service.model import Match, Verdict
from service.search.progress import Progress, silent

if TYPE_CHECKING:
    from service.search.columns import Columns

ENGINES = "service.search.engines"


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage as it is stored: what the answer shows, and what filters ask for.

    `named` are the operators in the heading of the section: it is about them and no others. `asked` are other
    wordings of the question that it answers, which nobody is shown.
    """

    article: str
    title: str
    anchor: str
    section: str
    path: tuple[str, ...]
    kind: str
    body: str
    countries: tuple[str, ...]
    operators: tuple[str, ...]
    kinds: tuple[str, ...]
    topics: tuple[str, ...]
    verdict: Verdict
    named: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Everything that a reader can see, headings first, one piece a line."""
        return "\n".join((self.title, *self.path, self.section, self.body))

    def as_json(self) -> dict[str, Any]:
        """Plain values; `entry` reads them back."""
        values = {name: getattr(self, name) for name in self.__slots__}
        v = self.verdict
        checked = v.checked.isoformat() if v.checked else None
        return {**values, "verdict": [v.errors, v.warnings, checked, v.sources]}


def entry(values: dict[str, Any]) -> Entry:
    """An entry from what `as_json` wrote."""
    errors, warnings, checked, sources = values["verdict"]
    verdict = Verdict(errors, warnings, date.fromisoformat(checked) if checked else None, sources)
    tuples = {
        name: tuple(values[name]) for name in ("path", "countries", "operators", "kinds", "topics", "named", "asked")
    }
    return Entry(**{**values, **tuples, "verdict": verdict})


class Entries(Sequence[Entry]):
    """Stored passages by number, each read when it is looked at: `read` gives one, IndexError past the last."""

    @abstractmethod
    def read(self, number: int) -> Entry:
        """The passage of a number."""

    @overload
    def __getitem__(self, at: int) -> Entry: ...
    @overload
    def __getitem__(self, at: slice) -> list[Entry]: ...
    def __getitem__(self, at: int | slice) -> Entry | list[Entry]:
        if isinstance(at, slice):
            return [self.read(number) for number in range(*at.indices(len(self)))]
        return self.read(at)


@dataclass(frozen=True, slots=True)
class Doc:
    """An entry with the finished weight of each of its terms, and its folded text."""

    entry: Entry
    folded: str
    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Contains:
    """Whether folded text has a piece of text, but not inside one of the names that contain it (萨克斯 in 哈萨克斯坦).

    Its callers give it to `Alternative.verify`; an engine that can look for pieces of text by itself may do that instead.
    """

    piece: str
    names: tuple[str, ...] = ()

    def __call__(self, text: str) -> bool:
        for name in self.names:
            text = text.replace(name, "\ufffc")
        return self.piece in text


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to meet a word of the question.

    A passage meets it when it has every one of `needs` (index terms, or, where `prefix` is set,
    any term that begins so) and, if `verify` is given, when the folded text passes it, or when it has
    the term `sure`. `scored` are the terms whose weights count. `label` tells a reader what was put
    for what.
    """

    text: str
    needs: tuple[str, ...]
    scored: tuple[str, ...]
    match: Match = "exact"
    weight: float = 1.0
    rank: int = 0
    prefix: bool = False
    verify: Callable[[str], bool] | None = None
    sure: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A word of the question with all the ways to meet it; `countries` or `operators` of the article do too."""

    text: str
    alternatives: tuple[Alternative, ...]
    countries: frozenset[str] = frozenset()
    operators: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Plan:
    """A question understood: words to meet, phrases that must be there, words that must not, filters.

    `bag` are all terms of the question, question words too: they add to the score of what meets a
    group, and find the nearest when nothing does. A filter is a field and a value, or values parted by
    `|` any of which will do. `countries` and `operators` are those the question names; with `home`, passages
    that are about other countries alone are left out.
    """

    groups: tuple[Group, ...]
    bag: tuple[str, ...] = ()
    must: tuple[Alternative, ...] = ()
    must_not: tuple[Alternative, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()
    home: frozenset[str] = frozenset()

    @property
    def countries(self) -> frozenset[str]:
        """The countries the question names."""
        return frozenset(code for group in self.groups for code in group.countries)

    @property
    def operators(self) -> frozenset[str]:
        """The operators the question names."""
        return frozenset(id for group in self.groups for id in group.operators)


#: The level of what lacks a word, and the rank of alternatives that are no better: after every kind of match that has all.
RELAXED = 9
#: Articles with all words beside which none is shown that lacks one: fewer may have met them by chance.
ENOUGH = 3
#: Words of a question up to which each one that is missing weighs against the score in full.
COVERED = 1.5


def covered(words: int) -> float:
    """How much coverage weighs against the score (an exponent) where one of so many words is missing.

    In a short question every word counts; in a long message many words are nobody's answer.
    """
    return min(1.0, COVERED / words) if words else 1.0


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage that meets at least one word: which alternative met each group (None: not met)."""

    entry: Entry
    folded: str
    score: float
    coverage: float
    met: tuple[Alternative | None, ...]

    @property
    def missing(self) -> int:
        """How many words of the question the passage does not have."""
        return [alternative is None for alternative in self.met].count(True)

    @property
    def rank(self) -> int:
        """The weakest kind of match that was needed: 0 exact, larger is weaker."""
        return max([alternative.rank for alternative in self.met if alternative is not None], default=0)

    @property
    def level(self) -> int:
        """What comes before any score, smaller first: the kind of match, or that a word is missing."""
        return RELAXED if self.missing else self.rank

    @property
    def value(self) -> float:
        """What decides within a level: the score, lowered by the share of the question that is not covered."""
        return self.score * self.coverage ** covered(len(self.met)) if self.missing else self.score


class Found(Protocol):
    """Scored passages, as many as there are, of which few will be looked at."""

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Scored]: ...

    def leading(self, first: int, equal: float, *, complete: bool = False) -> list[Scored]:
        """Enough to settle the order of the `first` articles, whose scores may be `equal` by a share.

        With `complete`, what lacks a word is left out where `ENOUGH` articles have them all.
        """

    def holds(self, article: str) -> bool:
        """Whether any passage of an article is among them, by the article's id."""

    def passages(self, article: str, least: float = 0.0) -> list[Scored]:
        """Those of one article, by its id, that meet a word and are worth (`value`) at least so much, in its order."""

    def shown(self) -> tuple[int, dict[str, dict[str, int]]]:
        """How many articles there are to show, and their facets: those with all words, if there are `ENOUGH`."""


class Engine(Protocol):
    """The contract every file in `engines/` meets; the contract suite runs over all of them."""

    def __init__(self, where: Path) -> None:
        """Open what `build` wrote; IndexRefused when it cannot be read."""

    @staticmethod
    def build(where: Path, columns: "Columns", *, base: Path | None = None, progress: Progress = silent) -> None:
        """Write everything into the empty folder `where`; whoever writes the manifest makes it durable.

        What is in the build `base` already need not be written again, where that makes no difference to any answer.
        What an engine keeps elsewhere than in the folder it must note there first: see `search.outside`.
        """

    def ask(self, plan: Plan) -> "Found":
        """Passages that meet `must`, not `must_not`, the filters and at least one group; unordered."""

    def has(self, alternative: Alternative) -> bool:
        """Whether any passage at all meets it."""

    def nearest(self, plan: Plan, limit: int) -> "Found":
        """Passages that share any term of the bag, best first, for a question nothing answers."""

    def count(self) -> int:
        """How many passages there are."""

    def terms(self) -> Iterable[str]:
        """The vocabulary."""

    def troubles(self) -> Sequence[str]:
        """What whoever runs the service should know although questions are answered; EngineDown when they are not."""

    def close(self) -> None:
        """Let go of files."""
