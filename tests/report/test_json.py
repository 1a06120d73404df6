"""Findings for programs."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from service.model import Edit, Fact, Finding, Fix, Source
from service.report._run import Run
from service.report.json import render
from service.text.lines import Lines

FIELDS = [
    *("path", "start", "end", "line", "column", "end_line", "end_column", "level", "code", "rule", "category"),
    *("severity", "message", "quote", "help", "facts", "fix", "fingerprint", "related"),
]


def found(text: str, start: int, end: int, facts: tuple[Fact, ...] = ()) -> Finding:
    (line, column), (end_line, end_column) = Lines(text).place(start), Lines(text).place(end)
    return Finding(
        "a.md", start, end, line, column, end_line, end_column, "span", "AAA001", "some-rule", "promotion", "warning",
        "说明", text[start:end], "改法", facts, None, "0123456789abcdef",
    )  # fmt: skip


def parsed(*findings: Finding) -> Any:
    return json.loads("\n".join(render(Run(findings, {}, 1))))


def test_nothing_found_is_an_empty_list() -> None:
    assert list(render(Run([], {}, 1))) == ["[]"]


def test_a_finding_has_the_fields_of_the_contract_in_its_order() -> None:
    [finding] = parsed(found("请充值。", 1, 3))

    assert list(finding) == FIELDS
    assert finding["fix"] is None
    assert finding["facts"] == []
    assert (finding["start"], finding["end"], finding["line"], finding["column"]) == (1, 3, 1, 2)


def test_a_fix_is_given_with_its_edits_in_code_points() -> None:
    fix = Fix("删去链接", False, (Edit(1, 2, ""), Edit(3, 3, "💪")))

    [finding] = parsed(replace(found("请充值。", 1, 3), fix=fix))
    assert finding["fix"] == {
        "description": "删去链接",
        "safe": False,
        "edits": [{"start": 1, "end": 2, "text": ""}, {"start": 3, "end": 3, "text": "💪"}],
    }


def test_a_fact_is_given_with_its_claim_its_interval_and_its_sources() -> None:
    sources = (
        Source("https://a.example", "甲", date(2026, 1, 2), date(2025, 1, 1)),
        Source("https://b.example", "", None),
    )
    fact = Fact("kz.a", "KZ", "code", "余额拨 *100#。", "2016-05", None, "high", date(2027, 1, 1), sources, "备注")

    [finding] = parsed(found("充值", 0, 2, (fact,)))
    assert finding["facts"] == [
        {
            "id": "kz.a",
            "claim": "余额拨 *100#。",
            "since": "2016-05",
            "until": None,
            "sources": [{"url": "https://a.example", "seen": "2026-01-02"}, {"url": "https://b.example", "seen": None}],
        }
    ]


def test_each_finding_has_a_line_and_chinese_stays_readable() -> None:
    lines = list(render(Run([found("充值余额", 0, 2), found("充值余额", 2, 4)], {}, 1)))

    assert len(lines) == 2
    assert "充值" in lines[0]
    assert "余额" in lines[1]


@given(
    st.text(
        st.one_of(st.sampled_from('\ufeff\r\n\0\u2028"\\😀充\x1b'), st.characters(exclude_categories=["Cs"])),
        max_size=40,
    ),
    st.data(),
)
def test_offsets_cut_the_quote_out_of_any_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    findings = [found(text, start, end), found(text, 0, len(text))]

    first, second = parsed(*findings)
    assert text[first["start"] : first["end"]] == first["quote"] == text[start:end]
    assert second["quote"] == text
    assert len(list(render(Run(findings, {}, 1)))) == 2
