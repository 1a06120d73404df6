"""POST /api/v1/lint (text/markdown or text/html) → {"findings": […], "version": "…"}; nothing is stored."""

from datetime import date

from flask import Blueprint, g, jsonify, request
from flask.typing import ResponseReturnValue

from service import __version__
from service.corpus.encodings import decode
from service.jobs.lint import lint_text
from service.lint.run import rules
from service.report._shape import finding_json
from service.web.asked import desks, no_parameters
from service.web.models.lint import LintAnswer
from service.web.operation import Operation, operation
from service.web.problems import Refused

bp = Blueprint("lint", __name__)
#: The body is judged as if it were a file of this name.
_NAMES = {"text/markdown": "article.md", "text/plain": "article.md", "text/html": "article.html"}


@bp.post("/api/v1/lint")
@operation(Operation("Check an article", LintAnswer, body=tuple(_NAMES), problems=(408, 413, 415, 422)))
def lint() -> ResponseReturnValue:
    """Everything in the article in the body that is outdated, false, unsafe or promotional, with the facts that say
    so. Positions are code points of the text that was sent. Rules that compare articles do not run; nothing is stored.
    """
    no_parameters()
    name = _NAMES.get(request.mimetype)
    if name is None:
        raise Refused(415, "send the article as text/markdown, or the page as text/html, in UTF-8")
    if request.mimetype_params.get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
        raise Refused(415, "send the article in UTF-8")
    text = decode(request.get_data(cache=False), name, "utf-8" if name.endswith(".html") else None)
    today = date.today()
    linted = lint_text(desks(), text, name, today, rules())
    g.findings = linted.findings  # metrics read them
    return jsonify(findings=[finding_json(finding) for finding in linted.findings], version=__version__)
