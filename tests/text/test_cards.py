"""Which sentences tell readers to get a local card."""

import pytest

from service.text.cards import tells_to_get
from service.text.normalise import fold


@pytest.mark.parametrize(
    "text",
    [
        "预付费卡可以在超市买到",
        "SIM 卡在机场有售",
        "7-11 有卖游客 SIM 卡",
        "机场柜台卖 SIM 卡",
        "只需要购买一张数据卡",
        "前往门店购卡",
        "到营业厅办一张 4G 卡",
    ],
)
def test_where_a_card_is_sold_tells_to_get_one(text: str) -> None:
    assert tells_to_get(fold(text).replace(" ", ""))


@pytest.mark.parametrize(
    "text",
    [
        "不要在街头买手机卡",
        "SIM 卡里的余额可以在应用里查",
        "手机卡在国内购买",
        "手机卡充值在便利店办理",
        "手机卡丢了到营业厅补办",
        "便利店有卖充值卡",
        "把 SIM 卡放到卡槽",
        "在哪里能买到 SIM 卡？",
    ],
)
def test_other_business_with_cards_does_not(text: str) -> None:
    assert not tells_to_get(fold(text).replace(" ", ""))
