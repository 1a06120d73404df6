"""The JSON shape of a finding, shared by formats, the HTTP interface and stored builds."""

from dataclasses import fields
from datetime import date
from operator import attrgetter
from typing import Any

from service.model import Finding, Fix

_NAMES = tuple(field.name for field in fields(Finding))
_VALUES = attrgetter(*_NAMES)


def finding_json(finding: Finding) -> dict[str, Any]:
    """A finding as the contracts have it."""
    values = dict(zip(_NAMES, _VALUES(finding), strict=True))
    values["facts"] = [
        {
            "id": fact.id,
            "claim": fact.claim,
            "since": fact.since,
            "until": fact.until,
            "sources": [{"url": s.url, "seen": iso(s.seen)} for s in fact.sources],
        }
        for fact in finding.facts
    ]
    values["fix"] = fix_json(finding.fix)
    values["related"] = [
        {"path": p.path, "start": p.start, "end": p.end, "line": p.line, "column": p.column, "quote": p.quote}
        for p in finding.related
    ]
    return values


def fix_json(fix: Fix | None) -> dict[str, Any] | None:
    """A fix as `{"description", "safe", "edits": [{"start", "end", "text"}]}`; positions in code points."""
    if fix is None:
        return None
    edits = [{"start": edit.start, "end": edit.end, "text": edit.text} for edit in fix.edits]
    return {"description": fix.description, "safe": fix.safe, "edits": edits}


def iso(day: date | None) -> str | None:
    """A date as JSON has it."""
    return day.isoformat() if day else None
