"""What a route of the interface for programs declares of itself; documents, tests and conditional answers rest on it."""

import functools
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Literal, TypeVar

from flask import Response, make_response, request
from flask.typing import ResponseReturnValue
from pydantic import BaseModel

from service.jobs.material import code_print
from service.web.asked import build
from service.web.conditional import unchanged
from service.web.models import Query
from service.web.problems import Refused

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])
#: How an answer may be kept: as long as the build serves, as long as it says the same, a minute, or not at all.
Kept = Literal["build", "content", "no"]


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: `answer` is the model of what it answers with `status`, `problems` the errors it may answer.

    `body` are the media types it takes as they are, `sent` the model of what it takes as JSON. `example` has a value for every parameter that an example needs.
    """

    summary: str
    answer: type[BaseModel]
    query: type[Query] | None = None
    body: tuple[str, ...] = ()
    sent: type[BaseModel] | None = None
    status: int = 200
    problems: tuple[int, ...] = ()
    kept: Kept = "no"
    max_age: int = 0
    secured: bool = False
    example: Mapping[str, str] = field(default_factory=dict)

    @property
    def statuses(self) -> tuple[int, ...]:
        """Every status of an error, those that any operation may answer included."""
        asked = (400,) if self.query or self.body or self.sent else ()
        return tuple(sorted({*asked, *self.problems, 406, 429, 500}))


def operation(declared: Operation) -> Callable[[View], View]:
    """Declare a view; it then also says 406, and 304 to who has the answer already."""

    def wrap(view: View) -> View:
        @functools.wraps(view)
        def answering(**path: Any) -> ResponseReturnValue:
            _acceptable()
            if declared.kept == "no":
                response = make_response(view(**path))
                response.headers.setdefault("Cache-Control", "no-store")
                return response
            tag = _of_build() if declared.kept == "build" else None
            if tag is not None and _is_known(tag):
                return _caching(Response(status=HTTPStatus.NOT_MODIFIED), tag, declared)
            response = make_response(view(**path))
            _caching(response, tag or _digest(response.get_data()), declared)
            return unchanged(response)

        answering.operation = declared  # type: ignore[attr-defined]
        return answering  # type: ignore[return-value]

    return wrap


def declared(view: Callable[..., Any]) -> Operation | None:
    """What a view declares, if it does."""
    return getattr(view, "operation", None)


def _acceptable() -> None:
    accepted = request.accept_mimetypes
    if accepted.provided and not any(accepted[kind] for kind in ("application/json", "application/problem+json")):
        raise Refused(406, "there is application/json alone; accept it, or leave Accept away")


def _of_build() -> str:
    """The name of the answer before it is made: the build, the program, and what is asked."""
    asked = (request.environ.get(name, "") for name in ("SCRIPT_NAME", "PATH_INFO", "QUERY_STRING"))
    return _digest("\n".join((build().manifest.build, *asked)).encode("utf-8", "surrogatepass"))


def _digest(said: bytes) -> str:
    return hashlib.blake2b(said, digest_size=12, key=code_print()).hexdigest()


def _is_known(tag: str) -> bool:
    """Whether the client has it; `*` is for answers that are there, which is not known yet."""
    known = request.if_none_match
    return not known.star_tag and known.contains_weak(tag)


def _caching(response: Response, tag: str, declared: Operation) -> Response:
    """Weak, since compression and `took_ms` change the bytes and nothing that is said."""
    response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = (
        f"public, max-age={declared.max_age}" if declared.max_age else "public, no-cache"
    )
    return response
