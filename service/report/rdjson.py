"""Reviewdog Diagnostic Format as one JSON object; columns count UTF-8 bytes from 1, as that format wants."""

import json
from collections.abc import Iterator
from typing import Any

from service.model import Edit, Finding
from service.report._run import Run
from service.report._say import relative, whole
from service.text.lines import Lines

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def render(run: Run) -> Iterator[str]:
    """One diagnostic a finding, and one for each file that could not be read."""
    links = {rule.code: rule.link for rule in run.rules if rule.link}
    found = [_diagnostic(finding, run.lines(finding.path), links) for finding in run.findings]
    for trouble in run.troubles:
        place: dict[str, Any] = {"path": relative(trouble.path)}
        if trouble.line:
            place["range"] = {"start": {"line": trouble.line}}
        found.append({"message": trouble.reason, "location": place, "severity": "ERROR"})
    yield json.dumps({"source": {"name": "kawen"}, "diagnostics": found}, ensure_ascii=False, indent=1)


def _diagnostic(finding: Finding, lines: Lines, links: dict[str, str]) -> dict[str, Any]:
    start = _position(lines, finding.line, finding.column)
    end = _position(lines, finding.end_line, finding.end_column)
    code = {"value": f"{finding.code} {finding.rule}"}
    if finding.code in links:
        code["url"] = links[finding.code]
    found: dict[str, Any] = {
        "message": whole(finding),
        "location": {"path": relative(finding.path), "range": {"start": start, "end": end}},
        "severity": _SEVERITIES[finding.severity],
        "code": code,
    }
    if finding.fix is not None:
        found["suggestions"] = [_suggestion(edit, lines) for edit in finding.fix.edits]
    return found


def _suggestion(edit: Edit, lines: Lines) -> dict[str, Any]:
    start, end = (_position(lines, *lines.place(at)) for at in (edit.start, edit.end))
    return {"range": {"start": start, "end": end}, "text": edit.text}


def _position(lines: Lines, line: int, column: int) -> dict[str, int]:
    return {"line": line, "column": len(lines.whole(line)[: column - 1].encode("utf-8", "surrogatepass")) + 1}
