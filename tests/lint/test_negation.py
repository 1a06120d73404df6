"""The reach of 不要, 无需, 谨防, 吗 and their kin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.negation import affirmed, asked, forbidden, refused, reported, warned
from service.text.normalise import fold


def place(text: str, act: str) -> tuple[str, int, int]:
    text = fold(text)
    return text, text.index(act), text.index(act) + len(act)


@pytest.mark.parametrize(
    "text",
    [
        "不要把密码告诉店员",
        "请勿将密码告诉店员",
        "切勿随手把密码告诉店员",
        "充值时不必把密码告诉店员",
        "你不需要把密码告诉店员",
        "任何时候都别把密码告诉店员",
        "严禁把密码告诉店员",
        "运营商不会要求你把密码告诉店员",
        "没有必要把密码告诉店员",
        "你没有义务把密码告诉店员",
        "运营商没有说可以把密码告诉店员",
        "不需要任何人帮你把密码告诉店员",
        "没有一家公司会让你把密码告诉店员",
        "客服从不主动打电话要求你把密码告诉店员",
        "不要图省事把密码告诉店员",
        "无需在电话里把密码告诉店员",
    ],
)
def test_a_negator_governs_the_act_of_its_clause(text: str) -> None:
    assert forbidden(*place(text, "密码告诉店员"))


@pytest.mark.parametrize(
    "text",
    [
        "不要着急，把密码告诉店员",
        "不用出门就能把密码告诉店员",
        "无需排队即可把密码告诉店员",
        "不妨把密码告诉店员",
        "不仅要把密码告诉店员",
        "不要忘了把密码告诉店员",
        "别的事不用管，把密码告诉店员",
        "在乌兹别克斯坦把密码告诉店员",
        "不得不把密码告诉店员",
        "分别把密码告诉店员",
        "只需把密码告诉店员",
        "不用排队把密码告诉店员",
        "没有 App 的旅客把密码告诉店员",
        "没有网络时把密码告诉店员",
        "不会俄语的人把密码告诉店员",
        "找不到营业厅把密码告诉店员",
    ],
)
def test_a_negator_of_something_else_does_not(text: str) -> None:
    assert affirmed(*place(text, "密码告诉店员"))


@pytest.mark.parametrize(
    "text",
    [
        "谨防有人冒充客服，让你把密码告诉他",
        "小心假网站，它们会要你把密码告诉他",
        "不要轻信陌生人，把密码告诉他",
        "要你把密码告诉他的都是骗子",
        "把密码告诉他，这种做法很危险",
        "有人让你把密码告诉他时请挂断",
        "把密码告诉他可能导致账户被盗",
        "防止别人骗你把密码告诉他",
        "诈骗分子冒充客服，请你把密码告诉他",
        "把密码告诉他，账户会被盗",
        "把密码告诉他，千万不要",
        "把密码告诉他，没有任何好处，还可能被盗",
    ],
)
def test_a_warning_reaches_over_commas(text: str) -> None:
    assert warned(*place(text, "把密码告诉他"))


@pytest.mark.parametrize(
    "text",
    [
        "要避免排队，可以把密码告诉他",
        "不小心丢了卡，就把密码告诉他",
        "把密码告诉他，但不要泄露别的信息",
        "把密码告诉他，不会造成任何损失",
        "把密码告诉他，钱不会被盗",
        "把密码告诉他，没有套路，他不是骗子",
        "把密码告诉他，以免停机造成损失",
        "把密码告诉他，否则无法使用",
        "把密码告诉他，没必要排队",
        "把密码告诉他，千万别忘了",
        "为避免排队，把密码告诉他",
        "以防万一，把密码告诉他",
        "避免排队把密码告诉他",
        "谨防假冒，把密码告诉他",
        "不用担心诈骗，把密码告诉他",
    ],
)
def test_a_warning_of_something_else_does_not(text: str) -> None:
    assert not refused(*place(text, "把密码告诉他"))


@pytest.mark.parametrize(
    "text", ["能用支付宝充值吗?", "怎么用支付宝充值", "是否支持用支付宝充值,没有人知道", "可不可以用支付宝充值"]
)
def test_a_question_claims_nothing(text: str) -> None:
    assert asked(*place(text, "用支付宝充值"))


@pytest.mark.parametrize("text", ["这样就能用支付宝充值。还有问题吗?", "那么用支付宝充值,几分钟到账。"])
def test_another_sentence_may_ask(text: str) -> None:
    assert not asked(*place(text, "用支付宝充值"))


@given(st.text("不要别把密码告诉店员,。?吗无需谨防就可以", max_size=80), st.data())
def test_any_place_in_any_text_gets_an_answer(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))

    assert affirmed(text, start, end) is not (asked(text, start, end) or refused(text, start, end))


@pytest.mark.parametrize(
    ("text", "act", "theirs"),
    [
        ("有卖家说“永久有效”，别当真", "永久有效", True),
        ("打着「免实名」的旗号卖卡", "免实名", True),
        ("网上流传“机场凭护照就能买卡”", "凭护照就能买卡", True),
        ("“全国覆盖”这类说法没有依据", "全国覆盖", True),
        ("我们承诺“永久有效”", "永久有效", False),
        ("选择“永久有效”的套餐", "永久有效", False),
        ("卖家说“放心”，这张卡永久有效", "永久有效", False),
        ("这张卡永久有效", "永久有效", False),
    ],
)
def test_what_others_are_quoted_to_say_is_theirs(text: str, act: str, theirs: bool) -> None:
    assert reported(*place(text, act)) is theirs
