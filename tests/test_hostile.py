"""Inputs that made something quadratic once: with a square in the way, one of these takes minutes or all memory."""

from datetime import date

import pytest

from service.errors import BadArticle
from service.jobs.desks import Desks
from service.jobs.lint import lint_text
from service.lint.run import rules
from service.text.normalise import fold
from service.text.segment import runs
from service.web.render import sections

DESKS = Desks()
MANY = 20_000
ARTICLES = {
    "one character": "充" * 1_000_000,
    "links": "[甲](https://a.example)乙" * MANY,
    "headings": "## 怎么充值\n\n" * MANY,
    "nested images": "![" * MANY + "](a)" * MANY,
    "nested emphasis": "*a **b " * MANY + "b** a*" * MANY,
    "nested quotes": ">" * MANY + "充",
    "comments": "<!--" * MANY,
    "accents": "a" + "\u0301\u0316" * MANY,
    "digits of another script": "٣." * MANY,
    "dotted keys": "+++\n" + "a." * MANY + "a = 1\n+++\n",
    "unknown fields": "+++\n" + "".join(f"k{n} = 1\n" for n in range(4_000)) + "+++\n文",
    "brands in a heading": "# 哈萨克斯坦 " + "kyivstar " * 2_000,
    "addresses": "# 哈萨克斯坦 Beeline\n\n" + "beeline.ru " * MANY,
    "contacts": "加微信 abc12345 " * MANY,
    "phones": "8 701 123 45 67 " * MANY,
}


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_costs_no_more_than_its_length(name: str) -> None:
    try:
        linted = lint_text(DESKS, ARTICLES[name], "a.md", date(2026, 11, 20), rules())
    except BadArticle:
        return
    assert all(f.rule != "broken-rule" for f in linted.findings)


@pytest.mark.parametrize("name", ["accents", "digits of another script", "phones"])
def test_folding_and_cutting_cost_no_more_than_the_length(name: str) -> None:
    assert list(runs(fold(ARTICLES[name])))


def test_a_page_of_definitions_and_quotes_is_rendered() -> None:
    text = "".join(f"[k{n}]: https://a.example/{n}\n" for n in range(2_000))
    text += "".join(f"\n## 节 {n}\n\n[k{n}]\n" for n in range(2_000)) + "\n" + ">" * 100_000 + "充\n"
    starts = [text.index(f"## 节 {n}\n") for n in range(2_000)]
    page = {
        "text": text,
        "sections": [[f"s{n}", "节", start] for n, start in enumerate(starts)],
        "verdict": {"errors": 0},
    }

    shown = sections(page, ())
    assert len(shown) == 2_000
    assert 'href="https://a.example/7"' in shown[7][1]
