"""A JSON list of findings, field by field as the contracts have it; positions in code points."""

import json
from collections.abc import Iterator, Mapping, Sequence

from service.model import Finding
from service.report._shape import finding_json


def render(findings: Sequence[Finding], texts: Mapping[str, str], checked: int) -> Iterator[str]:
    """The list, one finding a line."""
    del texts, checked  # quotes are in the findings, and the list is all there is
    if not findings:
        yield "[]"
        return
    for number, finding in enumerate(findings):
        opening = "[" if number == 0 else " "
        closing = "]" if number == len(findings) - 1 else ","
        yield opening + json.dumps(finding_json(finding), ensure_ascii=False) + closing
