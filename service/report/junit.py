"""JUnit XML: a test suite for each file, a failed test for each finding."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from service.report._run import Run
from service.report._say import NAMES, plain, shown, whole
from service.report._xml import lines


def render(run: Run) -> Iterator[str]:
    """One document; without findings it holds one test that passed, since viewers take none for a failure."""
    root = ET.Element("testsuites", name="kawen")
    errors = len(run.troubles)
    for path, findings in run.by_path.items():
        named = {"name": shown(path), "tests": str(len(findings)), "failures": str(len(findings)), "errors": "0"}
        suite = ET.SubElement(root, "testsuite", named)
        for f in findings:
            test = {"classname": shown(path), "name": f"{f.code} {f.rule} {f.line}:{f.column}", "line": str(f.line)}
            case = ET.SubElement(suite, "testcase", test)
            failure = ET.SubElement(case, "failure", type=f.severity, message=plain(f.message))
            failure.text = f"{shown(path)}:{f.line}:{f.column} {NAMES[f.severity]}「{plain(f.quote)}」\n{whole(f)}"
    for trouble in run.troubles:
        named = {"name": shown(trouble.path), "tests": "1", "failures": "0", "errors": "1"}
        suite = ET.SubElement(root, "testsuite", named)
        case = ET.SubElement(suite, "testcase", classname=shown(trouble.path), name="read")
        ET.SubElement(case, "error", type="unreadable", message=plain(trouble.reason))
    if not run.findings and not errors:
        suite = ET.SubElement(root, "testsuite", name="kawen", tests="1", failures="0", errors="0")
        ET.SubElement(suite, "testcase", classname="kawen", name=f"{run.checked} files")
    root.set("tests", str(len(run.findings) + errors or 1))
    root.set("failures", str(len(run.findings)))
    root.set("errors", str(errors))
    yield from lines(root)
