"""GET /robots.txt → what search engines may read, and where the sitemap is; at the top of a host only it counts."""

from flask import Blueprint, Response

from service.web.addresses import public, root

bp = Blueprint("robots", __name__)


@bp.get("/robots.txt")
def robots() -> Response:
    """Everything but the interface for programs and lists of hits."""
    lines = ["User-agent: *"]
    for language in ("", "/zh-hans", "/zh-hant", "/en"):
        lines += [f"Disallow: {root()}{language}/api/", f"Disallow: {root()}{language}/*?q="]
    lines += ["", f"Sitemap: {public(root() + '/sitemap.xml')}", ""]
    return Response("\n".join(lines), mimetype="text/plain")
