"""The linter's verdict in words: what harms first, counted as people count."""

import pytest
from flask import Flask

from service.lint.run import rules
from service.web import trust


def said(app: Flask, language: str, *findings: tuple[str, str]) -> list[str]:
    with app.test_request_context("/", environ_overrides={"kawen.language": language}):
        return [r.words for r in trust.remarks([{"severity": s, "category": c} for s, c in findings])]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-Hans", ["一处做法危险", "两处说法已过时", "一处没写日期"]),
        ("zh-Hant", ["一處做法危險", "兩處說法已過時", "一處沒寫日期"]),
        ("en", ["1 dangerous instruction", "2 outdated statements", "1 undated statement"]),
    ],
)
def test_findings_of_a_kind_are_counted_and_what_harms_comes_first(app: Flask, language: str, words: list[str]) -> None:
    findings = (
        ("warning", "undated"),
        ("warning", "operator-outdated"),
        ("error", "credential-sharing"),
        ("error", "network-outdated"),
    )

    assert said(app, language, *findings) == words


def test_many_are_written_in_digits(app: Flask) -> None:
    assert said(app, "zh-Hans", *[("warning", "undated")] * 12) == [" 12 处没写日期"]


def test_nothing_found_is_said_too(app: Flask) -> None:
    assert said(app, "zh-Hans") == ["没有发现错误的说法"]


def test_every_category_of_an_error_has_words_of_its_own() -> None:
    harmful = {rule.category for rule in rules() if rule.severity == "error"}

    assert harmful - set(trust._GROUP_OF) == set()
