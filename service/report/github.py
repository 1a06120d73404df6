"""Workflow commands of GitHub Actions, which become annotations of a pull request; columns in code points."""

from collections.abc import Iterator

from service.model import Finding
from service.report._run import Run
from service.report._say import plain, relative, shown, whole

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def render(run: Run) -> Iterator[str]:
    """One command a finding, and one for each file that could not be read."""
    for finding in run.findings:
        yield _command(_COMMANDS[finding.severity], whole(finding), **_place(finding))
    for trouble in run.troubles:
        place = {"file": shown(relative(trouble.path))} | ({"line": str(trouble.line)} if trouble.line else {})
        yield _command("error", plain(trouble.reason), **place, title="kawen")


def _place(finding: Finding) -> dict[str, str]:
    place = {"file": shown(relative(finding.path)), "line": str(finding.line)}
    if finding.level == "span":
        place["endLine"] = str(finding.end_line)
        if finding.end_line == finding.line:  # GitHub takes columns only within one line
            place |= {"col": str(finding.column), "endColumn": str(finding.end_column)}
    return place | {"title": f"{finding.code} {finding.rule}"}


def _command(name: str, message: str, **properties: str) -> str:
    given = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {given}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
