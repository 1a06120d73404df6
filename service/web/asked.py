"""What a search request asks for, checked: shared by the page and the interface."""

from collections.abc import Collection

from flask import current_app, g, request

from service.errors import BadInput, IndexTrouble
from service.jobs.answers import Answers
from service.jobs.ask import DEFAULT_LIMIT, FILTERS, LARGEST_LIMIT
from service.jobs.desks import Desks
from service.model import Answer
from service.search.shelf import Opened, Shelf

_KNOWN = frozenset({"q", "limit", "cursor", "explain", *FILTERS})
#: One for the process: a build's name is never used again.
_ANSWERS = Answers()


def build() -> Opened:
    """The build that answers this request, to its end."""
    if "build" not in g:
        shelf: Shelf = current_app.extensions["shelf"]
        g.build = shelf.get()
    found: Opened = g.build
    return found


def desks() -> Desks:
    """The corpus for linting, read anew when another build serves, so that pages and linter agree."""
    kept: tuple[str | None, Desks] = current_app.extensions["desks"]
    try:
        name = build().manifest.build
    except IndexTrouble:
        return kept[1]
    if kept[0] not in (name, None):
        kept = (name, Desks())
    current_app.extensions["desks"] = (name, kept[1])
    return kept[1]


def answered(question: str) -> Answer:
    """The answer to a question with the filters of this request; BadInput for values nobody can have."""
    known_only(_KNOWN)
    if request.args.get("explain", "0") not in ("", "0", "1"):
        raise BadInput("explain must be 0 or 1")
    filters = [(name, value) for name in FILTERS if (value := request.args.get(name))]
    limit = whole_number("limit", DEFAULT_LIMIT, LARGEST_LIMIT)
    explain = request.args.get("explain") == "1"
    cursor = request.args.get("cursor")
    g.answer = _ANSWERS.ask(build(), question, filters=filters, limit=limit, cursor=cursor, explain=explain)
    found: Answer = g.answer  # metrics, logs and counts read it
    return found


def known_only(known: Collection[str]) -> None:
    """BadInput for a parameter that an endpoint does not have."""
    if unknown := sorted(set(request.args) - set(known)):
        raise BadInput(f"unknown parameter {unknown[0]!r}; there are {', '.join(sorted(known))}")


def whole_number(name: str, default: int, largest: int) -> int:
    """A parameter that is a whole number from 1; BadInput for anything else."""
    text = request.args.get(name) or str(default)
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:4]) <= largest:
        raise BadInput(f"{name} must be a whole number from 1 to {largest}, not {text[:40]!r}")
    return int(text)
