"""Problems out of judged claims: what facts contradict, or held once and no longer do."""

from collections.abc import Iterator

from service.claims.read import claims
from service.lint.rule import Edit, Fix, Page, Problem
from service.model import Desk, Judged, Severity
from service.text.normalise import fold


def wrong(page: Page, desk: Desk, *attributes: str, message: str, help: str) -> Iterator[Problem]:
    """A problem for each earnest claim of these attributes that facts speak against.

    `message` may hold {subject} and {value}; the reason is added. Uncertain facts make it a warning at most.
    """
    for judged in claims(page, desk, *attributes):
        claim = judged.claim
        if claim.earnest and judged.verdict in ("contradicted", "outdated"):
            said = message.format(subject=claim.subject, value=claim.value)
            severity: Severity | None = "warning" if judged.unsure else None
            yield Problem(claim.span, f"{said}：{judged.reason}", help, judged.facts, severity, past=judged.past)


def corrected(page: Page, desk: Desk, judged: Judged) -> Fix | None:
    """The value that facts of today give instead, where they give exactly one and the text says nothing but the
    wrong one there; not safe, since the author may have meant something else.
    """
    claim, file = judged.claim, page.article.text
    rows = [fact for id in judged.facts if (fact := desk.facts.facts.get(id)) and fact.holds(desk.today)]
    right = {value for fact in rows if fact.attribute == claim.attribute for value in fact.values}
    said = fold(file[claim.span.start : claim.span.end])
    if len(right) != 1 or said != claim.value or said in right:
        return None
    value = right.pop()
    return Fix(f"写成「{value}」", False, (Edit(claim.span.start, claim.span.end, value),))
