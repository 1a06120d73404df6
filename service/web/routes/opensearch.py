"""GET /opensearch.xml → the description by which a browser offers this search in its address bar."""

from flask import Blueprint, Response, current_app, request, url_for

from service.jobs.suggest import suggest
from service.search.query import LONGEST
from service.web import documents
from service.web.addresses import at, public
from service.web.asked import build
from service.web.language import current
from service.web.language import gettext as _

bp = Blueprint("opensearch", __name__)
#: Where a browser puts what was typed.
_TYPED = "?q={searchTerms}"
_SUGGESTED = 8


@bp.get("/opensearch.xml")
def description() -> Response:
    """OpenSearch 1.1, in the language of the address, with suggestions."""
    root = documents.element(
        None,
        "OpenSearchDescription",
        xmlns="http://a9.com/-/spec/opensearch/1.1/",
        xmlns__moz="http://www.mozilla.org/2006/browser/search/",
    )
    documents.element(root, "ShortName", _("卡问"))
    documents.element(root, "Description", _("出国电话卡怎么买、怎么登记、怎么充值"))
    documents.element(root, "Language", current())
    documents.element(root, "InputEncoding", "UTF-8")
    documents.element(root, "OutputEncoding", "UTF-8")
    documents.element(root, "Image", public(at("/static/icon.svg")), width="16", height="16", type="image/svg+xml")
    home = public(url_for("home.home"))
    documents.element(root, "Url", type="text/html", method="get", template=home + _TYPED)
    suggestions = public(url_for("opensearch.suggestions"))
    documents.element(root, "Url", type="application/x-suggestions+json", template=suggestions + _TYPED)
    documents.element(
        root,
        "Url",
        type="application/opensearchdescription+xml",
        rel="self",
        template=public(url_for("opensearch.description")),
    )
    documents.element(root, "moz:SearchForm", home)
    return documents.answer(root, "application/opensearchdescription+xml")


@bp.get("/opensearch/suggestions")
def suggestions() -> Response:
    """What browsers want while somebody types: the text and a list of completions; nothing for what is no question."""
    typed = "".join(char for char in request.args.get("q", "") if not "\ud800" <= char <= "\udfff")
    asked = typed if typed.strip() and len(typed) <= LONGEST else ""
    found = suggest(build(), asked, _SUGGESTED).completions if asked else ()
    told = current_app.json.dumps([typed[:LONGEST], [completion.text for completion in found]])
    return Response(told, mimetype="application/x-suggestions+json")
