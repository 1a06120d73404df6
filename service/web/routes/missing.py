"""GET /missing?q=&article=&anchor= → a form to tell the editors what is missing or, of an article, what is wrong."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from service.errors import IndexTrouble
from service.web import texts
from service.web.asked import build

bp = Blueprint("missing", __name__)
#: Characters of a question and of a comment; the endpoint that takes the form refuses more.
LONGEST_QUESTION, LONGEST_COMMENT = 500, 2000


@bp.get("/missing")
def missing() -> ResponseReturnValue:
    """The form, filled in with the question somebody comes from; about an article where one is named."""
    id = request.args.get("article", "")
    try:
        page = build().articles.get(id)
    except IndexTrouble:
        page = None
    return render_template(
        "missing.html",
        asked=request.args.get("q", "")[:LONGEST_QUESTION],
        page=page,
        anchor=request.args.get("anchor", "")[:200] if page else "",
        longest_question=LONGEST_QUESTION,
        longest_comment=LONGEST_COMMENT,
        texts=texts,
    )
