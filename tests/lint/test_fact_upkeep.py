"""FCT001 and FCT002: articles whose facts or whose own check have aged."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.lint import run
from service.lint.rule import Desk
from service.model import Article, Fact, Facts, Finding, Source

Read = Callable[[str], Article]
STALE, OVERDUE, FRONT = (run.named(name) for name in ("FCT001", "FCT002", "ART001"))
TEXT = '+++\nid = "a"\nfacts = [\n  "kz.a", # 依据 "kz.a"\n  "kz.b",\n]\n+++\n# 充值\n'


def fact(id: str, since: str | None = None, until: str | None = None, recheck: date | None = None) -> Fact:
    return Fact(id, "KZ", "code", "一句话。", since, until, "high", recheck, (Source("https://a.b", "", None),))


def found(read: Read, desk: Desk, *facts: Fact, on: date = date(2026, 11, 20)) -> list[Finding]:
    desk = replace(desk, today=on, facts=Facts({f.id: f for f in facts}))
    return run.lint(read(TEXT), desk, [STALE, FRONT])


def test_a_fact_that_ended_is_pointed_out_by_its_id_with_the_day_it_ended(read: Read, desk: Desk) -> None:
    [finding] = found(read, desk, fact("kz.a"), fact("kz.b", until="2026-10"))

    assert (finding.code, finding.quote, finding.line, finding.severity) == ("FCT001", "kz.b", 5, "warning")
    assert "只到 2026-10 为止" in finding.message
    assert [told.id for told in finding.facts] == ["kz.b"]


def test_a_fact_to_come_is_no_fact_of_today(read: Read, desk: Desk) -> None:
    [finding] = found(read, desk, fact("kz.a", since="2027"), fact("kz.b"))

    assert (finding.quote, finding.line, finding.severity) == ("kz.a", 4, "warning")
    assert "到 2027 才生效" in finding.message


@pytest.mark.parametrize(("day", "told"), [("2026-11-19", True), ("2026-11-20", False), ("2026-11-21", False)])
def test_a_fact_past_its_recheck_is_a_hint(read: Read, desk: Desk, day: str, told: bool) -> None:
    findings = found(read, desk, fact("kz.a", recheck=date.fromisoformat(day)), fact("kz.b"))

    assert [(f.quote, f.severity) for f in findings] == ([("kz.a", "info")] if told else [])


def test_a_fact_that_ended_is_not_also_called_overdue(read: Read, desk: Desk) -> None:
    ended = fact("kz.a", until="2020", recheck=date(2019, 1, 1))

    assert len(found(read, desk, ended, fact("kz.b"))) == 1


def test_a_fact_that_does_not_exist_is_reported_once(read: Read, desk: Desk) -> None:
    assert [f.code for f in found(read, desk, fact("kz.a"))] == ["ART001"]


def test_a_fact_cited_twice_is_reported_once(read: Read, desk: Desk) -> None:
    desk = replace(desk, facts=Facts({"kz.a": fact("kz.a", until="2020")}))
    article = read('+++\nfacts = ["kz.a", "kz.a"]\n+++\n# 题\n')

    assert [f.quote for f in run.lint(article, desk, [STALE])] == ["kz.a"]


@pytest.mark.parametrize(
    ("day", "severity"),
    [
        ("2026-11-20", None),
        ("2025-11-20", None),
        ("2025-11-19", "info"),
        ("2024-11-20", "info"),
        ("2024-11-19", "warning"),
        ("2001-01-01", "warning"),
    ],
)
def test_a_check_ages_by_years(read: Read, desk: Desk, day: str, severity: str | None) -> None:
    article = read(f"+++\r\nchecked = {day} \r\n+++\r\n# 题\r\n")
    findings = run.lint(article, desk, [OVERDUE])

    assert [(f.quote, f.severity) for f in findings] == ([(f"checked = {day}", severity)] if severity else [])


def test_a_check_in_the_future_is_reported_once(read: Read, desk: Desk) -> None:
    article = read("+++\nchecked = 2027-01-01\n+++\n# 题\n")

    assert [f.code for f in run.lint(article, desk, [OVERDUE, FRONT])] == ["ART001"]


def test_a_check_on_leap_day_is_a_year_old_after_the_first_of_march(read: Read, desk: Desk) -> None:
    article = read("+++\nchecked = 2024-02-29\n+++\n# 题\n")

    def told(day: date) -> bool:
        return bool(run.lint(article, replace(desk, today=day), [OVERDUE]))

    assert not told(date(2025, 2, 28))
    assert told(date(2025, 3, 1))


@given(checked=st.dates(date(1990, 1, 1), date(2100, 1, 1)), age=st.integers(-800, 2000))
def test_a_check_never_gets_younger(read: Read, desk: Desk, checked: date, age: int) -> None:
    article = read(f"+++\nchecked = {checked}\n+++\n# 题\n")
    ranks = {"": 0, "info": 1, "warning": 2}

    def rank(day: date) -> int:
        findings = run.lint(article, replace(desk, today=day), [OVERDUE])
        return ranks[findings[0].severity if findings else ""]

    day = checked + timedelta(days=age)
    assert rank(day) <= rank(day + timedelta(days=1))
    assert (rank(day) == 0) or age > 364
