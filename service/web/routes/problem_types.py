"""GET /problems/<slug> → a page on one type of problem: what it means, what to do; /problems lists them."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from service.errors import NotFound
from service.web.problem_types import BY_SLUG, TYPES

bp = Blueprint("problem_types", __name__)


@bp.get("/problems/<slug>")
def one(slug: str) -> ResponseReturnValue:
    """Where `type` of a problem leads."""
    if slug not in BY_SLUG:
        raise NotFound(f"there is no type of problem {slug[:40]!r}; /problems lists them all")
    return render_template("problem.html", kind=BY_SLUG[slug])


@bp.get("/problems")
def all_types() -> ResponseReturnValue:
    """Every type there is."""
    return render_template("problems.html", kinds=TYPES)
