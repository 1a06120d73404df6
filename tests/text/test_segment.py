"""Cutting folded text into tokens, and keeping jieba's cache to ourselves."""

import os
import random
import re
import stat
import subprocess
import sys
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import service
from service.text import segment, wordbook
from service.text.normalise import fold
from service.text.segment import Segmenter, han_among, runs, spellings, unit
from service.text.wordbook import Wordbook

SEGMENTER = Segmenter([("流量包", 500), ("办卡", 0), ("充值", 900)], ["哈萨克斯坦", "阿拉木图", "内蒙古"])

hostile = st.text(
    st.one_of(
        st.sampled_from(
            "abz019.,:*#+-&'_ $¥₸~/@()[]%\n\0"
            + "卡元坚戈月日天年个哈萨克斯坦内蒙古流量办"
            + "éжก한カ々²Ⅳ१😀\u0301\u0e31𠮷"
        ),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=30,
).map(fold)


def cut(text: str) -> list[str]:
    return [token.text for token in SEGMENTER.cut(fold(text))]


def kinds(text: str) -> list[tuple[str, str]]:
    return [(token.text, token.kind) for token in SEGMENTER.cut(fold(text))]


def written(text: str) -> set[str]:
    return {spelling for token in runs(fold(text)) for spelling in spellings(token)}


# Laws ------------------------------------------------------------------------------------------------


@settings(max_examples=300)
@given(hostile)
def test_tokens_rise_and_are_exact_pieces_of_the_text(text: str) -> None:
    before = 0
    for token in SEGMENTER.cut(text):
        assert before <= token.start < token.end <= len(text)
        assert token.text == text[token.start : token.end]
        before = token.end


@settings(max_examples=300)
@given(hostile)
def test_no_letter_and_no_digit_is_lost_between_tokens(text: str) -> None:
    inside = {at for token in SEGMENTER.cut(text) for at in range(token.start, token.end)}
    lost = [char for at, char in enumerate(text) if at not in inside and unicodedata.category(char)[0] in "LN"]

    assert not lost


@given(hostile)
def test_cutting_han_refines_the_runs_and_nothing_else(text: str) -> None:
    coarse = list(runs(text))
    fine = SEGMENTER.cut(text)

    assert [run for run in coarse if run.kind != "han"] == [token for token in fine if token.kind != "han"]
    for run in coarse:
        if run.kind == "han":
            parts = [token.text for token in fine if run.start <= token.start < run.end]
            assert "".join(parts) == run.text


@given(hostile)
def test_every_token_but_han_has_a_first_spelling(text: str) -> None:
    for token in runs(text):
        if token.kind != "han":
            assert spellings(token)[0]


@given(hostile)
def test_words_in_a_run_are_pieces_of_it(text: str) -> None:
    for run in runs(text):
        if run.kind == "han":
            assert all(word in run.text and len(word) > 1 for word in SEGMENTER.words_in(run.text))


# By script -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", []),
        (" 。，\n…!", []),
        ("eSIM卡", ["esim", "卡"]),
        ("ｅＳＩＭ卡", ["esim", "卡"]),
        ("RESIMS", ["resims"]),
        ("license", ["license"]),
        ("4G", ["4g"]),
        ("iPhone15", ["iphone15"]),
        ("4G/5G", ["4g", "5g"]),
        ("Kcell和Beeline", ["kcell", "和", "beeline"]),
        ("Қазақстан", ["қазақстан"]),
        ("AT&T", ["at&t"]),
        ("K'Cell", ["k'cell"]),
        ("naïve café", ["naïve", "café"]),
        ("用_下划线_写", ["用", "下划线", "写"]),
    ],
)
def test_scripts_never_mix_in_a_token(text: str, tokens: list[str]) -> None:
    assert cut(text) == tokens


