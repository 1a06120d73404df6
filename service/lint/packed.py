"""What was found in an article as bytes, to be kept between runs and sent between processes: plain JSON.

Facts are written by their ids and taken from the fact base again, so bytes are only good beside the fact base
they were made with.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from service.lint.rule import Noted, Span
from service.lint.run import Checked
from service.lint.suppress import Comment
from service.model import Edit, Fact, Finding, Fix, Place

#: Raised when the same would be written otherwise.
FORMAT = 1
#: What comes of reading bytes that are not what was written.
_DAMAGED = (ValueError, TypeError, KeyError, IndexError, AttributeError)


def pack(checked: Checked) -> tuple[bytes, bytes]:
    """Findings and comments; and the notes of whole-folder rules, which are not always asked for."""
    own = checked.path
    comments = [
        [
            *(_place(c.place, own), c.scope, c.names, c.until and c.until.isoformat(), c.reason, c.fault),
            *([c.covers.start, c.covers.end], [c.line.start, c.line.end]),
        ]
        for c in checked.comments
    ]
    notes = {code: [[_place(n.place, own), n.value] for n in notes] for code, notes in checked.notes.items()}
    return _bytes([[_finding(f, own) for f in checked.findings], comments]), _bytes(notes)


def unpack(body: bytes, notes: bytes | None, path: str, facts: Mapping[str, Fact]) -> Checked | None:
    """The same of the file at `path`, without the notes where they are not given; None when it is damaged."""
    try:
        findings, comments = json.loads(body)
        found = tuple(_found(row, path, facts) for row in findings)
        return Checked(
            path, found, _noted(notes, path) if notes else {}, tuple(_comment(row, path) for row in comments)
        )
    except _DAMAGED:
        return None


def unpack_notes(notes: bytes, path: str) -> Mapping[str, tuple[Noted, ...]] | None:
    """The notes alone of the file at `path`; None when they are damaged."""
    try:
        return _noted(notes, path)
    except _DAMAGED:
        return None


def pack_findings(findings: Iterable[Finding]) -> bytes:
    """Findings of several files."""
    return _bytes([[finding.path, _finding(finding, finding.path)] for finding in findings])


def unpack_findings(body: bytes, facts: Mapping[str, Fact]) -> list[Finding] | None:
    """The same back; None when it is damaged."""
    try:
        rows = json.loads(body)
        return [_found(row, path, facts) for path, row in rows] if isinstance(rows, list) else None
    except (ValueError, TypeError, KeyError, IndexError):
        return None


def _bytes(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _place(place: Place, own: str) -> list[Any]:
    where = None if place.path == own else place.path
    return [where, place.start, place.end, place.line, place.column, place.end_line, place.end_column, place.quote]


def _noted(notes: bytes, path: str) -> Mapping[str, tuple[Noted, ...]]:
    kept = json.loads(notes).items()
    return {code: tuple(Noted(_at(row[0], path), _tuples(row[1])) for row in rows) for code, rows in kept}


def _at(row: list[Any], own: str) -> Place:
    return Place(own if row[0] is None else row[0], *row[1:])


def _finding(f: Finding, own: str) -> list[Any]:
    fix = f.fix and [f.fix.description, f.fix.safe, [[e.start, e.end, e.text] for e in f.fix.edits]]
    return [
        *(f.start, f.end, f.line, f.column, f.end_line, f.end_column, f.level, f.code, f.rule, f.category),
        *(f.severity, f.message, f.quote, f.help, [fact.id for fact in f.facts], fix, f.fingerprint),
        [_place(place, own) for place in f.related],
    ]


def _found(row: list[Any], path: str, facts: Mapping[str, Fact]) -> Finding:
    *plain, ids, fix, fingerprint, related = row
    mending = fix and Fix(fix[0], fix[1], tuple(Edit(*edit) for edit in fix[2]))
    places = tuple(_at(place, path) for place in related)
    values: list[Any] = [path, *plain, tuple(facts[id] for id in ids), mending, fingerprint, places]
    return Finding(*values)


def _comment(row: list[Any], path: str) -> Comment:
    place, scope, names, until, reason, fault, covers, line = row
    day = date.fromisoformat(until) if until else None
    return Comment(_at(place, path), scope, tuple(names), day, reason, fault, Span(*covers), Span(*line))


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
