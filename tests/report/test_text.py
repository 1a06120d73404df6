"""Findings for people in a terminal."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wcwidth import wcswidth, wcwidth

from service.model import Fact, Finding, Level, Place, Severity, Source, Span
from service.report._run import Run
from service.report.text import WIDTH, render
from service.text.lines import Lines


def found(
    text: str,
    span: Span,
    *,
    path: str = "a.md",
    message: str = "说明",
    help: str = "",
    severity: Severity = "error",
    level: Level = "span",
    facts: tuple[Fact, ...] = (),
) -> Finding:
    """A finding as the linter makes it."""
    lines = Lines(text)
    (line, column), (end_line, end_column) = lines.place(span.start), lines.place(span.end)
    quote = text[span.start : span.end]
    return Finding(
        path=path, start=span.start, end=span.end, level=level, code="AAA001", rule="some-rule",
        category="promotion", severity=severity, message=message, quote=quote, help=help, facts=facts, fix=None,
        fingerprint="0" * 16, line=line, column=column, end_line=end_line, end_column=end_column,
    )  # fmt: skip


def shown(finding: Finding, text: str) -> list[str]:
    return list(render(Run([finding], {finding.path: text}, 1)))


def excerpt(text: str, quote: str) -> tuple[str, str]:
    """The line of source and the line of marks under it, for the first occurrence of a quote."""
    at = text.index(quote)
    _, source, marks, *_ = shown(found(text, Span(at, at + len(quote))), text)
    return source, marks


def columns(text: str) -> int:
    width = int(wcswidth(text))
    assert width >= 0, f"{text!r} holds what a terminal obeys"
    return width


def under(source: str, marks: str) -> str:
    """What stands above the marks."""
    first = columns(marks.partition("^")[0])
    last = first + marks.count("^")
    taken, at = "", 0
    for index, char in enumerate(source):
        at = at if wcwidth(char) == 0 else columns(source[:index])  # a mark stands with its letter
        if first <= at < last:
            taken += char
    return taken


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("please pay now.", "pay"),
        ("请先充值再拨号。", "充值"),
        ("用 Kcell 充值 500 坚戈", "500 坚戈"),
        ("前😀后面", "后"),
        ("前😀后面", "😀"),
        ("Ｋｃｅｌｌ充值", "充值"),
        ("cafe\u0301充值", "充值"),
        ("cafe\u0301充值", "e\u0301"),
        ("a\u200bb充值", "充值"),
        ("ｶﾞ充值", "充值"),
        ("首行\n\n次行充值", "充值"),
        ("首行\r\n次行充值\r\n", "充值"),
        ("首行\r次行充值\r", "充值"),
        ("充值", "充值"),
        ("│充值", "充值"),
    ],
)
def test_the_marks_stand_under_the_quote(text: str, quote: str) -> None:
    source, marks = excerpt(text, quote)

    assert under(source, marks) == quote
    assert marks.count("^") == columns(quote)


@pytest.mark.parametrize("line", [1, 9, 10, 99, 100, 12345])
def test_the_margin_is_as_wide_as_the_number_of_the_line(line: int) -> None:
    source, marks = excerpt("\n" * (line - 1) + "前充值", "充值")

    assert source == f"  {line} | 前充值"
    assert source.index("|") == marks.index("|")
    assert under(source, marks) == "充值"


def test_tabs_are_spelt_out_before_and_inside() -> None:
    source, marks = excerpt("\t甲\t充\t值\t末", "充\t值")

    assert "\t" not in source + marks
    assert under(source, marks) == "充    值"


def test_an_emoji_of_several_characters_keeps_what_follows_in_place() -> None:
    source, marks = excerpt("👨‍👩‍👧 全家充值", "充值")

    assert marks.count("^") == 4
    assert columns(marks.partition("^")[0]) == columns(source.partition("充值")[0])


@pytest.mark.parametrize(
    "code",
    [
        *range(0x09),
        0x0B,
        0x0C,
        *range(0x0E, 0x20),
        *range(0x7F, 0xA0),
        0x061C,
        0x200E,
        0x200F,
        *range(0x2028, 0x202F),
        *range(0x2066, 0x206A),
    ],
)
def test_a_character_that_a_terminal_obeys_is_shown_as_a_picture(code: int) -> None:
    text = f"前{chr(code)}[31m充值{chr(code)}"
    finding = found(text, Span(6, 9), path=f"a{chr(code)}.md", message=f"见「{chr(code)}」", help=f"改{chr(code)}")
    lines = shown(finding, text)

    assert not [line for line in lines if chr(code) in line]
    assert all(columns(line) >= 0 for line in lines)
    assert under(lines[1], lines[2]).startswith("充值")


def test_line_breaks_in_a_message_do_not_forge_a_line() -> None:
    lines = shown(found("充值", Span(0, 2), message="甲\nb.md:1:1: 错误", help="乙\r丙"), "充值")

    assert len(lines) == 6
    assert lines[0].startswith("a.md:1:1: 错误 AAA001 some-rule: 甲")


@pytest.mark.parametrize("filler", ["a", "充", "😀", "\u0301", "\u200b", "\0", "\t", "e\u0301"])
@pytest.mark.parametrize("side", ["before", "behind", "both"])
def test_of_a_very_long_line_only_the_surroundings_are_shown(filler: str, side: str) -> None:
    left, right = filler * 30_000 if side != "behind" else "", filler * 30_000 if side != "before" else ""
    source, marks = excerpt(f"{left}X余额Y{right}", "X余额Y")

    assert "X余额Y" in source
    assert len(source) <= 6 * WIDTH
    assert marks.count("^") == 6
    assert ("| …" in source) == (side != "behind")
    assert source.endswith("…") == (side != "before")


@pytest.mark.parametrize("char", ["a", "充", "😀"])
def test_a_very_long_quote_is_cut_to_the_terminal(char: str) -> None:
    source, marks = excerpt(f"前{char * 5_000}后", char * 5_000)

    assert columns(source) <= WIDTH + 10
    assert marks.endswith("^ …")
    assert columns(marks) <= WIDTH + 10


def test_of_several_lines_the_first_is_shown_and_more_announced() -> None:
    source, marks = excerpt("甲\n乙充值\n丙\n丁", "充值\n丙")

    assert source == "  2 | 乙充值"
    assert marks.endswith("^^^^ …")


@pytest.mark.parametrize(
    ("text", "span"), [("甲\n\n乙", Span(2, 2)), ("", Span(0, 0)), ("甲", Span(1, 1)), ("甲\n乙", Span(1, 3))]
)
def test_a_place_without_a_character_has_one_mark(text: str, span: Span) -> None:
    assert shown(found(text, span), text)[2].count("^") == 1


def test_a_finding_about_the_whole_article_has_no_excerpt() -> None:
    assert shown(found("# 题", Span(0, 3), level="article"), "# 题") == [
        "a.md:1:1: 错误 AAA001 some-rule: 说明",
        "",
        "检查了 1 个文件，1 个文件里有 1 个错误。",
    ]


def test_help_and_facts_stand_below() -> None:
    facts = (
        Fact("kz.a", "KZ", "code", "甲。", "2016-05", None, "high", None, (Source("https://a.example", "", date(2026, 1, 2)),)),
        Fact("kz.b", "KZ", "code", "乙。", "2016", "2018", "low", None, (Source("https://b.example", "", None),)),
        Fact("kz.c", "KZ", "code", "丙。", None, "2018", "low", None, ()),
        Fact("kz.d", "KZ", "code", "丁。", None, None, "low", None, ()),
    )  # fmt: skip
    lines = shown(found("充值", Span(0, 2), help="写明日期", facts=facts), "充值")

    assert lines[3:-2] == [
        "    改法：写明日期",
        "    依据：甲。（kz.a，2016-05 起）",
        "          https://a.example（2026-01-02 查看）",
        "    依据：乙。（kz.b，2016 起，到 2018 为止）",
        "          https://b.example（日期不明 查看）",
        "    依据：丙。（kz.c，到 2018 为止）",
        "    依据：丁。（kz.d，起止日期不明）",
    ]


def test_the_last_line_counts_files_and_severities() -> None:
    text = "充值余额"
    findings = [
        found(text, Span(0, 2), severity="error"),
        found(text, Span(2, 4), severity="info"),
        found(text, Span(0, 1), severity="info", path="b.md"),
        found(text, Span(0, 1), severity="warning", path="b.md"),
    ]
    lines = list(render(Run(findings, {"a.md": text, "b.md": text}, 3)))

    assert lines[-1] == "检查了 3 个文件，2 个文件里有 1 个错误、1 个警告、2 个提示。"
    assert [line.split(": ")[1].split()[0] for line in lines if ".md:" in line] == ["错误", "提示", "提示", "警告"]


def test_nothing_found_is_said_in_words() -> None:
    assert list(render(Run([], {}, 2))) == ["检查了 2 个文件，没有发现问题。"]
    assert list(render(Run([], {}, 0))) == []


@settings(max_examples=300)
@given(
    st.data(),
    st.text(
        st.one_of(
            st.sampled_from("a充😀\u0301\u200b\u200d\t\0\x1b\u202e\ufe0f"), st.characters(exclude_categories=["Cs"])
        ),
        min_size=1,
        max_size=150,
    ),
)
def test_any_span_of_any_line_has_marks_that_begin_under_it(data: st.DataObject, text: str) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    finding = found(text, Span(start, data.draw(st.integers(start, len(text)))))
    _, source, marks, *_ = shown(finding, text)

    assert columns(source) >= 0
    assert marks.count("^") >= 1
    assert columns(marks.partition("^")[0]) <= columns(source)
    assert source.partition(" | ")[0].strip() == str(finding.line)


def test_the_other_place_a_finding_is_about_is_named() -> None:
    text = "甲说一。乙说二。"
    there = Place("b.md", 4, 8, 1, 5, 1, 9, "乙说二。")

    lines = shown(replace(found(text, Span(0, 4)), related=(there,)), text)

    assert "    另见：b.md:1:5「乙说二。」" in lines
