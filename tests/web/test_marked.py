"""A checked text in lines and pieces: nothing of it is lost, and every finding has its place."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from service.jobs.lint import lint_text
from service.lint.run import rules
from service.model import SEVERITIES, Finding, Span
from service.text.lines import Lines
from service.web.marked import AROUND, WHOLE, Row, rows
from tests.report.runs import found
from tests.search import builds

TEXTS = st.text(st.sampled_from("ab充😀 \n\r\u2028"), max_size=60)


@st.composite
def checked(draw: st.DrawFn) -> tuple[str, list[Finding]]:
    """A text and findings anywhere in it: empty, over several lines, over each other."""
    text = draw(TEXTS)
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    spans = draw(st.lists(st.tuples(ends, st.sampled_from(SEVERITIES)), max_size=5))
    return text, [found(text, Span(*span), severity=severity) for span, severity in spans]


@given(checked())
def test_pieces_join_to_the_lines_of_the_text_and_every_finding_begins_once(given: tuple[str, list[Finding]]) -> None:
    text, findings = given
    made, lines = rows(text, findings), Lines(text)

    assert [row.number for row in made] == list(range(1, len(lines) + 1))
    assert ["".join(piece.text for piece in row.pieces) for row in made] == [
        lines.line(row.number).rstrip("\r\n") for row in made
    ]
    begun = [number for row in made for piece in row.pieces for number in piece.begins]
    assert sorted(begun) == list(range(1, len(findings) + 1))


@given(checked())
def test_a_character_is_marked_by_the_worst_finding_that_holds_it(given: tuple[str, list[Finding]]) -> None:
    text, findings = given
    lines = Lines(text)
    for row in rows(text, findings):
        at = lines.start(row.number)
        for piece in row.pieces:
            for char in piece.text:
                here = {f.severity for f in findings if f.start <= at < f.end}
                assert piece.severity == next((s for s in SEVERITIES if s in here), None), (at, char)
                at += 1


def test_in_a_long_text_only_the_lines_around_findings_are_shown_and_the_others_counted() -> None:
    lines = ["平安。"] * (WHOLE + 100)
    lines[200] = "到店里把卡号和密码报给店员。"
    text = "\n\n".join(lines)
    findings = [f for f in lint_text(builds.desks(), text, "a.md", date(2026, 11, 20), rules()).findings if f.line > 1]
    made = rows(text, findings)

    assert [row.number for row in made if any(piece.severity for piece in row.pieces)] == [401]
    assert len(made) == 2 * AROUND + 1 + 2
    assert sum(row.skipped or 1 for row in made) == len(Lines(text))


def test_a_text_without_findings_is_plain() -> None:
    assert rows("", []) == [Row(1)]
    assert [[piece.text for piece in row.pieces] for row in rows("a\r\nb\r\n", [])] == [["a"], ["b"], []]
