"""Markdown for a comment, a ticket or a chat: a count, then one item a finding with its reason and its remedy."""

from collections import Counter
from collections.abc import Iterator

from service.model import SEVERITIES, Finding
from service.report._run import Run
from service.report._say import NAMES, held, plain, shown
from service.text.later import later

#: Characters that are markup somewhere in a line.
_MARKUP = later(r"([\\`*_{}\[\]<>#|~!&])")
#: Characters of a quote that are shown.
_LONGEST = 200
_ADDRESS = later(r"https?://[^\s<>\\]{1,2000}")


def render(run: Run) -> Iterator[str]:
    """One list a file; nothing of an author's text is markup in it."""
    counts = Counter(finding.severity for finding in run.findings)
    said = "、".join(f"{counts[severity]} 个{NAMES[severity]}" for severity in SEVERITIES if counts[severity])
    yield f"**卡问检查结果**：{said or '没有发现问题'}（检查了 {run.checked} 个文件）"
    for path, findings in run.by_path.items():
        yield ""
        yield f"### {_safe(shown(path))}"
        yield ""
        for finding in findings:
            yield from _item(finding)
    if run.troubles:
        yield ""
        yield "### 没能读取的文件"
        yield ""
        yield from (f"- {_safe(shown(t.place))}: {_safe(t.reason)}" for t in run.troubles)


def _item(finding: Finding) -> Iterator[str]:
    place = "全文" if finding.level == "article" else f"第 {finding.line} 行第 {finding.column} 字"
    yield f"- **{NAMES[finding.severity]}** {_safe(finding.code)} {_safe(finding.rule)}，{place}：{_safe(finding.message)}"
    if finding.level == "span" and finding.quote.strip():
        quote = finding.quote if len(finding.quote) <= _LONGEST else finding.quote[:_LONGEST] + "…"
        yield f"  - 原文：「{_safe(quote)}」"
    if finding.help:
        yield f"  - 改法：{_safe(finding.help)}"
    for fact in finding.facts:
        sources = "、".join(_link(source.url) for source in fact.sources[:2])
        yield f"  - 依据：{_safe(fact.claim)}（{held(fact.since, fact.until)}）{sources}"


def _link(url: str) -> str:
    return f"<{url}>" if _ADDRESS.fullmatch(url) and plain(url) == url else _safe(url)


def _safe(text: str) -> str:
    return _MARKUP.sub(r"\\\1", plain(text))
