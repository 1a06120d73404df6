"""GET /?q=&country=&operator=… → the search page; works without JavaScript."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from service.errors import BadInput
from service.jobs.ask import FILTERS, verdict_words
from service.model import Hit
from service.search.query import LONGEST
from service.web.asked import answered, build
from service.web.routes.readyz import stale_reasons

bp = Blueprint("home", __name__)
_WRONG = "地址里的条件不对"


@bp.get("/")
def home() -> ResponseReturnValue:
    """The search box, and under it what was found."""
    question = request.args.get("q", "").strip()
    answer, complaint = None, None
    if question:
        try:
            answer = answered(question)
        except BadInput as trouble:
            too_long = len(question) > LONGEST
            complaint = f"最多 {LONGEST} 个字，这里有 {len(question)} 个" if too_long else f"{_WRONG}（{trouble}）"
    made = build().manifest
    filters = {name: value for name in FILTERS if (value := request.args.get(name))}
    page = render_template(
        "home.html",
        question=question,
        answer=answer,
        complaint=complaint,
        filters=filters,
        made=made,
        stale=stale_reasons(made),
        longest=LONGEST,
        pieces=pieces,
        verdict_words=verdict_words,
    )
    return page, (400 if complaint else 200)


def pieces(hit: Hit) -> list[tuple[str, bool]]:
    """The snippet in pieces, each with whether it is highlighted."""
    found, at = [], 0
    for mark in hit.marks:
        found += [(hit.snippet[at : mark.start], False), (hit.snippet[mark.start : mark.end], True)]
        at = mark.end
    return [*found, (hit.snippet[at:], False)]
