"""One line a finding, for eyes, grep and editors that jump to `path:line:column`."""

from collections.abc import Iterator

from service.report._run import Run
from service.report._say import NAMES, plain, shown


def render(run: Run) -> Iterator[str]:
    """`path:line:column: severity CODE name: message`; columns in code points."""
    for f in run.findings:
        yield f"{shown(f.path)}:{f.line}:{f.column}: {NAMES[f.severity]} {f.code} {f.rule}: {plain(f.message)}"
