"""Words that the dictionary cuts badly: found in what the corpus says, and not found where it cuts well."""

import shutil
from itertools import accumulate
from pathlib import Path

import pytest

from service.jobs.cuts import Cut, cut_lines, cuts
from service.jobs.desks import Desks
from tests.search.builds import ROOT, desks, known

#: Sentences with 远传, which is no word of jieba's, among many neighbours, in two articles.
OPERATOR = (
    ["在远传门市办理。", "远传的客服。", "去远传缴费。", "台北远传很多。", "问远传吧。"],
    ["他用远传上网。", "远传在哪里？", "买远传储值卡。", "先打给远传。", "远传也卖。"],
)
#: 到账 as a word of its own, and where jieba's 等到 takes half of it.
ARRIVED = (["钱到账了。", "没有到账。", "马上到账。", "已经到账。", "多久到账？", "不会到账。"], ["等到账短信再走。"])


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """The real facts and words, and no article."""
    for name in ("facts", "words"):
        shutil.copytree(ROOT / "corpus" / name, tmp_path / name)
    for name in ("articles", "questions"):
        (tmp_path / name).mkdir()
    return tmp_path


def write(root: Path, *articles: list[str]) -> Path:
    for number, sentences in enumerate(articles):
        (root / "articles" / f"a{number}.md").write_text("# 卡\n\n" + "\n\n".join(sentences) + "\n", encoding="utf-8")
    return root


def change(root: Path, name: str, old: str, new: str) -> None:
    path = root / "words" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def found(root: Path, kind: str, least: int = 3) -> list[Cut]:
    return [one for one in cuts(Desks(root), least) if one.kind == kind]


def test_a_name_in_pieces_is_found_until_the_dictionary_has_it(corpus: Path) -> None:
    write(corpus, *OPERATOR)
    assert [one for one in found(corpus, "torn") if "远传" in one.better] == []

    change(corpus, "dictionary.txt", "远传 3 n\n", "")
    (one,) = [one for one in found(corpus, "torn") if "远传" in one.better]
    assert (one.cut, one.count, one.places) == (("远", "传"), 10, 2)
    assert one.where == "articles/a0.md:3"
    assert one.example == "在远传门市办理。"


def test_a_torn_word_must_occur_so_often_and_in_two_places(corpus: Path) -> None:
    change(corpus, "dictionary.txt", "远传 3 n\n", "")
    write(corpus, OPERATOR[0], [])
    assert [one for one in found(corpus, "torn") if "远传" in one.better] == []

    write(corpus, *OPERATOR)
    assert [one.better for one in found(corpus, "torn", least=10)] == [("远传",)]
    assert found(corpus, "torn", least=11) == []


def test_bounds_that_the_corpus_makes_unlikely_are_found_with_better_ones(corpus: Path) -> None:
    write(corpus, *ARRIVED)
    assert found(corpus, "across") == []

    change(corpus, "dictionary.txt", "到账 170 v", "到账 3 v")
    (one,) = found(corpus, "across")
    assert (one.cut, one.better, one.count) == (("等到", "账"), ("等", "到账"), 1)
    assert one.where == "articles/a1.md:3"


def test_a_place_inside_a_longer_word_is_found_in_a_question_too(corpus: Path) -> None:
    write(corpus, ["卡。"])
    (corpus / "questions" / "au.toml").write_text(
        '[[question]]\ntext = "悉尼機場買卡"\narticle = "a0"\n', encoding="utf-8"
    )

    (one,) = found(corpus, "inside")
    assert (one.text, one.better, one.where, one.example) == ("悉尼机场", ("悉尼",), "questions", "悉尼機場買卡")


def test_what_somebody_found_fine_is_not_told_again(corpus: Path) -> None:
    write(corpus, *OPERATOR, *ARRIVED)
    change(corpus, "dictionary.txt", "远传 3 n\n", "")
    change(corpus, "dictionary.txt", "到账 170 v", "到账 3 v")
    assert {one.text for one in cuts(Desks(corpus))} >= {"远/传", "等到/账"}

    with (corpus / "words" / "cuts.txt").open("a", encoding="utf-8") as file:
        file.write("远传\n等到/账\n")
    assert not {one.text for one in cuts(Desks(corpus))} & {"远/传", "等到/账"}

    (corpus / "words" / "cuts.txt").unlink()
    assert {one.text for one in cuts(Desks(corpus))} >= {"远/传", "等到/账"}


def test_an_empty_corpus_has_nothing_cut_badly(corpus: Path) -> None:
    assert cuts(Desks(corpus)) == []
    assert list(cut_lines([], 30)) == ["没有发现切得不好的词。"]


def test_other_bounds_are_of_the_same_characters_and_share_none() -> None:
    across = [one for one in cuts(desks()) if one.kind == "across"]

    assert across
    for one in across:
        assert "".join(one.cut) == "".join(one.better)
        assert len(one.cut) == len(one.better)
        ours, theirs = (set(accumulate(map(len, pieces[:-1]))) for pieces in (one.cut, one.better))
        assert not ours & theirs


def test_every_word_of_the_shipped_dictionary_stays_whole() -> None:
    cutter = known().segmenter

    assert [word for word, _, _ in desks().words.dictionary if [t.text for t in cutter.cut(word)] != [word]] == []


def test_nothing_is_told_of_that_the_dictionary_has() -> None:
    ours = {word for word, _, _ in desks().words.dictionary}

    assert [one.text for one in cuts(desks()) if one.kind == "torn" and set(one.better) & ours] == []
