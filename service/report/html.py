"""One self-contained page to hand to an editor: each text with its findings beside it; no scripts, nothing fetched."""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape

from service import __version__
from service.model import SEVERITIES, Fact, Finding
from service.report._run import Run
from service.report._say import NAMES, held, plain, shown
from service.text.lines import Lines

#: Lines without a finding that are shown around one; longer runs are folded away.
_AROUND = 2
_STYLE = """
:root { color-scheme: light dark; --line: #8884; --error: #c62828; --warning: #b26a00; --info: #1565c0; }
body { font: 16px/1.6 system-ui, "Noto Sans CJK SC", sans-serif; margin: 0 auto; max-width: 80rem; padding: 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; overflow-wrap: anywhere; }
table { border-collapse: collapse; } td, th { border: 1px solid var(--line); padding: .2rem .6rem; text-align: start; }
.row { display: grid; grid-template-columns: 3rem minmax(0, 3fr) minmax(0, 2fr); gap: 0 1rem;
  border-top: 1px solid var(--line); }
.no { color: #888; text-align: end; font-variant-numeric: tabular-nums; }
.said { white-space: pre-wrap; overflow-wrap: anywhere; } .notes { overflow-wrap: anywhere; }
mark { background: none; color: inherit; border-bottom: .2rem solid; }
mark.error { border-color: var(--error); } mark.warning { border-color: var(--warning); }
mark.info { border-color: var(--info); }
.finding { border-inline-start: .3rem solid; padding-inline-start: .6rem; margin: .3rem 0; }
.finding.error { border-color: var(--error); } .finding.warning { border-color: var(--warning); }
.finding.info { border-color: var(--info); } .finding p { margin: .2rem 0; } .fact { font-size: .875rem; }
summary { color: #888; cursor: pointer; } .id { color: #888; font-size: .875rem; }
@media (max-width: 50rem) { .row { grid-template-columns: 2rem minmax(0, 1fr); } .notes { grid-column: 2; } }
@media print { details:not([open]) > :not(summary) { display: none; } .finding { break-inside: avoid; } }
"""


def render(run: Run) -> Iterator[str]:
    """The page, line by line."""
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    yield '<!doctype html>\n<html lang="zh-Hans">\n<head>\n<meta charset="utf-8">'
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>卡问检查报告</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>卡问检查报告</h1>"
    yield from _summary(run)
    for path, findings in run.by_path.items():
        yield f"<section>\n<h2>{_safe(shown(path))}</h2>"
        yield from _whole_article([f for f in findings if f.level == "article"])
        yield from _text(run.lines(path), [f for f in findings if f.level == "span"])
        yield "</section>"
    yield "</body>\n</html>"


def _safe(text: str) -> str:
    return escape(plain(text))


def _summary(run: Run) -> Iterator[str]:
    day = f"按 {run.as_of} 的事实，" if run.as_of else ""
    counts = Counter(finding.severity for finding in run.findings)
    named = "、".join(f"{counts[severity]} 个{NAMES[severity]}" for severity in SEVERITIES)
    yield f"<p>{day}检查了 {run.checked} 个文件：{named}。kawen {escape(__version__)}</p>"
    if run.troubles:
        yield "<h2>没能读取的文件</h2>\n<ul>"
        yield from (f"<li>{_safe(shown(t.place))}: {_safe(t.reason)}</li>" for t in run.troubles)
        yield "</ul>"
    if not run.findings:
        yield "<p>没有发现问题。</p>"
        return
    names = {rule.code: rule.summary for rule in run.rules}
    rules = Counter((f.code, f.rule, f.severity) for f in run.findings)
    yield "<table>\n<tr><th>规则</th><th>名称</th><th>级别</th><th>处</th><th>要求</th></tr>"
    for (code, slug, severity), count in sorted(rules.items(), key=lambda pair: (-pair[1], pair[0])):
        cells = (code, slug, NAMES[severity], str(count), names.get(code, ""))
        yield "<tr>" + "".join(f"<td>{_safe(cell)}</td>" for cell in cells) + "</tr>"
    yield "</table>"


def _whole_article(findings: Sequence[Finding]) -> Iterator[str]:
    for finding in findings:
        yield from _note(finding)


def _text(lines: Lines, findings: Sequence[Finding]) -> Iterator[str]:
    """The lines of a file, those far from any finding folded, each finding beside the line where it begins."""
    if not findings:
        return
    beside: dict[int, list[Finding]] = {}
    marked: dict[int, list[Finding]] = {}
    for finding in findings:
        beside.setdefault(finding.line, []).append(finding)
        for number in range(finding.line, finding.end_line + 1):
            marked.setdefault(number, []).append(finding)
    near = {n for at in marked for n in range(at - _AROUND, at + _AROUND + 1)}
    folded = False
    for number in range(1, len(lines) + 1):
        if (number not in near) != folded:
            folded = not folded
            yield "<details><summary>没有问题的段落</summary>" if folded else "</details>"
        said = _marked(lines, number, marked.get(number, ()))
        yield f'<div class="row"><div class="no">{number}</div><div class="said">{said}</div><div class="notes">'
        for finding in beside.get(number, ()):
            yield from _note(finding)
        yield "</div></div>"
    if folded:
        yield "</details>"


def _marked(lines: Lines, number: int, findings: Sequence[Finding]) -> str:
    """A line with the pieces that findings are about marked by the gravest of them."""
    line, first = lines.line(number), lines.start(number)
    changes: dict[int, Counter[str]] = {0: Counter(), len(line): Counter()}
    for finding in findings:
        start, end = (min(max(at - first, 0), len(line)) for at in (finding.start, finding.end))
        changes.setdefault(start, Counter())[finding.severity] += 1
        changes.setdefault(end, Counter())[finding.severity] -= 1
    said, open_now = "", Counter[str]()
    places = sorted(changes)
    for at, until in zip(places, [*places[1:], len(line)], strict=True):
        for severity, change in changes[at].items():
            open_now[severity] += change
        gravest = next((severity for severity in SEVERITIES if open_now[severity] > 0), None)
        piece = _safe(line[at:until])
        said += f'<mark class="{gravest}">{piece}</mark>' if gravest and piece else piece
    return said


def _note(finding: Finding) -> Iterator[str]:
    name = f"<b>{NAMES[finding.severity]}</b> {_safe(finding.message)}"
    code = f'<span class="id">{_safe(finding.code)} {_safe(finding.rule)}</span>'
    yield f'<div class="finding {finding.severity}"><p>{name} {code}</p>'
    if finding.help:
        yield f"<p>改法：{_safe(finding.help)}</p>"
    for other in finding.related:
        yield f"<p>另见：{_safe(shown(other.path))}:{other.line}「{_safe(other.quote)}」</p>"
    for fact in finding.facts:
        yield from _fact(fact)
    yield "</div>"


def _fact(fact: Fact) -> Iterator[str]:
    yield f'<div class="fact"><p>依据：{_safe(fact.claim)}（{_safe(held(fact.since, fact.until))}）</p>\n<ul>'
    for source in fact.sources:
        title = _safe(source.title or source.url)
        link = f'<a href="{escape(source.url)}" rel="noreferrer">{title}</a>' if _web(source.url) else title
        dates = [f"{source.seen} 查看"] if source.seen else ["查看日期不明"]
        dates += [f"{source.published} 发布"] if source.published else []
        yield f"<li>{link}（{'，'.join(dates)}）</li>"
    yield "</ul></div>"


def _web(url: str) -> bool:
    return url.startswith(("https://", "http://"))
