"""What editors know of the language, and the judged questions: what is read, which mistakes are named."""

from pathlib import Path

import pytest

from service.corpus import words
from service.errors import BadCorpus
from service.model import Country, Facet, Question, Synonym, Words

FILES = {
    "dictionary.txt": "# 词典\n\n哈萨克斯坦 50000 name\n  流量包 0 n  \n",
    "stopwords.txt": "# 停用词\n的\n[question]\n怎么\n[stop]\n了\n",
    "synonyms.toml": '[[synonym]]\nwords = ["充值", "充话费"]\n[[synonym]]\nfrom = "续费"\nto = ["充值"]\n',
    "bilingual.toml": "",
    "countries.toml": '[[country]]\ncode = "KZ"\nname = "哈萨克斯坦"\naliases = ["哈国"]\ncities = ["阿拉木图"]\n',
    "facets.toml": '[[facet]]\nfield = "kinds"\nid = "esim"\nname = "eSIM"\nwords = ["esim"]\n',
}


def load(tmp_path: Path, **changed: str) -> Words:
    folder = tmp_path / "words"
    folder.mkdir(exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(changed.get(name.partition(".")[0], text), encoding="utf-8")
    return words.load(tmp_path)


def refused(tmp_path: Path, **changed: str) -> str:
    with pytest.raises(BadCorpus) as caught:
        load(tmp_path, **changed)
    return str(caught.value)


def test_all_words_are_read(tmp_path: Path) -> None:
    found = load(tmp_path)

    assert found.dictionary == (("哈萨克斯坦", 50000, "name"), ("流量包", 0, "n"))
    assert found.names == ("哈萨克斯坦",)
    assert (found.stop, found.question) == (frozenset("的了"), frozenset(["怎么"]))
    assert found.countries == (Country("KZ", "哈萨克斯坦", ("哈国",), ("阿拉木图",)),)
    assert found.facets == (Facet("kinds", "esim", "eSIM", ("esim",)),)


def test_equal_words_mean_each_other_and_a_wider_word_only_widens(tmp_path: Path) -> None:
    assert load(tmp_path).synonyms == (
        Synonym("充值", ("充话费",), True),
        Synonym("充话费", ("充值",), True),
        Synonym("续费", ("充值",), False),
    )


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_files_may_come_from_windows(tmp_path: Path, mark: str, end: str) -> None:
    load(tmp_path)
    for path in (tmp_path / "words").iterdir():
        path.write_bytes((mark + path.read_text(encoding="utf-8").replace("\n", end)).encode())

    assert words.load(tmp_path).dictionary == (("哈萨克斯坦", 50000, "name"), ("流量包", 0, "n"))


@pytest.mark.parametrize(
    "line",
    [
        "流量包",
        "流量包 n",
        "流量包 n 5",
        "流量包 5",
        "流量包 5 n 多余",
        "流量包 -5 n",
        "流量包 5.0 n",
        "流量包 ² n",
        "流量包,5,n",
    ],
)
def test_a_line_of_the_dictionary_is_word_frequency_tag(tmp_path: Path, line: str) -> None:
    message = refused(tmp_path, dictionary=f"# 词典\n卡 1 n\n{line}\n")

    assert "dictionary.txt:3:" in message
    assert line in message


@pytest.mark.parametrize("section", ["[stopp]", "[questions]", "[stop", "[]"])
def test_a_misspelt_section_of_stop_words_is_named(tmp_path: Path, section: str) -> None:
    message = refused(tmp_path, stopwords=f"[stop]\n的\n{section}\n怎么\n")

    assert "stopwords.txt:3:" in message
    assert section in message


@pytest.mark.parametrize(
    "row",
    [
        "",
        'words = ["a", "b"]\nfrom = "c"',
        'words = ["a", "b"]\nto = ["c"]',
        'from = "a"',
        'to = ["a"]',
        'words = ["a", "b"]\nfrom = "c"\nto = ["d"]',
    ],
)
def test_a_synonym_goes_one_way_or_both_ways(tmp_path: Path, row: str) -> None:
    message = refused(tmp_path, synonyms=f'[[synonym]]\nwords = ["x", "y"]\n[[synonym]]\n{row}\n')

    assert "synonyms.toml: synonym 2" in message
    assert "`words`" in message


@pytest.mark.parametrize("row", ["", 'en = ["buy"]', 'zh = ["买"]', 'en = []\nzh = ["买"]'])
def test_a_term_has_both_languages(tmp_path: Path, row: str) -> None:
    message = refused(tmp_path, bilingual=f'[[term]]\nen = ["a"]\nzh = ["b"]\n[[term]]\n{row}\n')

    assert "bilingual.toml: term 2" in message


@pytest.mark.parametrize(
    ("name", "text", "row", "field"),
    [
        ("synonyms", '[[synonym]]\nwords = "a"\n', "synonym 1", "words"),
        ("synonyms", '[[synonym]]\nword = ["a", "b"]\n', "synonym 1", "word"),
        ("countries", '[[country]]\nname = "甲"\n', "country 1", "code"),
        ("countries", '[[country]]\ncode = "KZ"\nname = ""\n', "country 1", "name"),
        ("countries", '[[country]]\ncode = "KZ"\nname = "甲"\ncity = ["乙"]\n', "country 1", "city"),
        ("countries", '[[country]]\ncode = "KZ"\nname = "甲"\ncities = ["", "乙"]\n', "country 1", "cities"),
        ("facets", '[[facet]]\nfield = "kind"\nid = "a"\nname = "甲"\n', "facet a", "field"),
        ("facets", '[[facet]]\nfield = "kinds"\nid = "a"\nname = "甲"\nwords = [1]\n', "facet a", "words"),
        ("facets", '[[facet]]\nfield = "kinds"\nid = "a"\nname = "甲"\nword = []\n', "facet a", "word"),
    ],
)
def test_a_mistake_is_named_by_file_row_and_field(tmp_path: Path, name: str, text: str, row: str, field: str) -> None:
    message = refused(tmp_path, **{name: text})

    assert f"{name}.toml: {row}" in message
    assert f"'{field}'" in message


@pytest.mark.parametrize("name", ["synonyms", "countries", "facets"])
def test_a_misspelt_table_is_named(tmp_path: Path, name: str) -> None:
    message = refused(tmp_path, **{name: f"[[{name}]]\nid = 'a'\n"})

    assert f"{name}.toml" in message
    assert f"'{name}'" in message


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_file_that_is_missing_is_named(tmp_path: Path, name: str) -> None:
    load(tmp_path)
    (tmp_path / "words" / name).unlink()

    with pytest.raises(BadCorpus, match=name):
        words.load(tmp_path)


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_file_in_another_encoding_is_named(tmp_path: Path, name: str) -> None:
    load(tmp_path)
    (tmp_path / "words" / name).write_bytes("# 哈萨克斯坦\n".encode("gbk"))

    with pytest.raises(BadCorpus, match=rf"{name}: not UTF-8"):
        words.load(tmp_path)


# Questions -----------------------------------------------------------------------------------------


def ask(tmp_path: Path, text: str) -> list[Question]:
    (tmp_path / "questions").mkdir()
    (tmp_path / "questions" / "kz.toml").write_text(text, encoding="utf-8")
    return words.questions(tmp_path)


def test_a_question_names_its_article_and_perhaps_a_heading(tmp_path: Path) -> None:
    text = (
        '[[question]]\ntext = "怎么查"\narticle = "a"\n[[question]]\ntext = "怎么退"\narticle = "b"\nheading = "退卡"\n'
    )

    assert ask(tmp_path, text) == [Question("怎么查", "a"), Question("怎么退", "b", "退卡")]


def test_a_corpus_without_questions_has_none(tmp_path: Path) -> None:
    assert words.questions(tmp_path) == []


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ('text = "怎么查"', "article"),
        ('article = "a"', "text"),
        ('text = "x"\narticle = "a"\nheadline = "b"', "headline"),
    ],
)
def test_a_mistake_in_a_question_is_named(tmp_path: Path, row: str, field: str) -> None:
    with pytest.raises(BadCorpus, match=rf"kz\.toml: question 1.*'{field}'"):
        ask(tmp_path, f"[[question]]\n{row}\n")


def test_a_question_may_be_asked_within_a_country(tmp_path: Path) -> None:
    text = '[[question]]\ntext = "怎么查"\narticle = "a"\ncountry = "KZ"\n'

    (question,) = ask(tmp_path, text)

    assert question == Question("怎么查", "a", country="KZ")
    assert question.filters == (("country", "KZ"),)


def test_a_question_that_is_open_says_so(tmp_path: Path) -> None:
    assert ask(tmp_path, '[[question]]\ntext = "怎么查"\narticle = "a"\nopen = true\n')[0].open
