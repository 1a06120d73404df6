"""What a search request asks for, checked: shared by the page and the interface."""

from flask import current_app, g, request

from service.errors import BadInput, IndexTrouble
from service.jobs.ask import DEFAULT_LIMIT, FILTERS, LARGEST_LIMIT, ask
from service.jobs.desks import Desks
from service.model import Answer
from service.search.shelf import Opened, Shelf

_KNOWN = frozenset({"q", "limit", "cursor", "explain", *FILTERS})


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
    if unknown := sorted(set(request.args) - _KNOWN):
        raise BadInput(f"unknown parameter {unknown[0]!r}; there are {', '.join(sorted(_KNOWN))}")
    if request.args.get("explain", "0") not in ("", "0", "1"):
        raise BadInput("explain must be 0 or 1")
    filters = [(name, value) for name in FILTERS if (value := request.args.get(name))]
    return ask(build(), question, filters=filters, limit=_limit(), cursor=request.args.get("cursor"))


def _limit() -> int:
    text = request.args.get("limit") or str(DEFAULT_LIMIT)
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:4]) <= LARGEST_LIMIT:
        raise BadInput(f"limit must be a whole number from 1 to {LARGEST_LIMIT}, not {text[:40]!r}")
    return int(text)
