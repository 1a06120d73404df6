"""Problems out of judged claims: what facts contradict, or held once and no longer do."""

from collections.abc import Iterator

from service.claims.page import Page
from service.claims.read import claims
from service.lint.rule import Problem
from service.model import Desk, Severity


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