@given(st.lists(hostile))
def test_words_are_han_when_nothing_else_and_no_space_is_in_them(words: list[str]) -> None:
    assert han_among(words) == {
        word for word in words if " " not in word and all(run.kind == "han" for run in runs(word))
    }


def test_words_of_characters_are_told_from_words_with_anything_else() -> None:
    han = ["充值", "五十岚", "カード", "유심"]

    assert han_among([*han, "sim卡", "5元", "充 值", "казахстан", "$5", "*100#", "é卡"]) == set(han)


@pytest.mark.parametrize("code", ["*100#", "#100#", "*#06#", "*911*2*2#", "*111*1#", "**21*700#", "##002#"])
def test_a_dialled_code_is_one_token(code: str) -> None:
    assert kinds(f"拨打{code}查询") == [("拨打", "han"), (code, "code"), ("查询", "han")]
    assert written(code) == {code}


def test_two_codes_side_by_side_are_two_tokens() -> None:
    assert cut("*100#,*102#") == ["*100#", "*102#"]
    assert cut("*100# *#06#") == ["*100#", "*#06#"]


@pytest.mark.parametrize("mark", ["*", "#", "**", "**#", "*#", "# #"])
def test_marks_without_a_digit_are_no_code(mark: str) -> None:
    assert cut(f"看{mark}看") == ["看", "看"]


@pytest.mark.parametrize("name", ["internet.tele2.kz", "t.me", "connect.beeline.kz", "my-apn.example"])
def test_a_domain_or_access_point_is_one_token(name: str) -> None:
    assert kinds(f"填写{name}，再试") == [("填写", "han"), (name, "domain"), ("再", "han"), ("试", "han")]
    assert name in written(name)


def test_the_parts_of_a_domain_are_spellings_of_it() -> None:
    assert written("internet.tele2.kz") >= {"internet.tele2.kz", "internet", "tele2", "kz"}


def test_a_full_stop_after_a_name_is_not_part_of_it() -> None:
    assert cut("Visit kcell.kz. Then call.") == ["visit", "kcell.kz", "then", "call"]


@pytest.mark.parametrize(
    ("text", "price", "number", "currency"),
    [
        ("500坚戈", "500坚戈", "500", "坚戈"),
        ("500 坚戈", "500 坚戈", "500", "坚戈"),
        ("1,500坚戈", "1,500坚戈", "1500", "坚戈"),
        ("1.5元", "1.5元", "1.5", "元"),
        ("$5", "$5", "5", "$"),
        ("¥99.9", "¥99.9", "99.9", "¥"),
        ("2000 KZT", "2000 kzt", "2000", "kzt"),
    ],
)
def test_a_price_is_one_token_with_its_number_and_its_unit(text: str, price: str, number: str, currency: str) -> None:
    [token] = runs(fold(text))

    assert token.text == price
    assert number in spellings(token)
    assert unit(token) == currency


def test_a_unit_is_no_unit_when_letters_follow() -> None:
    assert kinds("500kzts") == [("500kzts", "latin")]


@pytest.mark.parametrize(
    ("text", "unit_of_time"), [("30天", "天"), ("3个月", "个月"), ("24 小时", "小时"), ("２０２６年", "年")]
)
def test_a_time_is_one_token_with_its_unit(text: str, unit_of_time: str) -> None:
    [token] = runs(fold(text))

    assert token.kind == "time"
    assert unit(token) == unit_of_time


@pytest.mark.parametrize("number", ["+7 701 123 45 67", "+7-701-123-45-67", "+7 (701) 123 4567", "+77011234567"])
def test_a_phone_number_is_one_token_however_it_is_grouped(number: str) -> None:
    [token] = SEGMENTER.cut(number)

    assert token.kind == "phone"
    assert spellings(token) == ("+77011234567",)


def test_a_decimal_number_stays_whole() -> None:
    assert cut("1.5匹") == ["1.5", "匹"]
    assert cut("版本1.2.3") == ["版本", "1.2.3"]
    assert cut("12:30开门")[0] == "12:30"


