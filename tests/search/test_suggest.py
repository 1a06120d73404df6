"""What else a reader may have meant: by sound, by initials, by a slip of the keyboard; and nothing by chance."""

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.jobs.ask import ask
from service.search.suggest import Speller, headings, readings
from tests.search import builds

READ = [
    ("手机卡", "shou ji ka"),
    ("充值", "chong zhi"),
    ("经典", "jing dian"),
    ("景点", "jing dian"),
    ("刘德华", "liu de hua"),
]
LATIN = ["wbeeline", "wkcell", "wtelegram", "w5g", "wapn", "w10000", "2充值", "w充值", "wwhatsapp"]


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(READ, LATIN)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("shoujika", ["手机卡"]),
        ("shouji", ["手机卡"]),
        ("shoujik", ["手机卡"]),
        ("chongzh", ["充值"]),
        ("jingdian", ["经典", "景点"]),
        ("sjk", ["手机卡"]),
        ("jd", ["经典", "景点"]),
        ("ldh", ["刘德华"]),
        ("liang", []),
        ("dehua", []),
        ("hua", []),
        ("sho", []),
        ("j", []),
        ("", []),
        ("zzzz", []),
    ],
)
def test_words_are_found_by_whole_unfinished_or_initial_pinyin(speller: Speller, typed: str, words: list[str]) -> None:
    assert speller.by_sound(typed) == words


def test_the_shortest_completion_of_unfinished_pinyin_wins() -> None:
    speller = Speller([("充值", "chong zhi"), ("充值卡", "chong zhi ka")], [])

    assert speller.by_sound("chongz") == ["充值"]


def test_homophones_are_other_words_that_sound_the_same(speller: Speller) -> None:
    assert speller.homophones("景点") == ["经典"]
    assert speller.homophones("惊点") == ["经典", "景点"]
    assert speller.homophones("手机") == []


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("beelin", ["beeline"]),
        ("beelien", ["beeline"]),
        ("kcel", ["kcell"]),
        ("kcelll", ["kcell"]),
        ("teleegrm", ["telegram"]),
        ("whatsap", ["whatsapp"]),
        ("kxexl", []),
        ("deeline", []),
        ("apm", []),
        ("10001", []),
        ("beeline", ["beeline"]),
    ],
)
def test_a_slip_is_mended_but_no_number_no_short_word_and_no_first_letter(
    speller: Speller, typed: str, words: list[str]
) -> None:
    assert speller.near(typed) == words


@given(st.text(max_size=20))
@settings(deadline=None)
def test_no_text_breaks_the_speller(text: str) -> None:
    speller = Speller(READ, LATIN)

    assert set(speller.by_sound(text)) <= {word for word, _ in READ}
    assert text not in speller.homophones(text)
    assert all("w" + word in LATIN for word in speller.near(text))


def test_phrases_of_titles_have_readings_and_latin_has_none() -> None:
    entries = builds.entries([("小小生金屋 eSIM", "正文里的长长长长句子。")])
    read = dict(readings(headings(entries, builds.known()), ["w充值", "wesim", "2充值", "1充"], builds.known()))

    assert read["小小生金屋"] == "xiao xiao sheng jin wu"
    assert read["充值"] == "chong zhi"
    assert all(word and not word.isascii() for word in read)
    assert "长长长长句子" not in read


def test_pinyin_that_is_known_is_not_worked_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    known = builds.known()
    read = readings(["充值卡"], ["w充值"], known)
    monkeypatch.setitem(sys.modules, "pypinyin", None)

    assert readings(["充值卡"], ["w充值"], known, dict(read)) == read
    with pytest.raises(ImportError):
        readings(["充值卡", "没有的词"], ["w充值"], known, dict(read))


# Asked of a build ----------------------------------------------------------------------------------

PAGES = [("手机卡怎么充值", "用 Beeline 应用充值。"), ("景点里的信号", "山里信号弱。"), ("办卡", "护照实名登记。")]


