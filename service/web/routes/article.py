"""GET /a/<id> → an article of the current build, each section under its anchor."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from service.errors import NotFound
from service.web.asked import build
from service.web.render import sections

bp = Blueprint("article", __name__)


@bp.get("/a/<path:id>")
def article(id: str) -> ResponseReturnValue:
    """The article as it was when the index was built, with its verdict, findings and sources."""
    articles = build().articles
    if id not in articles:
        raise NotFound(f"there is no article {id!r}")
    page = articles[id]
    return render_template("article.html", page=page, sections=sections(page, articles))
