"""Mend a text by the fixes of its findings, without breaking what they do not touch."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from service.errors import BadArticle
from service.model import Article, Edit, Finding, Fix, Span

#: A fix may make room for another one; texts that are never done are left after so many rounds.
ROUNDS = 10

#: What is found in a text, with the article it was read as; BadArticle when it is none.
Look = Callable[[str], tuple[Article, Sequence[Finding]]]


@dataclass(frozen=True, slots=True)
class Mended:
    """A text after its fixes, and the findings whose fixes were made, in the order they were."""

    text: str
    fixed: tuple[Finding, ...]


def mend(text: str, look: Look, *, unsafe: bool = False) -> Mended:
    """Make the safe fixes, or all of them, until none is left to make.

    A fix is left out when it would change a block it does not touch, or bring a new error.
    """
    fixed: list[Finding] = []
    refused: set[tuple[str, Fix]] = set()
    article, findings = look(text)
    for _ in range(ROUNDS):
        wanted = [f for f in findings if f.fix and (f.fix.safe or unsafe) and (f.fingerprint, f.fix) not in refused]
        chosen = _apart(wanted)
        if not chosen:
            break
        done = _tried(article, findings, chosen, look)
        if done is None:  # one of them is to blame: each on its own
            for one in chosen:
                done = _tried(article, findings, [one], look)
                if done is not None:
                    chosen = [one]
                    break
                refused.add((one.fingerprint, _fix(one)))
        if done is None:
            continue
        fixed += chosen
        article, findings = done
    return Mended(article.text, tuple(fixed))


def at_once(text: str, look: Look) -> Mended:
    """Make the safe fixes that do not overlap, all of them or none; looks at most twice, unlike `mend`."""
    article, findings = look(text)
    chosen = _apart([finding for finding in findings if finding.fix and finding.fix.safe])
    done = _tried(article, findings, chosen, look) if chosen else None
    return Mended(done[0].text, tuple(chosen)) if done else Mended(text, ())


def applied(text: str, edits: Sequence[Edit]) -> str:
    """The text with disjoint edits made, whatever order they come in."""
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits):
        pieces += text[at : edit.start], edit.text
        at = edit.end
    return "".join((*pieces, text[at:]))


def _apart(findings: Sequence[Finding]) -> list[Finding]:
    """As many as can be mended at once, first come first served: none begins before the one before it ends."""
    chosen: list[Finding] = []
    reached = -1
    for finding in sorted(findings, key=lambda f: (_fix(f).edits[:1], f.code)):
        edits = _fix(finding).edits
        if edits and edits[0].start > reached:
            chosen.append(finding)
            reached = edits[-1].end
    return chosen


def _fix(finding: Finding) -> Fix:
    assert finding.fix is not None
    return finding.fix


def _tried(
    article: Article, findings: Sequence[Finding], chosen: Sequence[Finding], look: Look
) -> tuple[Article, Sequence[Finding]] | None:
    """The text with these fixes made; None where they do not mend it, or something else would change with them."""
    edits = [edit for finding in chosen for edit in _fix(finding).edits]
    mended = applied(article.text, edits)
    try:
        after, found = look(mended)
    except BadArticle:
        return None
    if mended == article.text or not _stands(article, after, edits):
        return None
    errors = [Counter(f.code for f in some if f.severity == "error") for some in (findings, found)]
    counts = [Counter(f.code for f in some) for some in (findings, found)]
    gone = all(counts[1][finding.code] < counts[0][finding.code] for finding in chosen)
    return (after, found) if gone and not errors[1] - errors[0] else None


def _touches(edit: Edit, span: Span) -> bool:
    """Whether an edit changes a piece; one that only puts in does so at its ends too."""
    if edit.start == edit.end:
        return span.start <= edit.start <= span.end
    return edit.start < span.end and span.start < edit.end


def _stands(before: Article, after: Article, edits: Sequence[Edit]) -> bool:
    """Whether every block that no edit touches is still there, as it was and in its order, and none came anew."""
    left = iter([(b.kind, b.level, b.plain.text) for b in after.blocks])
    for block in before.blocks:
        if (
            not any(_touches(edit, block.span) for edit in edits)
            and (block.kind, block.level, block.plain.text) not in left
        ):
            return False
    return not Counter((b.kind, b.level) for b in after.blocks) - Counter((b.kind, b.level) for b in before.blocks)
