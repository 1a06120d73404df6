"""GET /about → what this is and how answers come about; /about/<topic> → corrections, privacy, licence, affiliation."""

from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue

from service.errors import IndexTrouble, NotFound
from service.web.asked import build

bp = Blueprint("about", __name__)
#: One template each.
TOPICS = ("corrections", "privacy", "licence", "affiliation")


@bp.get("/about")
def about() -> ResponseReturnValue:
    """The page that leads to the others."""
    return _page("about")


@bp.get("/about/<name>")
def topic(name: str) -> ResponseReturnValue:
    """One of the topics."""
    if name not in TOPICS:
        raise NotFound(f"there is no page about {name[:40]!r}; there are {', '.join(TOPICS)}")
    return _page(name)


def _page(name: str) -> str:
    try:
        foreign = build().manifest.articles_from is not None
    except IndexTrouble:
        foreign = False
    # what is kept is a matter of settings, so that the page about it cannot promise too much
    return render_template(f"about/{name}.html", settings=current_app.extensions["settings"], foreign=foreign)
