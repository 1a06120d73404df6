"""What the fixes of a text would change, line by line, before anybody makes them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from service.jobs.desks import Desks
from service.jobs.fix import look_of
from service.lint.config import only
from service.lint.fix import Mended, applied, at_once
from service.lint.rule import Rule
from service.model import Edit, Finding, Fix
from service.text.lines import Lines


@dataclass(frozen=True, slots=True)
class Hunk:
    """Whole lines before and after; `line` is the first of them before, from 1. Line ends are left out."""

    line: int
    before: tuple[str, ...]
    after: tuple[str, ...]


def preview(desks: Desks, text: str, path: str, today: date, rules: Sequence[Rule]) -> Mended:
    """The text with the safe fixes that can be made together, or as it was; lints twice, however many there are."""
    return at_once(text, look_of(desks, path, today, only(rules)))


def changes(fixed: Iterable[Finding]) -> list[Edit]:
    """The edits of findings that have a fix."""
    return [edit for finding in fixed if isinstance(finding.fix, Fix) for edit in finding.fix.edits]


def hunks(text: str, edits: Iterable[Edit]) -> list[Hunk]:
    """Disjoint edits as changed lines, in order; takes as long as the text, however many edits there are."""
    lines = Lines(text)
    touched: list[tuple[int, int, list[Edit]]] = []
    for edit in sorted(edits):
        first, last = lines.place(edit.start)[0], lines.place(edit.end)[0]
        if touched and first <= touched[-1][1]:
            begun, reached, some = touched[-1]
            some.append(edit)
            touched[-1] = (begun, max(reached, last), some)
        else:
            touched.append((first, last, [edit]))
    return [_hunk(lines, *one) for one in touched]


def _hunk(lines: Lines, first: int, last: int, edits: Sequence[Edit]) -> Hunk:
    piece, start = "".join(map(lines.whole, range(first, last + 1))), lines.start(first)
    after = applied(piece, [Edit(edit.start - start, edit.end - start, edit.text) for edit in edits])
    old, new = _lines(piece), _lines(after)
    while old and new and old[-1] == new[-1]:  # an edit that ends with a line reaches into the next one
        old, new = old[:-1], new[:-1]
    return Hunk(first, old, new)


def _lines(text: str) -> tuple[str, ...]:
    found = Lines(text)
    said = tuple(map(found.line, range(1, len(found) + 1)))
    return said[:-1] if said[-1] == "" else said
