"""For people in a terminal: place, message, the source line with the span underlined, fact and source."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from service.model import Finding, Severity
from service.report._run import Run
from service.report._say import NAMES, held
from service.text.lines import Lines
from service.text.terminal import harmless

#: Terminal columns of source shown around a span.
WIDTH = 100
#: Sources shown of a fact.
SOURCES = 2
_COLOURS: dict[Severity, str] = {"error": "1;31", "warning": "1;33", "info": "1;36"}


def render(run: Run) -> Iterator[str]:
    """Findings by file and place, then how many there are of each severity."""
    paint = _painted if run.colour else _as_it_is
    for finding in run.findings:
        colour = _COLOURS[finding.severity]
        place = paint("1", f"{harmless(finding.path)}:{finding.line}:{finding.column}")
        name = f"{paint(colour, NAMES[finding.severity])} {paint('2', f'{finding.code} {finding.rule}')}"
        yield f"{place}: {name}: {harmless(finding.message)}"
        if finding.level == "span":
            excerpt, margin, marks = _excerpt(finding, run.lines(finding.path))
            yield excerpt
            yield f"{margin}{paint(colour, marks)}"
        if finding.help:
            yield f"    改法：{harmless(finding.help)}"
        for other in finding.related:
            quote = " ".join(harmless(other.quote).split())[: WIDTH // 2]
            yield f"    另见：{harmless(other.path)}:{other.line}:{other.column}「{quote}」"
        for fact in finding.facts:
            yield f"    依据：{fact.claim}（{fact.id}，{held(fact.since, fact.until)}）"
            for source in fact.sources[:SOURCES]:
                yield f"          {source.url}（{source.seen or '日期不明'} 查看）"
            if (more := len(fact.sources) - SOURCES) > 0:
                yield f"          还有 {more} 个来源（--format json 全部列出）"
        yield ""
    if run.checked:
        yield _summary(run.findings, run.checked)


def _painted(colour: str, text: str) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m"


def _as_it_is(colour: str, text: str) -> str:
    del colour
    return text


def _excerpt(finding: Finding, lines: Lines) -> tuple[str, str, str]:
    """The first line of the span, cut to the terminal; what stands before the marks under it, and the marks."""
    line = lines.line(finding.line)
    start = finding.column - 1
    end = finding.end_column - 1 if finding.end_line == finding.line else len(line)
    within = start + _fitting(line[start:end])
    more = " …" if finding.end_line > finding.line or within < end else ""
    end = within
    first, last = _window(line, start, max(end, start + 1))
    before = harmless(line[first:start])
    marked = harmless(line[start:end]) or " "
    lead = "…" if first else ""
    tail = "…" if last < len(line) else ""
    number = str(finding.line)
    source = f"  {number} | {lead}{before}{marked}{harmless(line[end:last])}{tail}"
    margin = f"{' ' * (len(number) + 2)} | {' ' * (_columns(lead) + _columns(before))}"
    return source, margin, f"{'^' * max(1, _columns(marked))}{more}"


def _fitting(text: str) -> int:
    """How many characters of a text fit into the terminal."""
    room = WIDTH
    for count, char in enumerate(text):
        room -= _least(char)
        if room < 0:
            return count
    return len(text)


def _least(char: str) -> int:
    """Columns of a character, at least one, so that marks without width do not pile up."""
    return max(1, _widths()[0](char))


def _window(line: str, start: int, end: int) -> tuple[int, int]:
    """As much of the line around the span as fits."""
    first, last = start, min(end, len(line))
    room = WIDTH - _columns(line[first:last])
    while room > 0 and (first > 0 or last < len(line)):
        if first > 0:
            first -= 1
            room -= _least(line[first])
        if last < len(line):
            room -= _least(line[last])
            last += 1
    return first, last


def _columns(text: str) -> int:
    """Columns in a terminal; emoji sequences and marks as it counts them."""
    one, all_of = _widths()
    width = all_of(text)
    return width if width >= 0 else sum(max(0, one(char)) for char in text)


@cache
def _widths() -> tuple[Callable[[str], int], Callable[[str], int]]:
    """How wide a character and a text are; a run without findings needs no table of it."""
    from wcwidth import wcswidth, wcwidth

    return wcwidth, wcswidth


def _summary(findings: Sequence[Finding], checked: int) -> str:
    if not findings:
        return f"检查了 {checked} 个文件，没有发现问题。"
    counts = {severity: sum(f.severity == severity for f in findings) for severity in NAMES}
    files = len({finding.path for finding in findings})
    named = "、".join(f"{counts[s]} 个{name}" for s, name in NAMES.items() if counts[s])
    return f"检查了 {checked} 个文件，{files} 个文件里有 {named}。"
