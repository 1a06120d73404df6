"""Suggest while somebody types: completions, what may have been meant, and questions that have to do with it."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from service.errors import BadInput
from service.jobs.ask import ask
from service.search.complete import Completer, Completion
from service.search.query import LONGEST
from service.search.shelf import Opened
from service.text.beside import beside
from service.text.terminal import harmless

DEFAULT_LIMIT, LARGEST_LIMIT = 8, 20


@dataclass(frozen=True, slots=True)
class Suggested:
    """What a reader may go on to type; `did_you_mean` is a whole question, or None."""

    completions: tuple[Completion, ...]
    did_you_mean: str | None
    build: str


def suggest(build: Opened, typed: str, limit: int = DEFAULT_LIMIT, *, until: float | None = None) -> Suggested:
    """Suggestions for an unfinished question; BadInput when it is empty or too long, TooSlow as in `ask`."""
    if not 1 <= limit <= LARGEST_LIMIT:
        raise BadInput(f"limit must be 1 to {LARGEST_LIMIT}, not {limit}")
    if not typed.strip():
        raise BadInput("q is empty; type something")
    if len(typed) > LONGEST:
        raise BadInput(f"q has {len(typed)} characters; at most {LONGEST} are allowed")
    found = {one.text: one for one in _completer(build).complete(typed, limit)}
    meant = None
    if any(map(str.isalnum, typed)):
        answer = ask(build, typed, limit=limit, until=until)
        begun = any(one.text.casefold().startswith(typed.strip().casefold()) for one in found.values())
        meant = answer.suggestions[0] if answer.suggestions and not begun else None
        for hit in answer.hits if answer.answer == "found" else ():
            found.setdefault(hit.section, Completion(hit.section, "related"))
    return Suggested(tuple(found.values())[:limit], meant, build.manifest.build)


@beside()
def _completer(build: Opened) -> Completer:
    """Completes from the headings of a build: all of them are read for it."""
    headings = (name for page in build.articles.values() for name in (page["title"], *(s[1] for s in page["sections"])))
    return Completer(headings, build.lexicon, build.parser.speller)


def suggested_json(suggested: Suggested) -> dict[str, Any]:
    """Suggestions as the contracts have them."""
    return {
        "completions": [asdict(completion) for completion in suggested.completions],
        "did_you_mean": suggested.did_you_mean,
        "build": suggested.build,
    }


def suggested_lines(suggested: Suggested) -> Iterator[str]:
    """Suggestions for a terminal."""
    if suggested.did_you_mean:
        yield harmless(f"您是不是要找：{suggested.did_you_mean}")
    yield from (harmless(completion.text) for completion in suggested.completions)
