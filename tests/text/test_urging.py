"""What urges a reader to an act, and what only tells, quotes or regrets it; and who hands what to whom."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.handing import Handing
from service.text.parties import SELLER
from service.text.urging import urged

CODE = Handing("验证码", SELLER)


@pytest.mark.parametrize(
    "text",
    [
        "可以用免实名卡。",
        "没有护照的话,就买免实名卡。",
        "免实名卡永不停机。",
        "免实名卡什么都不查。",
        "法律要求登记,不过小店有免实名卡。",
    ],
)
def test_an_offer_is_urged(text: str) -> None:
    start = text.index("免实名卡")

    assert urged(text, start, start + 4)


@pytest.mark.parametrize(
    "text",
    [
        "别买免实名卡。",
        "免实名卡能买吗?",
        "“免实名卡”这四个字是招牌。",
        "有人买了免实名卡,第二天就没信号。",
        "以前满街都是免实名卡,现在看不到了。",
        "警方查扣了免实名卡。",
        "免实名卡会被停机。",
    ],
)
def test_a_story_a_quotation_or_an_outcome_is_not(text: str) -> None:
    start = text.index("免实名卡")

    assert not urged(text, start, start + 4)


@pytest.mark.parametrize(
    "text",
    [
        "把验证码发给客服",
        "验证码截图发我们",
        "发客服验证码",
        "向卖家提供验证码",
        "验证码发过来就行",
        "让卖家输入验证码",
    ],
)
def test_a_thing_is_handed_over_in_any_order_of_words(text: str) -> None:
    assert list(CODE.places(text))


@pytest.mark.parametrize(
    "text", ["运营商把验证码发给我", "验证码不要发给客服", "告诉客服收不到验证码", "在应用里输入验证码"]
)
def test_what_is_kept_or_received_is_not_handed_over(text: str) -> None:
    assert not list(CODE.places(text))


@given(st.text(alphabet="把验证码发给客服,。别我们不要“”过来要直接", max_size=120))
def test_places_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    places = list(CODE.places(text))

    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(before[1] <= after[0] for before, after in pairwise(places))
