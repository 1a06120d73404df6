"""Which language a text is in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.language import other


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("在运营商的官方应用里充值，报手机号码和金额，不要告诉别人你的密码。" * 3, ""),
        ("SIM、eSIM、APN、Kcell、Beeline、Tele2、activ，iPhone 和 Android 都可以用，套餐见官网 https://www.kcell.kz/en/product", ""),
        ("短", ""),
        ("Buy the card at the airport and show your passport to the clerk, who registers it for you.", "英文"),
        ("Die Karte wird am Flughafen verkauft, der Reisepass muss beim Kauf vorgelegt werden, sonst nichts.", "别的拉丁字母文字"),
        ("Карту продают в аэропорту, при покупке нужно показать паспорт, иначе номер не зарегистрируют.", "俄文或别的西里尔字母文字"),
        ("Қазақстанда нөмірді тіркеу үшін жеке куәлік қажет, оны байланыс дүкенінде көрсетіңіз, содан соң", "哈萨克文"),
        ("空港でプリペイドカードを購入するときは、パスポートを見せてください。登録はお店の人がしてくれます。", "日文"),
        ("공항에서 선불 카드를 살 때에는 여권을 보여 주십시오. 등록은 가게 직원이 해 줍니다. " * 3, "韩文"),
    ],
)  # fmt: skip
def test_a_text_that_is_not_chinese_is_named(text: str, name: str) -> None:
    assert other([text]) == name


@given(st.lists(st.text()))
def test_any_text_has_an_answer(texts: list[str]) -> None:
    assert isinstance(other(texts), str)