@pytest.mark.parametrize("text", ["wi-fi", "Wi-Fi", "WiFi", "ＷｉＦｉ", "Wi‑Fi".replace("‑", "-")])
def test_every_way_to_write_wifi_has_one_spelling_in_common(text: str) -> None:
    assert "wifi" in written(text)


def test_resims_is_not_esim() -> None:
    assert not written("RESIMS") & {"esim", "sim", "sims"}
    assert "license" in written("license")
    assert not written("license") & {"ice", "lic"}


def test_letters_and_digits_of_a_model_are_spellings_too() -> None:
    assert written("iPhone15") >= {"iphone15", "iphone", "15"}
    assert "4g" in written("4G")


@pytest.mark.parametrize(("text", "plain"), [("İstanbul", "istanbul"), ("Казахста́н", "казахстан")])
def test_an_accent_without_a_letter_of_its_own_does_not_tear_the_word(text: str, plain: str) -> None:
    [token] = runs(fold(text))

    assert plain in spellings(token)


@pytest.mark.parametrize("piece", ["-", "a-", "a--", "1,1", "*", "1.1.", "+7", "a'", "*1"])
def test_a_long_run_of_anything_is_cut_in_linear_time(piece: str) -> None:
    text = piece * 60_000  # with a quadratic pattern this takes minutes

    assert all(token.text for token in runs(text))


# Dictionary ------------------------------------------------------------------------------------------


def test_words_of_our_dictionary_stay_whole() -> None:
    assert cut("买流量包去办卡") == ["买", "流量包", "去", "办卡"]


def test_without_our_dictionary_they_do_not() -> None:
    plain = Segmenter()

    assert "流量包" not in [token.text for token in plain.cut("买流量包去办卡")]
    assert not plain.knows("流量包")
    assert SEGMENTER.knows("流量包")


def test_a_word_of_frequency_nought_gets_what_keeps_it_whole() -> None:
    assert [token.text for token in Segmenter().cut("去办卡")] == ["去", "办", "卡"]
    assert cut("去办卡") == ["去", "办卡"]


def test_a_name_stays_whole_and_closed() -> None:
    assert cut("在哈萨克斯坦充值") == ["在", "哈萨克斯坦", "充值"]
    assert SEGMENTER.words_in("在哈萨克斯坦充值") == ["哈萨克斯坦", "充值"]
    assert not set(SEGMENTER.words_in("内蒙古漫游")) & {"蒙古"}


def test_a_word_inside_a_name_is_neither_pair_nor_characters_there() -> None:
    made = Segmenter([("刷脸", 500), ("代刷脸", 5000)], ["代刷脸"])

    assert made.parts("代刷脸") == (["代"], ["代刷"], ["代刷脸"])
    assert made.parts("刷脸") == (["刷", "脸"], ["刷脸"], ["刷脸"])
    assert made.parts("别代刷脸去刷脸").pairs == ["别代", "代刷", "脸去", "去刷", "刷脸"]


def test_a_word_that_is_no_name_shows_the_words_inside_it() -> None:
    open_names = Segmenter([("哈萨克斯坦", 50000)])

    assert set(open_names.words_in("哈萨克斯坦")) > {"哈萨克斯坦", "哈萨克"}
    assert set(SEGMENTER.words_in("流量包")) >= {"流量包", "流量"}


def test_single_characters_are_no_words() -> None:
    assert SEGMENTER.words_in("卡") == []


# The fast cutter -------------------------------------------------------------------------------------

needs_rjieba = pytest.mark.skipif(find_spec("rjieba") is None, reason="rjieba (the extra `fast`) is not installed")
OURS = [("流量包", 500), ("办卡", 0), ("充值", 900), ("缴费", 0), ("坚戈", 0)]


