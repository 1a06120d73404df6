"""JSON Lines: one finding a line, each like an entry of the JSON list."""

import json
from collections.abc import Iterator

from service.report._run import Run
from service.report._shape import finding_json


def render(run: Run) -> Iterator[str]:
    """As many lines as findings."""
    for finding in run.findings:
        yield json.dumps(finding_json(finding), ensure_ascii=False)