@pytest.mark.parametrize(
    ("question", "first", "match", "why", "suggestion"),
    [
        ("shoujika", "a1", "pinyin", "拼音：shoujika→手机卡", "手机卡"),
        ("sjk", "a1", "pinyin", "拼音：sjk→手机卡", "手机卡"),
        ("beelien", "a1", "spelling", "拼写：beelien→beeline", "beeline"),
        ("手机咔", "a1", "spelling", "同音：手机咔→手机卡", "手机卡"),
        ("经典", "a2", "spelling", "同音：经典→景点", "景点"),
        ("shouji充值", "a1", "pinyin", "拼音：shouji→手机", "手机充值"),
    ],
)
def test_a_guess_is_an_answer_that_says_what_was_guessed(
    question: str, first: str, match: str, why: str, suggestion: str, tmp_path: Path
) -> None:
    answer = ask(builds.texts(tmp_path, PAGES), question)

    assert answer.hits[0].article == first
    assert answer.hits[0].match == match
    assert answer.hits[0].why == (why,)
    assert answer.suggestions == (suggestion,)


def test_what_is_there_as_it_was_typed_is_never_guessed_at(tmp_path: Path) -> None:
    build = builds.texts(tmp_path, [*PAGES, ("经典路线", "sjk 是缩写。")])

    assert ask(build, "经典").suggestions == ()
    assert ask(build, "景点").suggestions == ()
    assert builds.names(ask(build, "sjk")) == ["a4"]


def test_pinyin_of_helper_words_is_not_taken_for_something_to_find(tmp_path: Path) -> None:
    answer = ask(builds.texts(tmp_path, PAGES), "shouji zenme chongzhi")

    assert builds.names(answer)[0] == "a1"
    assert answer.missing is None


# Pinyin in pieces ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (["shou", "ji", "ka"], ["shoujika"]),
        (["wo", "de", "shou", "ji", "ka", "chong", "zhi"], ["shoujika", "chongzhi"]),
        (["shou", "chong"], []),
        ([], []),
    ],
)
def test_syllables_that_stand_apart_are_joined_into_words(speller: Speller, typed: list[str], words: list[str]) -> None:
    assert speller.spelt(typed) == words


READ_ALONE = [
    *READ,
    ("充话费", "chong hua fei"),
    ("重启", "chong qi"),
    ("充", "chong"),
    ("选", "xuan"),
    ("宣布", "xuan bu"),
    ("的", "de"),
]


@pytest.mark.parametrize(
    ("typed", "words"), [("xuan", ["选"]), ("chong", ["充"]), ("chongq", ["重启"]), ("shou", ["手机卡"])]
)
def test_a_whole_syllable_is_a_word_by_itself_before_the_beginning_of_a_longer_one(
    typed: str, words: list[str]
) -> None:
    assert Speller(READ_ALONE, LATIN).read(typed) == words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (["shoujika", "xuan"], ["shoujika", "xuan"]),
        (["chong", "huafei"], ["chonghuafei"]),
        (["shouji", "ka"], ["shoujika"]),
        (["shoujika", "chongzhi"], ["shoujika", "chongzhi"]),
        (["shou", "ji", "ka", "de", "xuan"], ["shoujika"]),
        (["xuan", "chong"], []),
    ],
)
def test_words_and_syllables_that_stand_apart_are_joined_into_words(typed: list[str], words: list[str]) -> None:
    sounds = [*READ_ALONE, ("话费", "hua fei"), ("手机", "shou ji"), ("手机卡充值", "shou ji ka chong zhi")]

    assert Speller(sounds, [*LATIN, "w手机卡", "w充话费"]).spelt(typed) == words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("shoujikachongzhi", ["shoujika", "chongzhi"]),
        ("jingdianchongzhi", ["jingdian", "chongzhi"]),
        ("chongzhi", ["chongzhi"]),
        ("chongzhix", []),
        ("x" * 500, []),
    ],
)
def test_a_run_of_pinyin_is_cut_only_if_all_of_it_is_words(speller: Speller, typed: str, words: list[str]) -> None:
    assert speller.cut(typed) == words


@given(st.lists(st.sampled_from(["shoujika", "chongzhi", "jingdian", "liudehua"]), min_size=1, max_size=6))
def test_what_was_joined_of_words_is_cut_into_what_sounds_the_same(speller: Speller, words: list[str]) -> None:
    assert "".join(speller.cut("".join(words))) == "".join(words)


def test_one_wrong_character_in_a_longer_word_is_mended_and_no_shorter_one() -> None:
    speller = Speller([("人脸识别", "ren lian shi bie"), ("手机卡", "shou ji ka")], [])

    assert speller.near_han("人脸认别") == ["人脸识别"]
    assert speller.near_han("人脸识别") == []
    assert speller.near_han("手鸡卡") == []
    assert speller.near_han("人人人人") == []