@cache
def both() -> tuple[Segmenter, Segmenter]:
    """jieba, and rjieba told what jieba makes of our words."""
    slow = Segmenter(OURS, ["哈萨克斯坦", "阿拉木图", "内蒙古"])
    fast = Segmenter(OURS, ["哈萨克斯坦", "阿拉木图", "内蒙古"], slow.frequencies)
    slow.warm()
    fast.warm()
    assert type(slow._cutter) is not type(fast._cutter), "nothing is compared"
    return slow, fast


def dictionary() -> list[str]:
    """Every hundredth word that jieba knows."""
    return [word for word in segment._dictionary().FREQ if len(word) > 1 and not re.search("[!-z]", word)][::100]


@needs_rjieba
def test_the_fast_cutter_cuts_the_whole_corpus_like_jieba() -> None:
    slow, fast = both()
    for path in sorted((Path(service.__file__).parents[1] / "corpus").rglob("*")):
        if path.suffix in (".md", ".toml", ".txt"):
            text = fold(path.read_text(encoding="utf-8"))
            assert fast.cut(text) == slow.cut(text), path.name


@needs_rjieba
def test_the_fast_cutter_cuts_random_words_like_jieba() -> None:
    slow, fast = both()
    chance, words = random.Random(20261120), dictionary()
    for _ in range(5000):
        text = fold("".join(chance.choices(words, k=chance.randrange(1, 9))))
        assert fast.cut(text) == slow.cut(text)
        assert all(fast.words_in(run.text) == slow.words_in(run.text) for run in runs(text) if run.kind == "han")


@needs_rjieba
@settings(max_examples=300)
@given(
    st.text(
        st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF) | st.sampled_from("流量包办卡充值内蒙古々한カ𠮷"),
        max_size=20,
    )
)
def test_the_fast_cutter_cuts_any_characters_like_jieba(text: str) -> None:
    slow, fast = both()

    assert fast.cut(fold(text)) == slow.cut(fold(text))
    assert all(fast.knows(text[i : i + 2]) == slow.knows(text[i : i + 2]) for i in range(len(text)))


@needs_rjieba
def test_another_release_of_the_fast_cutter_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segment, "_PROVEN", "0.0")
    slow = both()[0]
    other = Segmenter(OURS, ["哈萨克斯坦", "阿拉木图", "内蒙古"], slow.frequencies)
    other.warm()

    assert type(other._cutter) is type(slow._cutter)


# The book of words -----------------------------------------------------------------------------------


@cache
def booked() -> tuple[Segmenter, Segmenter]:
    """jieba, and a segmenter that looks words up in the book and never loads anything else."""
    slow = Segmenter(OURS, ["哈萨克斯坦", "阿拉木图", "内蒙古"])
    book = Segmenter(OURS, ["哈萨克斯坦", "阿拉木图", "内蒙古"], slow.frequencies)
    book._cutter = segment._Booked(Wordbook(wordbook.written(segment._dictionary().FREQ)), slow.frequencies, nothing)
    book._cutter._left = 10**9
    return slow, book


def nothing() -> segment.Cutter:
    raise AssertionError("something was loaded")


def test_the_book_cuts_articles_like_jieba() -> None:
    slow, book = booked()
    for path in sorted((Path(service.__file__).parents[1] / "corpus").rglob("*.md"))[::10]:
        text = fold(path.read_text(encoding="utf-8"))
        assert book.cut(text) == slow.cut(text), path.name


def test_the_book_cuts_random_words_like_jieba() -> None:
    slow, book = booked()
    chance, words = random.Random(20261120), dictionary()
    for _ in range(2000):
        text = fold("".join(chance.choices(words, k=chance.randrange(1, 9))))
        assert book.cut(text) == slow.cut(text)
        assert all(book.words_in(run.text) == slow.words_in(run.text) for run in runs(text) if run.kind == "han")


