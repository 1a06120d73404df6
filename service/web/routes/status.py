"""GET /status → the build that answers: how old, how large, how its articles did, why it may be stale, what was slow."""

from collections import Counter
from datetime import UTC, date, datetime

from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue

from service import __version__
from service.errors import IndexTrouble
from service.jobs.facts import due, standing
from service.lint.run import rules
from service.search.shelf import Shelf
from service.web import naming, texts
from service.web.asked import build, desks
from service.web.language import gettext as _
from service.web.language import ngettext
from service.web.routes.readyz import stale_reasons

bp = Blueprint("status", __name__)


@bp.get("/status")
def status() -> ResponseReturnValue:
    """For readers and editors; without an index it says so and still tells of rules and facts."""
    shelf: Shelf = current_app.extensions["shelf"]
    corpus, today = desks(), date.today()
    try:
        opened = build()
    except IndexTrouble:
        opened = None
    verdicts = [page["verdict"] for page in opened.articles.values()] if opened else []
    facts = corpus.facts.facts.values()
    page = render_template(
        "status.html",
        made=opened.manifest if opened else None,
        age=_age(opened.manifest.built) if opened else "",
        stale=[_said(reason) for reason in stale_reasons(opened.manifest)] if opened else [],
        trouble=shelf.trouble is not None,
        verdicts={
            "errors": sum(bool(verdict["errors"]) for verdict in verdicts),
            "warnings": sum(bool(verdict["warnings"]) and not verdict["errors"] for verdict in verdicts),
            "clean": sum(not verdict["errors"] and not verdict["warnings"] for verdict in verdicts),
            "unchecked": sum(not verdict["checked"] for verdict in verdicts),
        },
        faulty=[page for page in opened.articles.values() if page["verdict"]["errors"]] if opened else [],
        standings=Counter(standing(fact, today) for fact in facts),
        overdue=len(due(corpus, today, "0d")),
        facts=len(facts),
        rules=len(rules()),
        operators=len(corpus.facts.operators),
        version=__version__,
        naming=naming,
        texts=texts,
    )
    return page, (200 if opened else 503)


def _said(reason: str) -> str:
    """Why a build is stale, for readers of the page."""
    if "corpus" in reason:
        return _("文章、资料或词表在这次建索引以后改过")
    return _("有资料在建索引以后到期或生效（{reason}）").format(reason=reason)


def _age(built: str) -> str:
    """How long ago a build was made, in its largest unit."""
    seconds = max(0, int((datetime.now(UTC) - datetime.fromisoformat(built)).total_seconds()))
    days, hours, minutes = seconds // 86400, seconds // 3600, seconds // 60
    if days:
        return ngettext("{n} 天前", "{n} days ago", days).format(n=days)
    if hours:
        return ngettext("{n} 小时前", "{n} hours ago", hours).format(n=hours)
    return ngettext("{n} 分钟前", "{n} minutes ago", minutes).format(n=minutes)
