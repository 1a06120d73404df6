"""Prose changes its script; addresses, codes, titles in 《》 and Latin names do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.script import in_script


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("网络信号不好", "網路訊號不好"),
        ("王后在后面", "王后在後面"),
        ("看《反电信网络诈骗法》第三十一条", "看《反电信网络诈骗法》第三十一條"),
        ("打开 https://kcell.kz/充值/页面 登录", "開啟 https://kcell.kz/充值/页面 登入"),
        ("拨 *100# 查余额", "撥 *100# 查餘額"),
        ("Kcell、activ、Мой Beeline 的应用", "Kcell、activ、Мой Beeline 的應用"),
        ("APN 填 internet.tele2.kz，用户名留空", "APN 填 internet.tele2.kz，使用者名稱留空"),
    ],
)
def test_simplified_prose_becomes_traditional_and_nothing_else_does(said: str, shown: str) -> None:
    assert in_script(said, "zh-Hant") == shown


def test_traditional_prose_becomes_simplified() -> None:
    assert in_script("網路訊號，《電信法》", "zh-Hans") == "网络信号，《電信法》"


@given(st.text(alphabet="abc.*#012 /:卡", max_size=80))
def test_what_has_no_other_form_stays(text: str) -> None:
    assert in_script(text, "zh-Hant") == text
