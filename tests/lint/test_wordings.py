"""Many wordings of one thing: each bad one is found in its category, each harmless look-alike is left alone.

`wordings/CATEGORY.toml` holds `bad`, `fine`, and `missed` for what is known to be out of reach. An entry is a
sentence, or a whole text; a text without a heading stands below one that names no country.
"""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from service.model import Finding

Lint = Callable[..., list[Finding]]
TABLES = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in Path(__file__).parent.glob("wordings/*.toml")}


def rows(kind: str) -> list[object]:
    return [
        pytest.param(category, text, id=f"{category}-{nth}")
        for category, table in sorted(TABLES.items())
        for nth, text in enumerate(table.get(kind, []))
    ]


def page(text: str) -> str:
    return text if text.startswith("#") else f"# 境外电话卡\n\n{text}\n"


@pytest.mark.parametrize(("category", "text"), rows("bad"))
def test_a_bad_wording_is_found(category: str, text: str, lint: Lint) -> None:
    assert category in {finding.category for finding in lint(page(text))}


@pytest.mark.parametrize(("category", "text"), rows("fine"))
def test_a_harmless_look_alike_is_left_alone(category: str, text: str, lint: Lint) -> None:
    loud = [f for f in lint(page(text)) if f.severity != "info" and f.level == "span"]

    assert [(f.code, f.quote) for f in loud] == []
    assert category not in {f.category for f in lint(page(text)) if f.level == "span"}


@pytest.mark.parametrize(("category", "text"), rows("missed"))
def test_what_is_out_of_reach_is_known(category: str, text: str, lint: Lint) -> None:
    assert category not in {finding.category for finding in lint(page(text))}
