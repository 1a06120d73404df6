"""GitLab Code Quality: a JSON list in the format that merge requests show."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from service.model import Finding
from service.report._run import Run
from service.report._say import raw, relative, whole

_SEVERITIES = {"error": "critical", "warning": "major", "info": "info"}


def render(run: Run) -> Iterator[str]:
    """The list; a file that could not be read is a blocker."""
    entries = [_entry(finding) for finding in run.findings]
    for trouble in run.troubles:
        place = {"path": relative(trouble.path), "lines": {"begin": max(trouble.line, 1)}}  # it takes no entry without
        named = {"description": trouble.reason, "check_name": "unreadable", "severity": "blocker"}
        entries.append(named | {"fingerprint": _fingerprint(trouble.path, trouble.reason), "location": place})
    yield json.dumps(entries, ensure_ascii=False, indent=1)


def _entry(finding: Finding) -> dict[str, Any]:
    lines = {"begin": finding.line, "end": finding.end_line}
    return {
        "description": whole(finding),
        "check_name": f"{finding.code} {finding.rule}",
        "fingerprint": _fingerprint(finding.path, finding.fingerprint),
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": relative(finding.path), "lines": lines},
    }


def _fingerprint(path: str, what: str) -> str:
    """GitLab keeps one entry for a fingerprint, so equal findings of two files must differ."""
    return hashlib.sha256(raw(f"{relative(path)}\0{what}")).hexdigest()[:32]
