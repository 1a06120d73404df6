"""A JSON list of findings, field by field as the contracts have it; positions in code points."""

import json
from collections.abc import Iterator

from service.report._run import Run
from service.report._shape import finding_json


def render(run: Run) -> Iterator[str]:
    """The list, one finding a line."""
    if not run.findings:
        yield "[]"
        return
    encode = json.JSONEncoder(ensure_ascii=False).encode
    for number, finding in enumerate(run.findings):
        opening = "[" if number == 0 else " "
        closing = "]" if number == len(run.findings) - 1 else ","
        yield opening + encode(finding_json(finding)) + closing
