"""The judged questions as canaries: what a fresh build answers worse than the one in service."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from typing import Any, NamedTuple

from service.errors import BuildRefused
from service.jobs.ask import ask
from service.model import Question
from service.search.build import Proof
from service.search.progress import Progress, counted, silent
from service.search.shelf import Opened

#: Titles asked of a foreign folder beside those of the articles that changed, when most were asked before.
_SAMPLE = 30
#: Of the questions asked, so many are remembered with the time they took.
_SLOWEST = 10


class _Canary(NamedTuple):
    """A question put to a fresh build: its name, what is asked, whom for; `check` says what is wrong, if anything."""

    key: str
    text: str
    article: str
    check: Callable[[], str]


#: Characters of headings that are cut for a question.
_CUT = 100


@dataclass(slots=True)
class Judgement:
    """What came out: `worse` in words, and the questions whose article is not in the build."""

    worse: tuple[str, ...] = ()
    forced: bool = False
    unasked: list[Question] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Judge:
    """Compares builds. `margin` is the share of all questions by which a build may answer fewer of them.

    A question that the build in service is known not to answer is no loss; one it was never asked is
    expected to be answered. Of a foreign folder (`titles`) each title must find its article; `changed`
    are the articles whose titles are asked in any case, None for all.
    """

    questions: Sequence[Question]
    titles: bool = False
    changed: frozenset[str] | None = None
    margin: float = 0.0
    force: bool = False
    progress: Progress = silent

    def __call__(self, build: Opened, before: dict[str, Any], judgement: Judgement) -> Proof:
        """Ask everything; BuildRefused with the list of what got worse, when that is more than the margin."""
        if not self.titles:
            judgement.unasked += [q for q in self.questions if q.article not in build.articles]
        checks = [*_questions(build, self.questions), *(self._titles(build) if self.titles else ())]
        wrong, took = dict[str, str](), list[tuple[str, str, float]]()
        # Or the first question would be the slowest. The headings of what is found are cut, too.
        build.lexicon.warm(sum(_CUT + len(canary.text) for canary in checks))
        for canary in counted(checks, "questions", self.progress):
            begun = time.perf_counter()
            said = canary.check()
            took.append((canary.text, canary.article, round((time.perf_counter() - begun) * 1000, 2)))
            if said:
                wrong[canary.key] = said
        known = set(before.get("wrong") or ())
        worse = [said for key, said in wrong.items() if key not in known]
        better = sum(canary.key in known and canary.key not in wrong for canary in checks)
        judgement.worse = tuple(worse)
        refused = len(worse) - better > self.margin * len(checks)
        if refused and not self.force:
            raise BuildRefused(
                f"{len(worse)} judged questions fail that did not fail before, of {len(checks)}, "
                f"more than the margin of {self.margin:.1%} allows; the old one still serves:\n  "
                + "\n  ".join(worse)
                + "\nmend the articles or the questions, or switch all the same with --force"
            )
        judgement.forced = refused
        return Proof(tuple(wrong), refused, tuple(nlargest(_SLOWEST, took, key=lambda row: row[2])))

    def _titles(self, build: Opened) -> Iterator[_Canary]:
        ids = list(build.articles)
        step = max(1, len(ids) // _SAMPLE) if self.changed is not None else 1
        asked = {*ids[::step], *(self.changed or ())}
        for id in ids:
            if id in asked and _can_be_asked(build, id):
                yield _Canary(f"title of {id}", build.articles[id]["title"], id, _title_check(build, id))


def _questions(build: Opened, questions: Iterable[Question]) -> Iterator[_Canary]:
    for question in questions:
        if question.article in build.articles and not question.open:
            yield _Canary(_key(question), question.text, question.article, _check(build, question))


def _key(question: Question) -> str:
    within = f" ({question.country})" if question.country else ""
    return f"{question.text}{within} → {question.article}{f' › {question.heading}' if question.heading else ''}"


def _check(build: Opened, question: Question) -> Callable[[], str]:
    def check() -> str:
        hits = ask(build, question.text, filters=question.filters, limit=1).hits
        got = (hits[0].article, hits[0].section) if hits else ("nothing", "")
        wanted = (question.article, question.heading or got[1])
        return (
            "" if got == wanted else f"{question.text}: {' › '.join(wanted)} should come first, not {' › '.join(got)}"
        )

    return check


def _title_check(build: Opened, id: str) -> Callable[[], str]:
    title = build.articles[id]["title"]

    def check() -> str:
        asked = build.parser.parse(_plain(title))
        found = build.engine.ask(asked.plan)
        return "" if found.holds(id) else f"the title {title!r} does not find its article {id}"

    return check


def _can_be_asked(build: Opened, id: str) -> bool:
    page = build.articles[id]
    return bool(page["answers"] and _plain(page["title"]).strip())


def _plain(title: str) -> str:
    return "".join(char if char.isalnum() else " " for char in title)[:100]
