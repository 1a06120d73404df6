"""GET /lint → a form to paste an article into; POST /lint → what is wrong in it, beside the text. Nothing is stored."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Response, current_app, render_template, request
from flask.typing import ResponseReturnValue

from service import folder
from service.corpus.encodings import decode
from service.errors import BadArticle, BadInput
from service.jobs.lint import Linted, lint_text
from service.jobs.preview import changes, hunks, preview
from service.jobs.reports import FORMATS, run_of
from service.lint.fix import Mended
from service.lint.run import rules
from service.model import SEVERITIES, Fix
from service.web import naming, texts
from service.web.asked import desks
from service.web.language import gettext as _
from service.web.marked import rows

bp = Blueprint("lint_page", __name__)
#: Kind → the name under which a text is judged.
_NAMES = {"markdown": "article.md", "html": "article.html"}
_PAGES = (".html", ".htm", ".xhtml")
#: Characters of a text whose fixes are tried together: that lints it twice more.
_PREVIEWED = 100_000
#: What the answer may be instead of a page → (format of reports, type, name of the file).
_FILES = {
    "markdown": ("markdown", "text/markdown", "kawen.md"),
    "sarif": ("sarif", "application/sarif+json", "kawen.sarif"),
}


@dataclass(frozen=True, slots=True)
class _Sent:
    """What was pasted or chosen: the text, and the name it is judged under."""

    text: str
    name: str


@bp.get("/lint")
def form() -> ResponseReturnValue:
    """The form alone."""
    return _page("", "auto")


@bp.post("/lint")
def check() -> ResponseReturnValue:
    """The findings as a page; with `as` markdown, sarif or fixed, as a file."""
    kind, wanted = request.form.get("kind", "auto"), request.form.get("as", "")
    if kind not in ("auto", *_NAMES):
        raise BadInput(f"kind must be auto, {' or '.join(_NAMES)}, not {kind[:40]!r}")
    if wanted not in ("", "fixed", *_FILES):
        raise BadInput(f"as must be fixed, {' or '.join(_FILES)}, not {wanted[:40]!r}")
    text = ""
    try:
        sent = _sent(kind)
        text = sent.text
        if not text.strip():
            return _page(text, kind, complaint=_("先粘贴一篇文章，或选一个文件。")), 400
        today = date.today()
        linted = lint_text(desks(), text, sent.name, today, rules())
        if wanted in _FILES:
            return _file(linted, wanted, today)
        mended = _mended(sent, linted, today)
        if wanted == "fixed":
            return _download(mended.text, "text/plain", sent.name)
        return _page(text, kind, sent=sent, linted=linted, mended=mended)
    except BadArticle as trouble:
        return _page(text, kind, complaint=_("这篇文章读不了。"), detail=str(trouble)), 422


def _sent(kind: str) -> _Sent:
    """A chosen file wins over the text in the form, whose line ends browsers change: there they count one."""
    chosen = request.files.get("file")
    if chosen is not None and chosen.filename:
        page = chosen.filename.lower().endswith(_PAGES)
        name = _NAMES.get(kind) or _NAMES["html" if page else "markdown"]
        return _Sent(decode(chosen.read(), name), name)
    text = request.form.get("text", "").replace("\r\n", "\n")
    page = text.lstrip("\ufeff \t\r\n")[:15].lower().startswith(("<!doctype html", "<html"))
    return _Sent(text, _NAMES.get(kind) or _NAMES["html" if page else "markdown"])


def _mended(sent: _Sent, linted: Linted, today: date) -> Mended:
    """The text with its safe fixes; as it was where there are none, or where trying would take long."""
    if len(sent.text) > _PREVIEWED or not any(finding.fix and finding.fix.safe for finding in linted.findings):
        return Mended(sent.text, ())
    return preview(desks(), sent.text, sent.name, today, rules())


def _file(linted: Linted, wanted: str, today: date) -> Response:
    form, mimetype, name = _FILES[wanted]
    render: Callable[..., list[str]] = folder.load(FORMATS, form).render
    return _download("\n".join(render(run_of(linted, desks().facts.facts, today))) + "\n", mimetype, name)


def _download(text: str, mimetype: str, name: str) -> Response:
    response = Response(text, content_type=f"{mimetype}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(
    text: str,
    kind: str,
    *,
    complaint: str = "",
    detail: str = "",
    sent: _Sent | None = None,
    linted: Linted | None = None,
    mended: Mended | None = None,
) -> str:
    findings = linted.findings if linted else ()
    counts = Counter(finding.severity for finding in findings)
    return render_template(
        "lint.html",
        text=text,
        kind=kind,
        complaint=complaint,
        detail=detail,
        linted=linted,
        findings=findings,
        counts=[(severity, counts[severity]) for severity in SEVERITIES if counts[severity]],
        rows=rows(sent.text, findings) if sent else (),
        fixes={number: _hunks(sent.text, finding.fix) for number, finding in enumerate(findings, 1) if finding.fix}
        if sent
        else {},
        mended=mended,
        all_hunks=hunks(sent.text, changes(mended.fixed)) if sent and mended else (),
        largest=current_app.config["MAX_CONTENT_LENGTH"],
        naming=naming,
        texts=texts,
    )


def _hunks(text: str, fix: Fix) -> list[object]:
    return [*hunks(text, fix.edits)]
