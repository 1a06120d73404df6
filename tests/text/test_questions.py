"""Whether a heading is a question."""

import pytest

from service.text.questions import asks


@pytest.mark.parametrize(
    "heading",
    [
        "怎么充值",
        "Kcell 怎麼續費",
        "游客能办吗",
        "要实名登记、刷脸吗？",
        "為什麼沒有信號",
        "哪家好",
        "How to top up",
        "eSIM?",
    ],
)
def test_a_heading_asks_by_its_mark_or_by_a_word(heading: str) -> None:
    assert asks(heading)


@pytest.mark.parametrize(
    "heading", ["充值步骤", "三点到账", "两边的信号", "几内亚的运营商", "Howling winds", "Beeline", "", " "]
)
def test_a_heading_that_only_names_its_matter_does_not_ask(heading: str) -> None:
    assert not asks(heading)
