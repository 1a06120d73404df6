"""What a request asks for, checked: shared by the pages and the interface for programs."""

import json
import time
from collections.abc import Collection
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import current_app, g, request
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from service.errors import BadInput, IndexTrouble
from service.jobs.answers import Answers
from service.jobs.ask import DEFAULT_LIMIT, FILTERS, LARGEST_LIMIT
from service.jobs.desks import Desks
from service.jobs.safety import Safety, safety
from service.model import Answer
from service.search.shelf import Opened, Shelf
from service.web.models import Query
from service.web.models.search import SearchQuery

#: Seconds after which a question is given up, so that others are answered.
PATIENCE = 5.0
#: Bytes of an address in a Link header; a longer one can be made from `next`.
_LONGEST_LINK = 2000
#: One for the process: a build's name is never used again.
_ANSWERS = Answers()
_Asked = TypeVar("_Asked", bound=Query)


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
    """The answer to a reader's question with the filters of this request; BadInput for values nobody can have."""
    known_only(SearchQuery.model_fields)
    filters = {name: request.args.get(name) for name in FILTERS}
    limit = whole_number("limit", DEFAULT_LIMIT, LARGEST_LIMIT)
    return _answer(question, filters, limit, request.args.get("cursor"), explain=request.args.get("explain") == "1")


def answer_to(asked: SearchQuery) -> Answer:
    """The answer to a program's question."""
    filters = {name: getattr(asked, name) for name in FILTERS}
    return _answer(asked.q, filters, asked.limit, asked.cursor, explain=asked.explain)


def warning_of(answer: Answer) -> Safety | None:
    """What whoever asked is told before the answer, if the question is a dangerous one."""
    return safety(build(), desks().words, answer.text, answer.countries)


def _answer(question: str, filters: dict[str, str | None], limit: int, cursor: str | None, *, explain: bool) -> Answer:
    chosen = [(name, value) for name, value in filters.items() if value]
    until = time.monotonic() + PATIENCE
    g.answer = _ANSWERS.ask(build(), question, filters=chosen, limit=limit, cursor=cursor, explain=explain, until=until)
    found: Answer = g.answer  # metrics, logs and counts read it
    return found


# Parameters ----------------------------------------------------------------------------------------


def parameters(model: type[_Asked]) -> _Asked:
    """The parameters of this request as a model has them; BadInput says which is wrong, and how."""
    given = request.args
    if len(given) != sum(1 for _ in given.items(multi=True)):
        twice = next(name for name, values in given.lists() if len(values) > 1)
        raise BadInput(f"{twice[:40]} is given more than once; give it once")
    try:
        return model.model_validate(given.to_dict())
    except ValidationError as trouble:
        wrong = trouble.errors(include_url=False)
        unknown = (one for one in wrong if one["type"] == "extra_forbidden")  # `query=` explains why q is missing
        raise BadInput(_said(next(unknown, wrong[0]), model)) from None


def no_parameters() -> None:
    """BadInput for any parameter at all."""
    parameters(Query)


def _said(error: ErrorDetails, model: type[Query]) -> str:
    """One mistake in words, with what would be right."""
    name = str(error["loc"][0])[:40] if error["loc"] else ""
    given = error.get("input")
    said = f"{given[:40]!r}" if isinstance(given, str) else ""
    kind, context = error["type"], error.get("ctx") or {}
    if kind == "extra_forbidden":
        known = ", ".join(sorted(model.model_fields)) or "none"
        return f"unknown parameter {name!r}; there are {known}"
    if kind in ("missing", "string_too_short", "string_pattern_mismatch") and name == "q":
        return "q is empty; ask something"
    if kind == "string_too_long":
        length = len(given) if isinstance(given, str) else 0
        return f"{name} has {length} characters; at most {context['max_length']} are allowed"
    if kind == "literal_error":
        return f"{name} must be {context['expected']}, not {said}"
    if name in ("as_of", "due_by"):
        return f"{name} must be a day (2026-11-20), not {said}"
    bounds = [m for m in model.model_fields[name].metadata if hasattr(m, "ge") or hasattr(m, "le")]
    if bounds:
        low = next(m.ge for m in bounds if hasattr(m, "ge"))
        high = next(m.le for m in bounds if hasattr(m, "le"))
        return f"{name} must be a whole number from {low} to {high}, not {said or given}"
    return f"{name} must be 0 or 1, not {said}"


def json_body() -> Any:
    """What this request carries as JSON; BadInput says where it is none."""
    body = request.get_data(cache=False)
    if not body.strip():
        raise BadInput("the body is empty; send JSON")
    try:
        return json.loads(body)
    except json.JSONDecodeError as trouble:
        said = trouble.msg.removesuffix(" at").removesuffix(":")
        where = f"line {trouble.lineno}, column {trouble.colno}"
        raise BadInput(f"the body is not valid JSON: {said} at {where}") from None
    except UnicodeDecodeError as trouble:
        raise BadInput(f"the body is not valid JSON: byte {trouble.start + 1} is no {trouble.encoding}") from None
    except ValueError:
        raise BadInput("this JSON has a number of too many digits") from None
    except RecursionError:
        raise BadInput("this JSON is nested too deeply; send less in one another") from None


def known_only(known: Collection[str]) -> None:
    """BadInput for a parameter that a page does not have."""
    if unknown := sorted(set(request.args) - set(known)):
        raise BadInput(f"unknown parameter {unknown[0]!r}; there are {', '.join(sorted(known))}")


def whole_number(name: str, default: int, largest: int) -> int:
    """A parameter of a page that is a whole number from 1; BadInput for anything else."""
    text = request.args.get(name) or str(default)
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:4]) <= largest:
        raise BadInput(f"{name} must be a whole number from 1 to {largest}, not {text[:40]!r}")
    return int(text)


def more(cursor: str | None, most: int) -> dict[str, str]:
    """Headers of a list: how many may be asked for at once, and where it goes on."""
    headers = {"X-Limit-Max": str(most)}
    if cursor:
        asked = urlencode({**request.args.to_dict(), "cursor": cursor})
        where = f"{request.script_root}{request.path}?{asked}"
        if len(where) <= _LONGEST_LINK and where.isascii():
            headers["Link"] = f'<{where}>; rel="next"'
    return headers
