"""The examples in a rule's file are its tests."""

from collections.abc import Callable

import pytest

from service.lint import run
from service.lint.rule import Rule
from service.model import Finding

Lint = Callable[..., list[Finding]]
RULES = run.rules()
BAD = [pytest.param(rule, text, id=f"{rule.code}-{n}") for rule in RULES for n, text in enumerate(rule.bad)]
GOOD = [pytest.param(rule, text, id=f"{rule.code}-{n}") for rule in RULES for n, text in enumerate(rule.good)]


@pytest.mark.parametrize(("rule", "example"), BAD)
def test_a_bad_example_is_found_where_it_is_marked(rule: Rule, example: str, lint_folder: Lint) -> None:
    text, spans = run.marked(example)

    found = found_by(rule, text, lint_folder)

    assert [(f.start, f.end) for f in found] == [(s.start, s.end) for s in spans], (
        f"service/lint/rules/{rule.slug.replace('-', '_')}.py finds {[f.quote for f in found]}"
    )


@pytest.mark.parametrize(("rule", "example"), GOOD)
def test_a_good_example_is_left_alone(rule: Rule, example: str, lint_folder: Lint) -> None:
    assert [f.quote for f in found_by(rule, example, lint_folder)] == []


def found_by(rule: Rule, text: str, lint_folder: Lint) -> list[Finding]:
    """What a rule finds; one about silenced rules needs all the others to have run."""
    return [found for found in lint_folder(text, *(RULES if rule.audit else [rule])) if found.code == rule.code]
