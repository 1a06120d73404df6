"""The snippet: whole sentences in the original script, and highlights that are exactly the words."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.model import Span
from service.search.snippet import LENGTH, marks, snippet
from service.text.normalise import fold, fold_mapped, identity

LATIN = ["kcell ", "Ｋｃｅｌｌ", "Wi-Fi", "tele 2", "SIM 卡", "*100#", "1.5", "ﬁn", "é", "e\u0301", "a" * 30]
PIECE = st.sampled_from(
    [*LATIN, *"\n； ㍿🇰🇿𠮷…\u200b", "充值", "儲值", "余额。", "查询！", "？」", "王后", "後面", "手机" * 40]
)
BODY = st.one_of(st.lists(PIECE, max_size=40).map("".join), st.text(max_size=300))
WORD = st.sampled_from(
    ["充值", "储值", "余额", "kcell", "wifi", "tele2", "sim卡", "*100#", "后面", "株式", "会社", "fin", "手机"]
)
WORDS = st.lists(st.one_of(WORD, st.text(min_size=1, max_size=5).map(fold)), max_size=6)


@given(BODY, WORDS, WORDS)
@settings(deadline=None)
def test_a_snippet_is_a_piece_of_the_body_and_its_marks_are_words(
    body: str, words: list[str], sought: list[str]
) -> None:
    text, marked = snippet(body, words, sought)

    assert text in body
    assert len(text) <= 2 * LENGTH
    assert text.strip() or not body.strip()
    assert all(left.end <= right.start for left, right in pairwise(marked))
    for mark in marked:
        assert 0 <= mark.start < mark.end <= len(text)
        assert any(_bare(word) in _bare(fold(text[mark.start : mark.end])) for word in words if _bare(word))


def _bare(text: str) -> str:
    """Without what may stand inside a name: wi-fi, tele 2, SIM 卡."""
    return re.sub(r"[\s'-]", "", text)


@given(BODY, WORDS)
@settings(deadline=None)
def test_every_word_of_the_snippet_is_marked(body: str, words: list[str]) -> None:
    """Where the text of a snippet is longer than a sentence, a word at its edge may be cut; inside none is forgotten."""
    text, marked = snippet(body, words, words)
    covered = {at for mark in marked for at in range(mark.start, mark.end)}
    for span in marks(fold_mapped(identity(text)), words)[1:-1]:
        assert covered & set(range(span.start, span.end))


@pytest.mark.parametrize(
    ("body", "word", "wanted"),
    [
        ("大卫到了扫罗那里", "大卫", ["大卫"]),
        ("马克思主义和马克", "马克思", ["马克思"]),
        ("虚拟机配置", "虚拟机", ["虚拟机"]),
        ("用Ｋｃｅｌｌ卡，KCELL卡", "kcell", ["Ｋｃｅｌｌ", "KCELL"]),
        ("王后在後面", "后面", ["後面"]),
        ("开Wi-Fi、WiFi、wi fi", "wifi", ["Wi-Fi", "WiFi", "wi fi"]),
        ("RESIMS 和 eSIM", "esim", ["eSIM"]),
        ("拨打 *100# 或 *1001#", "*100#", ["*100#"]),
        ("cafe\u0301 和 café", "café", ["cafe\u0301", "café"]),
        ("iPhone15Pro", "iphone15", ["iPhone15"]),
        ("用 SIM 卡、sim卡、SIM-卡", "sim卡", ["SIM 卡", "sim卡", "SIM-卡"]),
        ("充\u200b值", "充值", ["充\u200b值"]),
        ("㍿东京", "株式", ["㍿"]),
    ],
)
def test_a_highlight_covers_the_word_and_nothing_else(body: str, word: str, wanted: list[str]) -> None:
    text, marked = snippet(body, [word], [word])

    assert [text[mark.start : mark.end] for mark in marked] == wanted


def test_the_longest_word_is_marked_where_two_overlap() -> None:
    text, marked = snippet("自动续费和续费", ["续费", "自动续费"], ["续费"])

    assert [text[mark.start : mark.end] for mark in marked] == ["自动续费", "续费"]


def test_two_words_in_one_character_are_one_mark() -> None:
    """Shown twice, the character would stand twice on the page."""
    assert snippet("㍿", ["株式", "会社"], ["株式"]) == ("㍿", (Span(0, 1),))


def test_a_snippet_is_made_of_whole_sentences() -> None:
    sentences = [f"这是第{n}句话，前后都有别的话，写得很长很长很长。" for n in range(20)]
    text, marked = snippet("".join(sentences), ["第11句"], ["第11句"])

    assert text.startswith(sentences[11])
    assert text == "".join(sentences[11 : 11 + len(text) // len(sentences[11])])
    assert len(text) <= LENGTH
    assert [text[m.start : m.end] for m in marked] == ["第11句"]


@pytest.mark.parametrize("end", ["。", "！", "？", "!", "?", "；", ";", "\n", "。」", "？！"])
def test_sentences_end_where_a_reader_ends_them(end: str) -> None:
    text, _ = snippet(f"{'前面的话' * 40}{end}充值在这里{end}{'后面的话' * 40}{end}", ["充值"], ["充值"])

    assert text == f"充值在这里{end}".strip()


def test_the_stretch_with_most_different_words_is_shown() -> None:
    body = "充值充值充值充值。" + "别的话。" * 50 + "充值要到账。"
    text, _ = snippet(body, ["充值", "到账"], ["充值", "到账"])

    assert text == "充值要到账。"


def test_without_a_word_in_the_body_the_beginning_is_shown() -> None:
    assert snippet("先说这个。" + "再说那个。" * 60, ["充值"], ["充值"])[0].startswith("先说这个。")


def test_a_sentence_that_never_ends_is_cut_around_the_first_highlight() -> None:
    text, marked = snippet("长" * 1000 + "充值" + "长" * 1000, ["充值"], ["充值"])

    assert len(text) == LENGTH
    assert [text[m.start : m.end] for m in marked] == ["充值"]


def test_an_empty_body_has_an_empty_snippet() -> None:
    assert snippet("", ["充值"], ["充值"]) == ("", ())


def test_of_two_words_that_overlap_the_one_asked_first_is_marked() -> None:
    body = "不能续没用完"

    for words in (["没用", "用完"], ["用完", "没用"]):
        text, marked = snippet(body, words, words)
        assert [text[m.start : m.end] for m in marked] == words[:1]
