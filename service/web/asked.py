"""What a search request asks for, checked: shared by the page and the interface."""

from flask import current_app, request

from service.errors import BadInput
from service.jobs.ask import DEFAULT_LIMIT, FILTERS, LARGEST_LIMIT, ask
from service.model import Answer
from service.search.shelf import Opened, Shelf

_KNOWN = frozenset({"q", "limit", "cursor", "explain", *FILTERS})


def build() -> Opened:
    """The build that answers this request, to its end."""
    shelf: Shelf = current_app.extensions["shelf"]
    return shelf.get()


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
