"""What readers' questions ask of the editors: what nothing answers, what is asked most, what did not help."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from service.errors import BadInput
from service.jobs.ask import ask
from service.jobs.desks import Desks
from service.jobs.stub import drafted
from service.search.shelf import Opened
from service.store import messages, questions
from service.store.database import Database
from service.store.questions import Count

#: Questions that are grouped; the rest were asked less often than these.
_LOOKED_AT = 2_000
#: Share of what two questions mean that must be common to both for them to be one.
_ALIKE = 0.5
#: Characters of a comment that are shown on a terminal.
_SHOWN = 120


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that mean the same, the most frequent first; `count` is all of them together."""

    questions: tuple[Count, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Missing:
    """A group that nothing answers: what comes nearest, if anything, and the article to be written for it."""

    group: Group
    comments: tuple[str, ...]
    nearest: dict[str, str] | None
    stub: dict[str, str] | None


@dataclass(frozen=True, slots=True)
class Judged:
    """A section that readers found unhelpful or mistaken, with what they wrote."""

    article: str
    anchor: str
    unhelpful: int
    helpful: int
    mistakes: int
    comments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Insights:
    """`unanswered` counts by day, whether or not words were kept; the lists are cut after `limit`."""

    since: str
    unanswered: dict[str, int]
    missing: tuple[Missing, ...]
    frequent: tuple[Group, ...]
    judged: tuple[Judged, ...]


def insights(store: Database, build: Opened, desks: Desks, today: date, *, days: int, limit: int) -> Insights:
    """What the last `days` say, the most frequent first."""
    since = (datetime.now(UTC) - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")
    told = list(messages.each(store, "missing", since=since))
    asked = _together([*questions.missing(store, since), *(Count(one.question, 1, one.at) for one in told)])
    comments: dict[str, list[str]] = {}
    for one in told:
        if one.comment:
            comments.setdefault(one.question, []).append(one.comment)
    return Insights(
        since,
        questions.missing_days(store, since),
        tuple(_missing(build, desks, today, group, comments) for group in grouped(build, asked)[:limit]),
        tuple(grouped(build, questions.frequent(store, since, _LOOKED_AT))[:limit]),
        tuple(_judged(store, since))[:limit],
    )


def grouped(build: Opened, asked: Iterable[Count]) -> list[Group]:
    """Questions that mean the same, as this build understands them: synonyms are one word, stop words none."""
    heads: list[tuple[frozenset[str], list[Count]]] = []
    for one in sorted(asked, key=lambda one: (-one.count, one.question))[:_LOOKED_AT]:
        meant = _meaning(build, one.question)
        best = max(heads, key=lambda head: _alike(head[0], meant), default=None)
        if best is not None and _alike(best[0], meant) > _ALIKE:
            best[1].append(one)
        else:
            heads.append((meant, [one]))
    found = [Group(tuple(some), sum(one.count for one in some)) for _, some in heads]
    return sorted(found, key=lambda group: (-group.count, group.questions[0].question))


def _meaning(build: Opened, question: str) -> frozenset[str]:
    """A word for each thing that is meant: the first of its synonyms, the countries by their codes."""
    try:
        asked = build.parser.parse(question)
    except BadInput:
        return frozenset({question})
    meant = set(asked.countries)
    for group in asked.plan.groups:
        if not group.countries:
            meant.add(min((a.text for a in group.alternatives if not a.rank), default=group.text))
    return frozenset(meant) or frozenset({question})


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)


def _together(asked: Iterable[Count]) -> list[Count]:
    """Each question once, its counts added up."""
    found: dict[str, Count] = {}
    for one in asked:
        known = found.get(one.question)
        found[one.question] = (
            one if known is None else Count(one.question, known.count + one.count, max(known.last, one.last))
        )
    return list(found.values())


def _missing(build: Opened, desks: Desks, today: date, group: Group, comments: dict[str, list[str]]) -> Missing:
    head = group.questions[0].question
    said = tuple(comment for one in group.questions for comment in comments.get(one.question, ()))
    try:
        hits = ask(build, head, limit=1).hits
        draft = drafted(desks, head[:200], today)
    except BadInput:  # one character, nothing but signs
        return Missing(group, said, None, None)
    nearest = {"article": hits[0].article, "title": hits[0].title, "section": hits[0].section} if hits else None
    return Missing(group, said, nearest, {"id": draft.id, "text": draft.text})


def _judged(store: Database, since: str) -> Iterator[Judged]:
    by_place: dict[tuple[str, str], list[messages.Message]] = {}
    for one in messages.each(store, "helpful", "unhelpful", "mistake", since=since):
        by_place.setdefault((one.article, one.anchor), []).append(one)
    found = []
    for (article, anchor), some in by_place.items():
        kinds = [one.kind for one in some]
        said = tuple(one.comment for one in some if one.comment and one.kind != "helpful")
        counts = (kinds.count("unhelpful"), kinds.count("helpful"), kinds.count("mistake"))
        if counts[0] or counts[2]:
            found.append(Judged(article, anchor, *counts, said))
    yield from sorted(found, key=lambda one: (-one.mistakes - one.unhelpful, one.article, one.anchor))


def insights_json(found: Insights) -> dict[str, Any]:
    """What `kawen insights --json` prints."""
    return asdict(found)


def insights_lines(found: Insights) -> Iterator[str]:
    """The same for an editor at a terminal; the stub of each is in the JSON, and `kawen corpus new` writes it."""
    yield f"since {found.since[:10]}: {sum(found.unanswered.values())} questions without an answer"
    yield from _headed("nothing answers", [line for one in found.missing for line in _missing_lines(one)])
    frequent = [f"{group.count:6}  {_spelt(group.questions)}" for group in found.frequent]
    yield from _headed("asked most", frequent)
    yield from _headed("did not help", [line for one in found.judged for line in _judged_lines(one)])


def _headed(heading: str, lines: Sequence[str]) -> Iterator[str]:
    yield from ("", f"{heading}:", *(lines or ["        nothing was kept"]))


def _missing_lines(one: Missing) -> Iterator[str]:
    yield f"{one.group.count:6}  {_spelt(one.group.questions)}"
    if one.nearest:
        yield f"        nearest: {one.nearest['article']} › {one.nearest['section']}"
        yield "                 if that answers it, put the words into its list under [asked] in the front matter"
    if one.stub:
        yield f"        begin:   kawen corpus new '{one.group.questions[0].question}'  ({one.stub['id']}.md)"
    yield from (f"        “{comment[:_SHOWN]}”" for comment in one.comments)


def _judged_lines(one: Judged) -> Iterator[str]:
    place = f"{one.article}#{one.anchor}" if one.anchor else one.article
    yield f"{one.unhelpful + one.mistakes:6}  {place}: {one.mistakes} mistakes told, helpful to {one.helpful}"
    yield from (f"        “{comment[:_SHOWN]}”" for comment in one.comments)


def _spelt(some: Sequence[Count]) -> str:
    return " · ".join(one.question for one in some[:5]) + (f" · {len(some) - 5} more" if len(some) > 5 else "")