@settings(max_examples=300)
@given(
    st.text(
        st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF) | st.sampled_from("流量包办卡充值内蒙古々한カ𠮷"),
        max_size=20,
    )
)
def test_the_book_cuts_any_characters_like_jieba(text: str) -> None:
    slow, book = booked()

    assert book.cut(fold(text)) == slow.cut(fold(text))
    assert all(book.knows(text[i : i + 2]) == slow.knows(text[i : i + 2]) for i in range(len(text)))


def test_after_some_pages_the_book_hands_over_to_what_loads() -> None:
    slow, _ = booked()
    book = segment._Booked(Wordbook(wordbook.written({})), slow.frequencies, lambda: slow._cutter)

    assert book.cut("手机卡充值") == ["手", "机", "卡", "充值"], "jieba's own words are in no book yet"
    book.cut("卡" * segment._LOADED_FROM)

    assert book.cut("手机卡充值") == slow._cutter.cut("手机卡充值")
    assert book.knows("手机")


def test_jieba_loads_without_setuptools() -> None:
    said = "import sys; from service.text.segment import Segmenter; Segmenter().warm(); print('pkg_resources' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"


def test_little_text_is_not_worth_a_dictionary_and_much_is(monkeypatch: pytest.MonkeyPatch) -> None:
    slow, _ = booked()
    monkeypatch.setattr(wordbook, "read", lambda: Wordbook(wordbook.written({})))
    segmenter = Segmenter(OURS, [], slow.frequencies)

    segmenter.warm(segment._LOADED_FROM)
    assert isinstance(segmenter._cutter, segment._Booked)
    segmenter.warm(segment._LOADED_FROM + 1)
    assert not isinstance(segmenter._cutter, segment._Booked)


# The cache -------------------------------------------------------------------------------------------

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="XDG folders are Linux's")
CUT = "from service.text.segment import Segmenter; print([t.text for t in Segmenter().cut('手机充值')])"


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """Stands for /tmp, where anybody may have put a file before us."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    return folder


def cut_afresh(shared: Path, cache: Path) -> None:
    """A new process loads the dictionary and cuts."""
    new = {"TMPDIR": str(shared), "XDG_CACHE_HOME": str(cache), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", CUT],
        cwd=Path(service.__file__).parents[1],
        env={**os.environ, **new},
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    assert done.stdout == "['手机', '充值']\n"


@linux
def test_the_cache_goes_to_our_own_folder_and_is_read_from_there(shared: Path, tmp_path: Path) -> None:
    cut_afresh(shared, tmp_path / "cache")

    folder = tmp_path / "cache" / "kawen" / "jieba"
    assert [path.name for path in folder.iterdir()] == ["jieba.cache"]
    assert stat.S_IMODE(folder.stat().st_mode) & 0o022 == 0
    assert not list(shared.iterdir())

    before = (folder / "jieba.cache").stat().st_mtime_ns
    cut_afresh(shared, tmp_path / "cache")
    assert (folder / "jieba.cache").stat().st_mtime_ns == before


@linux
def test_a_cache_folder_others_may_write_to_is_not_used(shared: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cache" / "kawen" / "jieba"
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    (folder / "jieba.cache").write_bytes(b"planted")

    cut_afresh(shared, tmp_path / "cache")
    assert (folder / "jieba.cache").read_bytes() == b"planted"
    assert not list(shared.iterdir())


@linux
def test_a_cache_that_cannot_be_written_is_done_without(shared: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")

    cut_afresh(shared, tmp_path / "file")
    assert not list(shared.iterdir()), "a temporary folder was left behind"


def test_without_a_home_there_is_no_cache_and_no_complaint(monkeypatch: pytest.MonkeyPatch) -> None:
    """Users of containers have none."""

    def nowhere(name: str) -> Path:
        raise RuntimeError("could not determine the home directory")

    monkeypatch.setattr("platformdirs.user_cache_path", nowhere)
    with segment._cache_folder() as folder:
        assert Path(folder).is_dir()
    assert not Path(folder).exists()
