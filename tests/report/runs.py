"""Findings and runs as the linter makes them, with whatever texts and paths a test asks for."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from service.errors import BadArticle
from service.model import Edit, Fact, Finding, Fix, Place, Source, Span, Suppressed
from service.report._run import Described, Run
from service.text.lines import Lines

HOSTILE = st.text(
    st.one_of(
        st.sampled_from("a充😀\u0301\u200b\t\r\n\0\x1b\u202e\ufeff\ufffe<>&\"'[](){}%:,]]>"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
)
#: With bytes that are no text, as the file system hands them out.
PATHS = st.text(
    st.one_of(st.sampled_from("a充 %:,<&\udcff\udc80\n"), st.characters(exclude_categories=["Cs"])),
    min_size=1,
    max_size=20,
).map(lambda name: name.replace("\0", "").strip("/.") or "a.md")
RULE = Described(
    "AAA001",
    "some-rule",
    "error",
    "promotion",
    "0.1",
    "不要 [写](x) 广告。",
    "不要写广告。\n\n理由 {0}。",
    "https://a.example/",
)
FACT = Fact("kz.a", "KZ", "code", "短号是 <b>1414</b>。", "2016-05", None, "high", None, (
    Source("https://a.example/?a=1&b=<2>", "来源 & <题>", date(2026, 1, 2), date(2025, 12, 31)),
    Source("javascript:alert(1)", "", None),
))  # fmt: skip


def place(text: str, span: Span, path: str) -> Place:
    (line, column), (end_line, end_column) = Lines(text).place(span.start), Lines(text).place(span.end)
    return Place(path, span.start, span.end, line, column, end_line, end_column, text[span.start : span.end])


def found(text: str, span: Span, path: str = "a.md", **other: Any) -> Finding:
    at = place(text, span, path)
    values: dict[str, Any] = {
        "level": "span", "code": "AAA001", "rule": "some-rule", "category": "promotion", "severity": "error",
        "message": "说明", "help": "改法", "facts": (), "fix": None, "fingerprint": "0" * 16,
    }  # fmt: skip
    return Finding(**{name: getattr(at, name) for name in at.__slots__}, **(values | other))


@st.composite
def runs(draw: st.DrawFn) -> Run:
    """Runs over hostile texts and paths: findings on pieces, articles and folders, troubles, suppressions."""
    texts = draw(st.dictionaries(PATHS, HOSTILE, max_size=3))
    findings, suppressed = [], []
    for path, text in texts.items():
        for _ in range(draw(st.integers(0, 3))):
            start = draw(st.integers(0, len(text)))
            span = Span(start, draw(st.integers(start, len(text))))
            fix = Fix("改", draw(st.booleans()), (Edit(span.start, span.end, draw(HOSTILE)),))
            finding = found(
                text,
                span,
                path,
                level=draw(st.sampled_from(["span", "article"])),
                severity=draw(st.sampled_from(["error", "warning", "info"])),
                code=draw(st.sampled_from(["AAA001", "LNT001"])),
                message=draw(HOSTILE),
                help=draw(HOSTILE),
                facts=draw(st.sampled_from([(), (FACT,)])),
                fix=draw(st.sampled_from([None, fix])),
                related=draw(st.sampled_from([(), (place(text, span, path),)])),
            )
            if draw(st.booleans()):
                findings.append(finding)
            else:
                suppressed.append(Suppressed(finding, "inSource", draw(HOSTILE), None, place(text, span, path)))
    troubles = draw(st.lists(st.builds(BadArticle, PATHS, st.integers(0, 9), HOSTILE), max_size=2))
    return Run(findings, texts, len(texts), troubles, [RULE], suppressed, date(2026, 11, 20))
