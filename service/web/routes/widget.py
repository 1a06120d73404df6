"""GET /widget?q=&country=… → the search in a frame of another site; /widget.js puts it there, /widget/demo shows how."""

from flask import Blueprint, Response, current_app, g, make_response, render_template, request
from flask.typing import ResponseReturnValue

from service.errors import BadInput, IndexTrouble
from service.jobs.ask import FILTERS
from service.search.query import LONGEST
from service.web.addresses import at, public
from service.web.asked import answered, warning_of
from service.web.cards import card
from service.web.language import gettext as _
from service.web.settings import Settings

bp = Blueprint("widget", __name__)
#: Hits of a widget; the rest is a link away.
_HITS = 5


@bp.get("/widget")
def widget() -> ResponseReturnValue:
    """A page to be framed: a box, and the first hits, which open outside of the frame."""
    question = request.args.get("q", "").strip()
    answer, complaint = None, ""
    if question:
        try:
            answer = answered(question)
        except BadInput:
            complaint = _("这个问题没法搜索，请写短一些。") if len(question) > LONGEST else _("没有这个国家或运营商。")
        except IndexTrouble:
            complaint = _("现在还不能搜索，请稍后再试。")
    danger = warning_of(answer) if answer else None
    first = [card(danger.hit)] if danger and danger.hit else []
    cards = [card(hit) for hit in answer.hits[:_HITS]] if answer else []
    settings: Settings = current_app.extensions["settings"]
    g.frame_ancestors = settings.widget_sites
    page = render_template(
        "widget.html",
        question=question,
        answer=answer,
        danger=danger.danger if danger else None,
        cards=[*first, *(one for one in cards if (one.url, one.anchor) not in {(f.url, f.anchor) for f in first})],
        complaint=complaint,
        filters={name: value for name in FILTERS if (value := request.args.get(name))},
        longest=LONGEST,
    )
    response = make_response(page, 400 if complaint else 200)
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@bp.get("/widget.js")
def script() -> Response:
    """The script other sites load."""
    response = current_app.send_static_file("widget.js")
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@bp.get("/widget/demo")
def demo() -> Response:
    """The widget on a page of our own, with the lines to copy."""
    response = make_response(render_template("widget_demo.html", script=public(at("/widget.js"))))
    response.headers["Content-Security-Policy"] = current_app.extensions["plain_policy"] + "; frame-src 'self'"
    return response
