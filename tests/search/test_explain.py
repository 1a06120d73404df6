"""Why a hit stands where it stands: the parts add up to the score, the words say where they were found."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.jobs.ask import EXPLAINED, EXPLAINED_WORDS, answer_json, answer_lines, ask
from service.model import Answer
from service.search.explain import REST
from service.search.shelf import Opened, Shelf
from tests.search import builds

#: Scores are rounded to four digits, and there are two roundings a word.
CLOSE = 0.01
WORDS = [
    "kcell",
    "充值",
    "哈萨克斯坦",
    "SIM卡",
    "续费",
    "怎么",
    "30天",
    "火箭",
    "到账",
    "beelin",
    "shoujika",
    "护照",
    "*100#",
]


def assert_adds_up(answer: Answer) -> None:
    few = min(EXPLAINED, max(1, EXPLAINED_WORDS // (len(answer.terms) or 1)))
    for hit in answer.hits[:few]:
        assert hit.explanation is not None
        parts = hit.explanation.parts
        assert sum(part.contribution for part in parts) == pytest.approx(hit.score, abs=CLOSE * (1 + len(parts)))
        for part in parts:
            if part.fields:
                assert sum(part.fields.values()) == pytest.approx(part.contribution, abs=CLOSE)
        assert 0 <= hit.explanation.confidence <= 1


@pytest.mark.parametrize("question", builds.desks().questions()[::6], ids=lambda question: question.text)
def test_the_contributions_of_a_judged_question_add_up_to_the_score(shipped: Opened, question: object) -> None:
    answer = ask(shipped, question.text, explain=True)  # type: ignore[attr-defined]

    assert answer.hits
    assert_adds_up(answer)


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join))
@settings(max_examples=30)
def test_the_contributions_of_any_question_add_up_to_the_score(shipped: Opened, question: str) -> None:
    assert_adds_up(ask(shipped, question, explain=True))


def test_every_engine_can_be_explained(engine_name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    build = Shelf(builds.shipped(tmp_path_factory, engine_name)).get()

    assert_adds_up(ask(build, "kcell 充值 火箭", explain=True))


def test_readers_are_told_where_each_word_was_found_and_which_was_not(tmp_path: Path) -> None:
    build = builds.texts(tmp_path, [("怎么充值", "用 Kcell 的应用交钱。"), ("别的", "别的事。")])
    (hit,) = ask(build, "kcell 充话费 火箭 月亮", explain=True).hits
    assert hit.explanation is not None
    words = hit.explanation.words

    assert words[0] == "「kcell」在正文里"
    assert words[1] == "「充话费」（同义词：充话费→充值）在小标题、文章标题里"
    assert words[2:] == ("没有提到「火箭」", "没有提到「月亮」")
    assert [part.contribution > 0 for part in hit.explanation.parts[:4]] == [True, True, False, False]


def test_a_word_that_only_another_wording_of_the_heading_has_is_said_to_stand_there(tmp_path: Path) -> None:
    lost = builds.entry("a", "卡丢了怎么办", "给营业厅打电话停机。", asked=("手机掉海里了", "给偷了"))
    build = builds.small(tmp_path, [lost, builds.entry("b", "怎么充值", "用应用充值。")])
    answer = ask(build, "手机掉海里", explain=True)
    assert_adds_up(answer)
    assert answer.hits[0].article == "a"
    assert answer.hits[0].why[0].startswith("相近的问法：")
    assert answer.hits[0].explanation is not None

    assert answer.hits[0].explanation.words[0] == "「手机」在相近的问法里"


def test_what_an_article_is_about_is_said_so(tmp_path: Path) -> None:
    build = builds.small(tmp_path, [builds.entry("a", "充值", "用应用充值。", countries=("KZ",))])
    (hit,) = ask(build, "哈萨克斯坦充值", explain=True).hits
    assert hit.explanation is not None

    assert hit.explanation.words[0] == "「哈萨克斯坦」：全文讲的就是它"


def test_of_a_long_question_fewer_hits_are_explained(shipped: Opened) -> None:
    question = " ".join(
        [
            "充值",
            "续费",
            "护照",
            "到账",
            "手机",
            "号码",
            "应用",
            "银行",
            "余额",
            "验证码",
            "营业厅",
            "登记",
            "诈骗",
            "官网",
            "套餐",
            "短信",
        ]
    )
    hits = ask(shipped, question, explain=True).hits

    assert [hit.explanation is not None for hit in hits] == [True] * 3 + [False] * (len(hits) - 3)


def test_only_who_asks_for_it_gets_an_explanation(shipped: Opened) -> None:
    plain, explained = (ask(shipped, "kcell充值", explain=explain) for explain in (False, True))

    assert all("explain" not in hit for hit in answer_json(plain)["hits"])
    said = answer_json(explained)["hits"][0]["explain"]
    assert list(said) == ["coverage", "missing", "score", "match", "anchor", "confidence", "words", "parts"]
    assert {part["word"] for part in said["parts"]} <= {"kcell", "充值", REST}
    assert any("「kcell」在" in line for line in answer_lines(explained))
    assert not any("「kcell」在" in line for line in answer_lines(plain))
