"""GET /rules?q=&severity=&category= → every rule of the linter, to look through; /rules/<code> → one with its docs."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from service.errors import BadInput, NotFound
from service.lint.rule import CATEGORIES, Rule
from service.lint.run import rules as all_rules
from service.model import SEVERITIES
from service.text.normalise import fold
from service.web import naming, texts
from service.web.asked import desks, known_only

bp = Blueprint("rules_page", __name__)
_LONGEST = 100


@bp.get("/rules")
def rules() -> ResponseReturnValue:
    """The rules that meet every condition, by category."""
    known_only({"q", "severity", "category"})
    typed = request.args.get("q", "").strip()
    severity, category = request.args.get("severity", ""), request.args.get("category", "")
    if len(typed) > _LONGEST:
        raise BadInput(f"q has {len(typed)} characters; at most {_LONGEST} are allowed")
    if severity and severity not in SEVERITIES:
        raise BadInput(f"severity must be one of {', '.join(SEVERITIES)}, not {severity[:40]!r}")
    if category and category not in CATEGORIES:
        raise BadInput(f"there is no category {category[:40]!r}")
    words = fold(typed).split()
    found = [
        rule
        for rule in all_rules()
        if severity in ("", rule.severity)
        and category in ("", rule.category)
        and all(word in _searched(rule) for word in words)
    ]
    return render_template(
        "rules.html",
        found=found,
        all=len(all_rules()),
        typed=typed,
        severity=severity,
        category=category,
        severities=SEVERITIES,
        categories=sorted({rule.category for rule in all_rules()}, key=naming.category),
        naming=naming,
        texts=texts,
    )


@bp.get("/rules/<code>")
def rule(code: str) -> ResponseReturnValue:
    """One rule, by code; its slug leads there too."""
    known = all_rules()
    place = next((nth for nth, rule in enumerate(known) if code in (rule.code, rule.slug)), None)
    if place is None:
        raise NotFound(f"there is no rule {code[:40]!r}; /rules lists them all")
    found = known[place]
    if code != found.code:
        return redirect(url_for("rules_page.rule", code=found.code), 308)
    return render_template(
        "rule.html",
        rule=found,
        before=known[place - 1] if place else None,
        after=known[place + 1] if place + 1 < len(known) else None,
        authority=[(name, desks().facts.facts.get(name)) for name in found.authority],
        naming=naming,
        texts=texts,
    )


def _searched(rule: Rule) -> str:
    return fold("\n".join((rule.code, rule.slug, rule.category, naming.category(rule.category), rule.docs)))
