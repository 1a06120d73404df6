"""For people in a terminal: place, message, the source line with the span underlined, fact and source."""

from collections.abc import Iterator, Mapping, Sequence

from wcwidth import wcswidth, wcwidth

from service.model import Finding
from service.text.lines import Lines
from service.text.terminal import harmless

#: Terminal columns of source shown around a span.
WIDTH = 100
#: Sources shown of a fact.
SOURCES = 2
_NAMES = {"error": "错误", "warning": "警告", "info": "提示"}


def render(findings: Sequence[Finding], texts: Mapping[str, str], checked: int) -> Iterator[str]:
    """Findings by file and place, then how many there are of each severity."""
    lines = {path: Lines(text) for path, text in texts.items()}
    for finding in findings:
        place = f"{harmless(finding.path)}:{finding.line}:{finding.column}"
        yield f"{place}: {_NAMES[finding.severity]} {finding.code} {finding.rule}: {harmless(finding.message)}"
        if finding.level == "span":
            yield from _excerpt(finding, lines[finding.path])
        if finding.help:
            yield f"    改法：{harmless(finding.help)}"
        for other in finding.related:
            quote = " ".join(harmless(other.quote).split())[: WIDTH // 2]
            yield f"    另见：{harmless(other.path)}:{other.line}:{other.column}「{quote}」"
        for fact in finding.facts:
            yield f"    依据：{fact.claim}（{fact.id}，{_held(fact.since, fact.until)}）"
            for source in fact.sources[:SOURCES]:
                yield f"          {source.url}（{source.seen or '日期不明'} 查看）"
            if (more := len(fact.sources) - SOURCES) > 0:
                yield f"          还有 {more} 个来源（--format json 全部列出）"
        yield ""
    if checked:
        yield _summary(findings, checked)


def _excerpt(finding: Finding, lines: Lines) -> Iterator[str]:
    """The first line of the span, cut to the terminal, and marks under it."""
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
    yield f"  {number} | {lead}{before}{marked}{harmless(line[end:last])}{tail}"
    margin = " " * (len(number) + 2)
    yield f"{margin} | {' ' * (_columns(lead) + _columns(before))}{'^' * max(1, _columns(marked))}{more}"


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
    return max(1, wcwidth(char))


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
    width = int(wcswidth(text))
    return width if width >= 0 else sum(max(0, wcwidth(char)) for char in text)


def _held(since: str | None, until: str | None) -> str:
    if since and until:
        return f"{since} 起，到 {until} 为止"
    if since:
        return f"{since} 起"
    return f"到 {until} 为止" if until else "起止日期不明"


def _summary(findings: Sequence[Finding], checked: int) -> str:
    if not findings:
        return f"检查了 {checked} 个文件，没有发现问题。"
    counts = {severity: sum(f.severity == severity for f in findings) for severity in _NAMES}
    files = len({finding.path for finding in findings})
    named = "、".join(f"{counts[s]} 个{name}" for s, name in _NAMES.items() if counts[s])
    return f"检查了 {checked} 个文件，{files} 个文件里有 {named}。"
