"""Checkstyle XML, which many CI servers and editors read; columns in code points."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from service.report._run import Run
from service.report._say import plain, shown, whole
from service.report._xml import lines


def render(run: Run) -> Iterator[str]:
    """One document, one `file` for each file with findings or trouble."""
    root = ET.Element("checkstyle", version="4.3")
    for path, findings in run.by_path.items():
        file = ET.SubElement(root, "file", name=shown(path))
        for f in findings:
            place = {"line": str(f.line), "column": str(f.column), "severity": f.severity}
            said = " ".join(whole(f).split("\n"))
            ET.SubElement(file, "error", place | {"message": said, "source": f"kawen.{f.code}.{f.rule}"})
    for trouble in run.troubles:
        file = ET.SubElement(root, "file", name=shown(trouble.path))
        place = {"line": str(trouble.line), "severity": "error"}
        ET.SubElement(file, "error", place | {"message": plain(trouble.reason), "source": "kawen.unreadable"})
    yield from lines(root)
