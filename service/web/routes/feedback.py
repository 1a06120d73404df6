"""POST /feedback (form) → 303 /feedback/thanks; POST /api/v1/feedback (JSON) → 201 {"feedback", "kind"}.

Kinds: helpful, unhelpful and mistake are about an `article` (and `anchor`); missing is about a `question`.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, get_args

from flask import Blueprint, current_app, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from service.errors import BadInput, IndexTrouble
from service.store import messages
from service.store.database import Database
from service.store.messages import KINDS, Kind, Message
from service.web.asked import build, json_body, no_parameters
from service.web.forms import require_own_form
from service.web.models.feedback import FeedbackAnswer, FeedbackMessage
from service.web.operation import Operation, operation
from service.web.problems import Refused

bp = Blueprint("feedback", __name__)
#: Field → characters it may have.
LONGEST = {"kind": 20, "article": 200, "anchor": 200, "question": 500, "comment": 2000}
#: Bytes of the whole message: all fields full of Chinese, escaped in the worst way.
LARGEST = 64_000
_FORM = frozenset({*LONGEST, "token", "website"})
assert get_args(Kind) == KINDS


@bp.post("/feedback")
def feedback() -> ResponseReturnValue:
    """What a reader tells with a form of our pages; see `forms` for why it needs no cookie."""
    _small()
    require_own_form()
    if unknown := sorted(set(request.form) - _FORM):
        raise BadInput(f"unknown field {unknown[0][:40]!r}; there are {', '.join(sorted(_FORM))}")
    if not request.form.get(
        "website"
    ):  # a field nobody sees: who fills it in is no reader, and is thanked all the same
        _keep(_message({name: request.form.get(name, "") for name in LONGEST}))
    return redirect(url_for("feedback.thanks"), 303)


@bp.get("/feedback/thanks")
def thanks() -> ResponseReturnValue:
    """Where a form leads, so that reloading sends nothing twice."""
    return render_template("thanks.html")


@bp.post("/api/v1/feedback")
@operation(
    Operation(
        "Tell what an answer was worth",
        FeedbackAnswer,
        sent=FeedbackMessage,
        status=201,
        problems=(413, 415, 503),
        example={"kind": "helpful", "article": "kz-topup"},
    )
)
def program() -> ResponseReturnValue:
    """The same for programs; a page of another site cannot send this type without being asked first, and is refused."""
    _small()
    if request.mimetype != "application/json":
        raise Refused(415, "send the message as application/json")
    no_parameters()
    told = json_body()
    if not isinstance(told, dict):
        raise BadInput("send a JSON object with kind, and article or question")
    if unknown := sorted(set(told) - set(LONGEST)):
        raise BadInput(f"unknown field {unknown[0][:40]!r}; there are {', '.join(LONGEST)}")
    message = _message({name: told.get(name, "") for name in LONGEST})
    return jsonify(feedback=_keep(message), kind=message.kind), 201


def _small() -> None:
    request.max_content_length = LARGEST
    if (request.content_length or 0) > LARGEST:
        raise Refused(413, f"a message has at most {LARGEST // 1000} kB", limit=LARGEST)


def _message(told: Mapping[str, Any]) -> Message:
    """The message, with every bound checked; BadInput names the field."""
    for name, longest in LONGEST.items():
        value = told[name]
        if not isinstance(value, str):
            raise BadInput(f"{name} must be a text")
        if len(value) > longest:
            raise BadInput(f"{name} has {len(value)} characters; at most {longest} are allowed")
        if any("\ud800" <= char <= "\udfff" or (ord(char) < 32 and char not in "\t\r\n") for char in value):
            raise BadInput(f"{name} has characters that are no text")
    values: dict[str, str] = {
        name: " ".join(value.split()) if name != "comment" else value.strip() for name, value in told.items()
    }
    asked = values.pop("kind")
    kind = next((kind for kind in KINDS if kind == asked), None)
    if kind is None:
        raise BadInput(f"kind must be one of {', '.join(KINDS)}")
    if kind == "missing" and not values["question"]:
        raise BadInput("question is empty; say what you were looking for")
    if kind != "missing":
        if not values["article"]:
            raise BadInput(f"article is empty; say which article is {kind}")
        if values["article"] not in build().articles:
            raise BadInput(f"there is no article {values['article'][:40]!r}")
    return replace(Message(kind, build=_build()), **values)  # type: ignore[arg-type]


def _build() -> str:
    try:
        return build().manifest.build
    except IndexTrouble:  # who finds nothing because there is nothing may say so
        return ""


def _keep(message: Message) -> int:
    store: Database = current_app.extensions["store"]
    number = messages.add(store, message)
    g.feedback = message.kind
    return number
