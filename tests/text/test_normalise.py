"""Folding: what it makes equal, and that every character keeps its way back."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.model import Mapped, Span
from service.text.normalise import fold, fold_mapped, identity, script_of

#: Characters that have broken folding somewhere: marks that reorder or compose, fillers, ligatures,
#: squared units, jamo, traditional characters with more than one simplified form.
AWKWARD = (
    "\0\u0300\u0301\u0307\u0323\u0327\u0345\u034f\u0e33\u0e49\u093c\u09be\u3099\u309a\u20e3\u1160\u115f\u3164"
    "\u200b\u200c\u200d\u2060\u00ad\ufeff\ufe0f\U000e0101\u202e\u2066ＡｚＫ１．＊＃／①㎏㏂ﬁﬀİıßſΣςǅ½²ｶﾞﾟﾡￂ가\u1100\u1161"
    "後后面王乾干坤麼么著着瞭了復複裡里髮發鐘鍾餘余讚贊臺台薩克儲值費續𠮷𡨸😀👨🇰🇿 \t\r\n。，「」"
)
hostile = st.text(st.one_of(st.sampled_from(AWKWARD), st.characters(exclude_categories=["Cs"])), max_size=40)


@settings(max_examples=600)
@given(hostile)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(hostile)
def test_the_folded_text_alone_is_the_same_as_the_mapped_one(text: str) -> None:
    assert fold(text) == fold_mapped(identity(text)).text


@given(hostile, st.integers(0, 5000))
def test_every_folded_character_maps_to_a_piece_of_the_file(text: str, start: int) -> None:
    folded = fold_mapped(identity(text, start))

    starts, ends = list(folded.starts), list(folded.ends)
    assert len(starts) == len(ends) == len(folded.text)
    assert starts == sorted(starts)
    assert ends == sorted(ends)
    assert all(start <= s < e <= start + len(text) for s, e in zip(starts, ends, strict=True))


@given(hostile)
def test_whatever_lies_outside_the_span_of_the_whole_folds_to_nothing(text: str) -> None:
    folded = fold_mapped(identity(text))
    whole = folded.span(0, len(folded.text))

    assert fold(text[: whole.start]) == ""
    assert fold(text[whole.end :]) == ""
    assert fold(text[whole.start : whole.end]) == folded.text


@given(hostile)
def test_a_folded_character_comes_from_the_characters_it_maps_to(text: str) -> None:
    folded = fold_mapped(identity(text))

    for char, start, end in zip(folded.text, folded.starts, folded.ends, strict=True):
        # a phrase may choose another simplified form than a character alone, so compare what is not Han
        if not "\u3400" <= char <= "\u9fff":
            assert char in fold(text[start:end])


@given(st.text(st.sampled_from("eéaåйёЇқўñüカガ́̈"), max_size=12))
def test_an_accent_may_be_a_character_of_its_own(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(hostile)
def test_nothing_invisible_and_no_capital_is_left(text: str) -> None:
    folded = fold(text)

    assert not [char for char in folded if unicodedata.category(char) == "Cf" or char in "\u034f\u3164\ufe0f"]
    assert not [char for char in folded if "A" <= char <= "Z" or "Ａ" <= char <= "ｚ"]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        ("Ｋｃｅｌｌ", "kcell"),
        ("Ｋｃｅｌｌ　充值", "kcell 充值"),
        ("Tele\u200bgram", "telegram"),
        ("微\u2060信", "微信"),
        ("＊１００＃", "*100#"),
        ("①", "1"),
        ("㎏", "kg"),
        ("ﬁ", "fi"),
        ("½", "1\u20442"),
        ("STRASSE Straße", "strasse strasse"),
        ("ΣΑΣ", "σασ"),
        ("e\u200b\u0301", "é"),
        ("ｶﾞ", "ガ"),
        ("\u0301", "\u0301"),
        ("a\0b", "a\0b"),
        ("KK\u0301", "k\u1e31"),
        ("❤\ufe0f", "❤"),
    ],
)
def test_compatibility_forms_case_and_invisible_characters_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("怎麼續費", "怎么续费"),
        ("哈薩克", "哈萨克"),
        ("哈薩克斯坦電話卡儲值", "哈萨克斯坦电话卡储值"),
        ("後面", "后面"),
        ("王后", "王后"),
        ("乾坤", "乾坤"),
        ("餅乾", "饼干"),
        ("頭髮", "头发"),
        ("發展", "发展"),
        ("吉爾吉斯斯坦", "吉尔吉斯斯坦"),
        ("已经是简体", "已经是简体"),
    ],
)
def test_traditional_characters_become_simplified_by_phrase(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_character_that_grows_maps_back_as_a_whole() -> None:
    folded = fold_mapped(identity("5㎏重"))

    assert folded.text == "5kg重"
    assert folded.span(1, 2) == folded.span(2, 3) == folded.span(1, 3) == Span(1, 2)
    assert folded.span(3, 4) == Span(2, 3)


def test_the_turkish_capital_maps_both_its_letters_to_itself() -> None:
    folded = fold_mapped(identity("İs"))

    assert folded.text == "i\u0307s"
    assert folded.span(0, 2) == Span(0, 1)


def test_dropped_characters_inside_a_word_belong_to_its_span() -> None:
    text = "加Tele\u200bgr\u00adam群"
    folded = fold_mapped(identity(text))
    at = folded.text.index("telegram")

    span = folded.span(at, at + len("telegram"))
    assert text[span.start : span.end] == "Tele\u200bgr\u00adam"


def test_a_letter_and_its_accents_share_one_span() -> None:
    folded = fold_mapped(identity("xe\u0323\u200b\u0301y"))

    assert folded.text == "x\u1eb9\u0301y"
    assert folded.span(1, 2) == folded.span(2, 3) == Span(1, 5)


def test_folding_a_mapped_text_keeps_the_places_of_the_file() -> None:
    source = Mapped("ＡＢ", [10, 20], [12, 25])

    assert fold_mapped(source).span(0, 2) == Span(10, 25)
    assert fold_mapped(source).span(1, 2) == Span(20, 25)


def test_an_empty_piece_is_an_empty_span() -> None:
    folded = fold_mapped(identity("甲乙"))

    assert folded.span(1, 1) == Span(1, 1)
    assert folded.span(2, 2) == Span(2, 2)
    assert fold_mapped(identity("")).span(0, 0) == Span(0, 0)


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("", "zh-Hans"),
        ("only Latin 123", "zh-Hans"),
        ("哈萨克斯坦电话卡怎么充值", "zh-Hans"),
        ("哈薩克斯坦電話卡怎麼儲值", "zh-Hant"),
        ("在台灣買的電話卡", "zh-Hant"),
        ("说明：文中「續費」二字是繁体，其余都是简体", "zh-Hans"),
        ("\0後\0", "zh-Hant"),
    ],
)
def test_the_script_is_told_by_the_characters_that_differ(text: str, script: str) -> None:
    assert script_of(text) == script


@given(hostile)
def test_any_text_has_one_of_the_two_scripts(text: str) -> None:
    assert script_of(text) in ("zh-Hans", "zh-Hant")
