"""Comments that silence rules: what they cover, and what becomes of those that do not work."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.lint import run
from service.lint.rule import Desk, Rule
from service.lint.suppress import MOST, settle
from service.model import Article, Finding

Lint = Callable[..., list[Finding]]
AD = "跟着做，轻松搞定越南的上网问题。"
FREE = "到店里把卡号和密码报给店员。"


def said(names: str = "PRO001", *, verb: str = "ignore", until: str = "", reason: str = "引用原文") -> str:
    return f"<!-- kawen: {verb} {names}{' until=' + until if until else ''} -- {reason} -->"


def codes(lint: Lint, text: str) -> list[tuple[str, int]]:
    return [(f.code, f.line) for f in lint(text) if f.code in ("PRO001", "CRD001") or f.category == "suppression"]


@pytest.mark.parametrize("name", ["PRO001", "pro001", "promotion", "Promotion"])
def test_a_rule_is_named_by_code_or_name_in_any_case(lint: Lint, name: str) -> None:
    assert codes(lint, AD) == [("PRO001", 1)]
    assert codes(lint, f"{said(name)}\n{AD}\n") == []


def test_a_comment_is_for_the_next_block_alone(lint: Lint) -> None:
    assert codes(lint, f"{AD}\n\n{said()}\n\n{AD}\n\n{AD}\n") == [("PRO001", 1), ("PRO001", 7)]


def test_other_rules_still_report_what_they_find_in_the_block(lint: Lint) -> None:
    assert codes(lint, f"{said()}\n{AD}{FREE}\n") == [("CRD001", 2)]


def test_several_comments_may_stand_above_a_block_and_each_may_name_several_rules(lint: Lint) -> None:
    assert codes(lint, f"{said()}\n{said('CRD001')}\n\n{AD}{FREE}\n") == []
    assert codes(lint, f"{said('CRD001, promotion')}\n{AD}{FREE}\n") == []


def test_a_comment_above_a_table_is_for_the_whole_table(lint: Lint) -> None:
    table = f"| 一 | 二 |\n|---|---|\n| 甲 | {AD} |\n| {AD} | 乙 |\n"

    assert codes(lint, table) == [("PRO001", 3), ("PRO001", 4)]
    assert codes(lint, f"{said()}\n\n{table}\n{AD}\n") == [("PRO001", 8)]


def test_a_comment_inside_a_block_is_for_that_block(lint: Lint) -> None:
    assert codes(lint, f"| 一 | 二 |\n|---|---|\n| 甲 | {AD} {said()} |\n| {AD} | 乙 |\n") == [("PRO001", 4)]
    assert codes(lint, f"- {AD} {said()}\n- {AD}\n") == [("PRO001", 2)]


def test_a_section_ends_at_the_next_heading_of_its_rank(lint: Lint) -> None:
    text = f"# 一\n\n## 二\n\n{{}}{AD}\n\n### 三\n\n{AD}\n\n## 四\n\n{AD}\n"

    assert codes(lint, text.format(f"{said(verb='ignore-section')}\n\n")) == [("PRO001", 15)]


def test_a_section_may_be_announced_above_its_heading(lint: Lint) -> None:
    text = f"## 一\n\n{AD}\n\n{said(verb='ignore-section')}\n\n## 二\n\n{AD}\n\n## 三\n\n{AD}\n"

    assert codes(lint, text) == [("PRO001", 3), ("PRO001", 13)]


def test_what_stands_above_all_headings_is_a_section_too(lint: Lint) -> None:
    assert codes(lint, f"{AD}\n\n{said(verb='ignore-section')}\n\n{AD}\n\n# 一\n\n{AD}\n") == [
        ("PRO001", 1),
        ("PRO001", 9),
    ]


def test_a_whole_file_is_silenced_before_its_first_block(lint: Lint) -> None:
    front = '+++\ntitle = "一"\n+++\n'

    assert codes(lint, f"{front}\n{said(verb='ignore-file')}\n\n# 一\n\n{AD}\n\n{AD}\n") == []
    assert codes(lint, f"# 一\n\n{said(verb='ignore-file')}\n\n{AD}\n") == [("SPR001", 3), ("PRO001", 5)]


def test_a_finding_about_the_whole_article_is_silenced_at_its_title_or_for_the_file(lint: Lint) -> None:
    text = run.marked(run.named("missing-registration-notice").bad[0])[0]
    about = next(f for f in lint(text) if f.level == "article")

    for comment in (said(about.code), said(about.code, verb="ignore-file"), said(about.rule, verb="ignore-section")):
        assert [f.code for f in lint(f"{comment}\n\n{text}") if f.code == about.code or f.code[:3] == "SPR"] == []


def test_a_clash_between_articles_is_silenced_where_it_is_reported(
    read: Callable[[str], Article], desk: Desk, lint_folder: Lint
) -> None:
    twins = '+++\nid = "a"\n+++\n\n# 一\n\n甲。\n=====\n+++\nid = "a"\n+++\n\n{}# 二\n\n乙。\n'

    assert [f.code for f in lint_folder(twins.format(""), *run.rules())] == ["DUP002"]
    assert lint_folder(twins.format(f"{said('DUP002')}\n\n"), *run.rules()) == []


@pytest.mark.parametrize(
    ("comment", "code"),
    [
        ("<!-- kawen: ignore PRO001 -->", "SPR002"),
        ("<!-- kawen: ignore PRO001 -- -->", "SPR002"),
        ("<!-- kawen: ignore PRO001 理由 -->", "SPR001"),
        ("<!-- kawen: ignore -- 理由 -->", "SPR001"),
        ("<!-- kawen: ignore PRO001 CRD001 -- 理由 -->", "SPR001"),
        ("<!-- kawen: ignore PRO001， CRD001 -- 理由 -->", "SPR001"),
        ("<!-- kawen: ignore PR0001 -- 理由 -->", "SPR001"),
        ("<!-- kawen: ignore-next PRO001 -- 理由 -->", "SPR001"),
        ("<!-- kawen：ignore PRO001 -- 理由 -->", "SPR001"),
        ("<!-- kawen ignore PRO001 -- 理由 -->", "SPR001"),
        ("<!-- kawen: ignore PRO001 until=soon -- 理由 -->", "SPR001"),
        ("<!-- kawen: ignore PRO001 until=20270101 -- 理由 -->", "SPR001"),
        ("<!-- kawen: ignore PRO001 until=2026-11-20 -- 理由 -->", "SPR003"),
        ("<!-- kawen: ignore PRO001 until=2020-01-01 -- 理由 -->", "SPR003"),
    ],
)
def test_a_comment_that_does_not_say_all_it_must_silences_nothing_and_is_found(
    lint: Lint, comment: str, code: str
) -> None:
    assert codes(lint, f"{comment}\n{AD}\n") == [(code, 1), ("PRO001", 2)]


def test_the_nearest_right_name_is_offered(lint: Lint) -> None:
    [wrong] = [f for f in lint(f"{said('promotoin')}\n办卡要带护照。\n") if f.code == "SPR001"]

    assert "「promotion」" in wrong.message


def test_a_comment_works_up_to_the_day_before_it_expires(read: Callable[[str], Article], desk: Desk) -> None:
    article = read(f"{said(until='2026-12-01')}\n{AD}\n")

    def found(day: date) -> list[str]:
        return [f.code for f in run.lint(article, Desk(day, desk.facts, desk.words), run.rules())]

    assert found(date(2026, 11, 30)) == []
    assert sorted(found(date(2026, 12, 1))) == ["PRO001", "SPR003"]


def test_what_is_not_used_is_found_unless_its_rule_did_not_run(lint: Lint) -> None:
    text = f"{said('PRO001, CRD001')}\n{AD}\n"
    unused = run.named("SPR004")

    assert [f.message for f in lint(text)] == ["CRD001 在这里没有发现问题，不用抑制"]
    assert lint(text, run.named("PRO001"), unused) == []


def test_no_comment_silences_the_rules_about_comments(lint: Lint) -> None:
    text = f"{said('SPR004, SPR001', verb='ignore-file')}\n\n{said()}\n\n办卡要带护照。\n"

    assert codes(lint, text) == [("SPR001", 1), ("SPR004", 3)]


def test_a_rule_may_refuse_to_be_silenced(lint: Lint, read: Callable[[str], Article], desk: Desk) -> None:
    def refusing(rule: Rule) -> Rule:
        return replace(rule, suppressible=False)

    comment = run.examine(read(f"{said()}\n{AD}\n"), desk, [run.named("PRO001")])
    known = {"pro001": refusing(run.named("PRO001"))}
    kept, silenced, [told] = settle(comment.comments, comment.findings, [], known, desk.today)

    assert [f.code for f in kept] == ["PRO001"]
    assert silenced == []
    assert told.refused == ("PRO001",)


@pytest.mark.parametrize(
    "text", [f"```\n{said()}\n```\n", f"`{said()}`\n", "<!-- kawen is our linter -->\n", "<!-- kawen: ignore PRO001"]
)
def test_what_is_code_or_no_comment_of_ours_is_left_alone(lint: Lint, text: str) -> None:
    assert [f for f in lint(text) if f.category == "suppression"] == []


def test_more_comments_than_anybody_writes_are_found_to_be_too_many(lint: Lint) -> None:
    text = f"{said()}\n\n" * (MOST + 5) + f"{AD}\n"
    found = [f for f in lint(text) if f.code == "SPR001"]

    assert [(f.line, f"最多 {MOST} 条" in f.message) for f in found] == [(2 * MOST + 1, True)]


def test_what_is_silenced_is_kept_with_its_reason(read: Callable[[str], Article], desk: Desk) -> None:
    rules = [run.named("PRO001")]
    checked = run.examine(read(f"{said(until='2027-01-01')}\n{AD}\n"), desk, rules)
    findings, [silenced] = run.settled(checked, (), desk, rules)

    assert findings == ()
    assert (silenced.finding.code, silenced.kind, silenced.reason) == ("PRO001", "inSource", "引用原文")
    assert silenced.until == date(2027, 1, 1)
    assert silenced.place is not None
    assert silenced.place.line == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(
    pieces=st.lists(
        st.sampled_from(
            [
                *(
                    "<!-- kawen: ignore ",
                    "PRO001",
                    ",",
                    " ",
                    " -- ",
                    "理由",
                    "-->",
                    "until=2026-01-01",
                    "\n\n",
                    "# 题\n",
                ),
                *(AD, said(), said(verb="ignore-section"), said(verb="ignore-file"), "| a |\n|--|\n| b |\n"),
                *("- ", "\r\n", "💪"),
            ]
        ),
        max_size=25,
    )
)
def test_no_comment_breaks_a_run(lint: Lint, pieces: list[str]) -> None:
    text = "".join(pieces)

    for found in lint(text):
        assert found.quote == text[found.start : found.end]
        assert found.code != run.BROKEN[0]
