"""A checked text as lines of pieces: what is wrong stands out, and each finding has a place to jump to."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from service.model import SEVERITIES, Finding, Severity
from service.text.lines import Lines

#: Lines of a text that is shown whole, and lines shown around a finding in a longer one.
WHOLE, AROUND = 400, 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a line: the worst that was found there, if anything, and the numbers of the findings it begins."""

    text: str
    severity: Severity | None = None
    begins: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A line with its number from 1, or (`skipped`) how many lines without a finding are not shown here."""

    number: int
    pieces: list[Piece] = field(default_factory=list)
    skipped: int = 0


def rows(text: str, findings: Sequence[Finding]) -> list[Row]:
    """The text in lines; findings are numbered from 1 as they come. Takes as long as text and findings together."""
    lines = Lines(text)
    starts = [lines.start(number) for number in range(1, len(lines) + 1)]
    found = [Row(number) for number in range(1, len(lines) + 1)]
    begins, changes = defaultdict[int, list[int]](list), defaultdict[int, Counter[Severity]](Counter)
    for number, finding in enumerate(findings, 1):
        begins[finding.start].append(number)
        changes[finding.start][finding.severity] += 1
        changes[finding.end][finding.severity] -= 1
    cuts = sorted({*starts, *begins, *changes})
    active = Counter[Severity]()
    line = 0
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        line += line < len(starts) and starts[line] == start
        active.update(changes[start])
        piece = text[start:end].rstrip("\r\n")
        if piece or begins[start]:
            worst = next((severity for severity in SEVERITIES if active[severity] > 0), None)
            found[line - 1].pieces.append(Piece(piece, worst, tuple(begins[start])))
    return list(_folded(found)) if len(found) > WHOLE else found


def _folded(found: Sequence[Row]) -> Iterator[Row]:
    """The lines around those with a finding; how many there are between them."""
    near = {
        other
        for row in found
        if any(piece.severity or piece.begins for piece in row.pieces)
        for other in range(row.number - AROUND, row.number + AROUND + 1)
    }
    for shown, run in groupby(found, key=lambda row: row.number in near):
        if shown:
            yield from run
        else:
            first, *more = run
            yield Row(first.number, skipped=1 + len(more))
