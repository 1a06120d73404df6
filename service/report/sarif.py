"""SARIF 2.1.0, for code scanning and editors; columns are code points and the log says so.

Its positions must not depend on a byte order mark, so the first line of a file that has one begins behind it.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from service import __version__
from service.errors import BadArticle
from service.model import Finding, Place, Suppressed
from service.report._run import Described, Run
from service.report._say import plain, uri, whole
from service.report._shape import finding_json

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_BOM = "\ufeff"


def render(run: Run) -> Iterator[str]:
    """One log with one run."""
    rules = _rules(run)
    nth = {rule["id"]: number for number, rule in enumerate(rules)}
    results = [_result(run, finding, nth) for finding in run.findings]
    results += [_result(run, s.finding, nth) | {"suppressions": [_suppression(run, s)]} for s in run.suppressed]
    driver = {"name": "kawen", "version": __version__, "semanticVersion": __version__, "rules": rules}
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "newlineSequences": ["\r\n", "\n", "\r"],
                "defaultEncoding": "UTF-8",
                "invocations": [_invocation(run)],
                "results": results,
            }
        ],
    }
    yield json.dumps(log, ensure_ascii=False, indent=1)


def _rules(run: Run) -> list[dict[str, Any]]:
    """The rules that ran, and any other that a finding is of (a rule that broke has none)."""
    rules = [_rule(rule) for rule in run.rules]
    known = {rule["id"] for rule in rules}
    for finding in (*run.findings, *(s.finding for s in run.suppressed)):
        if finding.code not in known:
            known.add(finding.code)
            rules.append({"id": finding.code, "name": finding.rule, "shortDescription": {"text": finding.rule}})
    return rules


def _rule(rule: Described) -> dict[str, Any]:
    found = {
        "id": rule.code,
        "name": rule.slug,
        "shortDescription": {"text": _text(rule.summary)},
        "fullDescription": {"text": _text(rule.docs)},
        "help": {"text": _text(rule.docs), "markdown": rule.docs},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.category], "category": rule.category, "since": rule.since},
    }
    return found | ({"helpUri": rule.link} if rule.link else {})


def _result(run: Run, finding: Finding, nth: Mapping[str, int]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": nth[finding.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": _text(whole(finding))},
        "locations": [_location(run, finding)],
        "partialFingerprints": {"kawen/v1": finding.fingerprint},
        "properties": {"rule": finding.rule, "category": finding.category, "facts": finding_json(finding)["facts"]},
    }
    if finding.related:
        found["relatedLocations"] = [
            {"id": number, **_location(run, place), "message": {"text": _text(plain(place.quote))}}
            for number, place in enumerate(finding.related)
        ]
    if finding.fix is not None:
        bom = _bom(run, finding.path)
        replaced = [
            {
                "deletedRegion": {"charOffset": max(0, edit.start - bom), "charLength": edit.end - edit.start},
                "insertedContent": {"text": edit.text},
            }
            for edit in finding.fix.edits
        ]
        change = {"artifactLocation": {"uri": uri(finding.path)}, "replacements": replaced}
        found["fixes"] = [{"description": {"text": _text(finding.fix.description)}, "artifactChanges": [change]}]
    return found


def _location(run: Run, place: Finding | Place) -> dict[str, Any]:
    bom = _bom(run, place.path)
    start, end = max(0, place.start - bom), max(0, place.end - bom)
    region = {
        "startLine": place.line,
        "startColumn": max(1, place.column - bom * (place.line == 1)),
        "endLine": place.end_line,
        "endColumn": max(1, place.end_column - bom * (place.end_line == 1)),
        "charOffset": start,
        "charLength": end - start,
        "snippet": {"text": place.quote},
    }
    return {"physicalLocation": {"artifactLocation": {"uri": uri(place.path)}, "region": region}}


def _bom(run: Run, path: str) -> int:
    return int(run.texts.get(path, "").startswith(_BOM))


def _suppression(run: Run, suppressed: Suppressed) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": suppressed.kind, "status": "accepted"}
    if suppressed.reason:
        found["justification"] = plain(suppressed.reason)
    if suppressed.place is not None:
        found["location"] = _location(run, suppressed.place)
    return found


def _invocation(run: Run) -> dict[str, Any]:
    """Whether all of the work was done; what was not is a notification."""
    found: dict[str, Any] = {"executionSuccessful": not run.troubles}
    if run.troubles:
        found["toolExecutionNotifications"] = [_notification(trouble) for trouble in run.troubles]
    if run.as_of:
        found["properties"] = {"asOf": run.as_of.isoformat()}
    return found


def _notification(trouble: BadArticle) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": uri(trouble.path)}}
    if trouble.line:
        place["region"] = {"startLine": trouble.line}
    said = {"level": "error", "descriptor": {"id": "unreadable"}, "message": {"text": _text(plain(trouble.reason))}}
    return said | {"locations": [{"physicalLocation": place}]}


def _text(text: str) -> str:
    """Plain text whose brackets are no links and whose braces are no placeholders."""
    return text.replace("[", "\\[").replace("]", "\\]").replace("{", "{{").replace("}", "}}")
