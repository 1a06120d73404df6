"""What holds for every rule, those to come included."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service import folder
from service.lint import run
from service.lint.rule import CATEGORIES, Desk, Rule
from service.model import SEVERITIES, Finding

Lint = Callable[..., list[Finding]]
RULES = run.rules()
every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)

WORDS = [
    *(
        "加微信 sim_home88",
        "➕V",
        "@simhome88",
        "纸飞机",
        "Telegram",
        "不要",
        "谨防",
        "把密码告诉店员",
        "卡号和密码",
        "输入",
    ),
    *(
        "验证码",
        "IMSI",
        "手机号（IMSI）",
        "充值",
        "用支付宝",
        "PayPal",
        "GSM 网络",
        "使用",
        "3G",
        "Kcell",
        "Astelit（Tele2）",
        "运营商有",
    ),
    *(
        "哈萨克斯坦",
        "、",
        "，",
        "。",
        "？",
        "吗",
        "目前",
        "2000 坚戈",
        "2026 年",
        "最便宜",
        "绝对是首选",
        "全国都有信号",
        "随时在线",
    ),
    *(
        "\n\n",
        "\n",
        "# ",
        "- ",
        "1. ",
        "| ",
        "**",
        "`",
        "```\n",
        "<b>",
        "<!--",
        "-->",
        "[",
        "](https://t.me/x_home)",
        "![图](https://i.imgur.com/a.png)",
    ),
    *('<a href="https://wa.me/7701">', "<img src=x>", "</a>", "\u200b", "💪", "\r\n", "𠮷", "ｔ．ｍｅ／ａｂｃ", " "),
]
markdown = st.lists(st.sampled_from(WORDS), max_size=40).map("".join)


def test_codes_are_unique() -> None:
    assert [code for code, n in Counter(rule.code for rule in RULES).items() if n > 1] == []


def test_every_file_of_the_folder_is_a_rule_of_that_name() -> None:
    assert sorted(rule.slug.replace("-", "_") for rule in RULES) == sorted(folder.names(run.RULES))


@every_rule
def test_the_category_and_the_severity_are_known(rule: Rule) -> None:
    assert rule.category in CATEGORIES
    assert rule.severity in SEVERITIES


@every_rule
def test_the_docs_open_with_a_short_summary_and_say_more(rule: Rule) -> None:
    assert 0 < len(rule.summary) <= 40
    assert rule.summary.endswith("。")
    assert len(rule.docs) > len(rule.summary) + 40


@every_rule
def test_there_are_two_bad_examples_and_a_harmless_twin_for_each(rule: Rule) -> None:
    assert len(rule.bad) >= 2
    assert len(rule.good) >= len(rule.bad)
    assert all("⟦" in example for example in rule.bad)


@every_rule
def test_what_a_rule_rests_on_exists(rule: Rule, desk: Desk) -> None:
    unknown = [a for a in rule.authority if not a.startswith("https://") and a not in desk.facts.facts]

    assert unknown == [], f"no such fact in {Path('corpus/facts')}"


@every_rule
def test_the_triggers_of_a_rule_hide_nothing_from_it(rule: Rule, lint_folder: Lint) -> None:
    blind = replace(rule, triggers=())
    for example in (*rule.bad, *rule.good):
        text, _ = run.marked(example)

        assert lint_folder(text, rule) == lint_folder(text, blind)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(text=markdown)
def test_spans_are_exact_and_no_rule_raises(lint: Lint, text: str) -> None:
    for found in lint(text):
        assert 0 <= found.start <= found.end <= len(text)
        assert found.quote == text[found.start : found.end]
        assert found.code != run.BROKEN[0], found.message


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(text=markdown)
def test_a_code_block_changes_nothing(lint: Lint, text: str) -> None:
    words = text.replace("`", "").replace("<", "")
    code = "\n".join(run.marked(bad)[0] for rule in RULES for bad in rule.bad).replace("```", "")

    assert places(lint, f"{words}\n\n~~~\n{code}\n~~~\n") == places(lint, f"{words}\n\n")


def places(lint: Lint, text: str) -> list[tuple[str, int, int]]:
    return [(found.code, found.start, found.end) for found in lint(text)]


@every_rule
def test_inline_code_is_never_judged(rule: Rule, lint: Lint) -> None:
    for bad in rule.bad:
        text = " ".join(run.marked(bad)[0].split()).replace("`", "")

        assert [f.quote for f in lint(f"2026 年的例子：`{text}` 如上。", rule)] == []
