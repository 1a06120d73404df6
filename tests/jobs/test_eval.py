"""Measuring search: BEIR folders and judged questions in, numbers that trec_eval would give out."""

import json
import math
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from service.commands import group
from service.errors import BadInput
from service.jobs.desks import Desks
from service.jobs.eval import EvalMissing, collection, compared, measured, missed, run, significance
from service.jobs.trec import Task, beir, own, read_run, write_run
from service.model import Question
from service.search.shelf import Opened
from tests.search import builds

CORPUS = [
    {"_id": "topup", "title": "怎么充值", "text": "用应用充值，输入手机号码和金额。"},
    {"_id": "lost card", "title": "", "text": "手机卡丢了，带护照去营业厅补卡。"},
    {"_id": "face", "title": "人脸识别怎么做", "text": ""},
]
QUERIES = [{"_id": "q1", "text": "充值"}, {"_id": "q2", "text": "手机卡丢了"}, {"_id": "q3", "text": "没有人问"}]
QRELS = "query-id\tcorpus-id\tscore\nq1\ttopup\t2\nq1\tface\t1\nq2\tlost card\t1\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "beir"
    write(place, CORPUS, QUERIES, QRELS)
    return place


def write(place: Path, corpus: list[Any], queries: list[Any], qrels: str, split: str = "test") -> None:
    (place / "qrels").mkdir(parents=True, exist_ok=True)
    for name, rows in (("corpus", corpus), ("queries", queries)):
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (place / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    (place / "qrels" / f"{split}.tsv").write_text(qrels, encoding="utf-8")


# What is read --------------------------------------------------------------------------------------


def test_a_beir_folder_is_read_and_only_its_judged_questions_are_asked(folder: Path) -> None:
    task = beir(folder, None)

    assert task.questions == {"q1": "充值", "q2": "手机卡丢了"}
    assert task.judged == {"q1": {"topup": 2, "face": 1}, "q2": {"lost%20card": 1}}
    assert [id for id, _, _ in task.documents] == ["topup", "lost%20card", "face"]


def test_of_several_splits_one_is_chosen_and_test_is_the_default(folder: Path) -> None:
    (folder / "qrels" / "dev.tsv").write_text("q2\ttopup\t1\n", encoding="utf-8")

    assert set(beir(folder, None).judged) == {"q1", "q2"}
    assert set(beir(folder, "dev").judged) == {"q2"}
    (folder / "qrels" / "test.tsv").rename(folder / "qrels" / "train.tsv")
    with pytest.raises(BadInput, match="dev, train; choose one with --split"):
        beir(folder, None)


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("corpus.jsonl", "{}\n", "corpus.jsonl:1"),
        ("corpus.jsonl", '{"_id": "a", "text": "b"}\nno\n', "corpus.jsonl:2"),
        ("corpus.jsonl", "[1]\n", "corpus.jsonl:1"),
        ("queries.jsonl", '{"_id": 1, "text": "b"}\n', "queries.jsonl:1"),
        ("queries.jsonl", '{"_id": "q9", "text": "b"}\n', "question 'q1' is not in"),
        ("qrels/test.tsv", "q1 topup 1\n", "test.tsv:1"),
        ("qrels/test.tsv", "q1\ttopup\tgood\n", "test.tsv:1"),
        ("qrels/test.tsv", "query-id\tcorpus-id\tscore\n", "no judgement"),
    ],
)
def test_what_is_no_beir_folder_is_named_by_file_and_line(folder: Path, file: str, text: str, said: str) -> None:
    (folder / file).write_text(text, encoding="utf-8")

    with pytest.raises(BadInput) as caught:
        beir(folder, None)
    assert said in str(caught.value)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"has no \.tsv file"):
        beir(tmp_path / "nowhere", None)


NAMES = st.text("abc#%-1", min_size=1, max_size=6)


@given(st.dictionaries(NAMES, st.lists(NAMES, min_size=1, max_size=9, unique=True), max_size=4))
def test_a_run_that_was_written_is_read_back_in_the_same_order(
    tmp_path_factory: pytest.TempPathFactory, said: dict[str, list[str]]
) -> None:
    file = tmp_path_factory.mktemp("run") / "a.run"
    write_run(file, {q: {d: 1 / n for n, d in enumerate(docs, 1)} for q, docs in said.items()}, "tag")
    back = read_run(file)

    assert {q: sorted(scores, key=lambda d: -scores[d]) for q, scores in back.items()} == said


@pytest.mark.parametrize("line", ["q1 Q0 a 1 0.5", "q1 Q0 a 1 much tag", "q1"])
def test_a_line_that_is_no_run_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.run").write_text(f"q1 Q0 a 1 0.5 tag\n{line}\n", encoding="utf-8")

    with pytest.raises(BadInput, match=r"a\.run:2"):
        read_run(tmp_path / "a.run")


# What is measured ----------------------------------------------------------------------------------


def test_the_numbers_are_those_of_trec_eval() -> None:
    """Worked out by hand: q1 has its grade 2 at rank 2 and its grade 1 at rank 1, q2 nothing."""
    task = Task("t", {"q1": "a", "q2": "b"}, {"q1": {"good": 2, "fair": 1}, "q2": {"good": 1}})
    ours = measured(task, {"q1": {"fair": 1.0, "good": 0.5}})

    ideal = 2 + 1 / math.log2(3)
    assert ours.values["nDCG@10"]["q1"] == pytest.approx((1 + 2 / math.log2(3)) / ideal)
    assert ours.values["RR@10"] == {"q1": 1.0, "q2": 0.0}
    assert ours.means["R@100"] == 0.5
    assert measured(task, {}).means == dict.fromkeys(ours.means, 0.0)


def test_a_measure_nobody_knows_is_named() -> None:
    with pytest.raises(BadInput, match="nDCG@10"):
        measured(Task("t", {"q": "a"}, {"q": {"d": 1}}), {"q": {"d": 1.0}}, ["Goodness@3"])


def test_a_collection_is_indexed_asked_and_measured(folder: Path) -> None:
    task = beir(folder, None)
    with collection(builds.desks(), task, "memory") as build:
        answers = run(build, task)

    assert next(iter(answers["q2"])) == "lost%20card"
    assert measured(task, answers).values["RR@10"] == {"q1": 1.0, "q2": 1.0}


def test_judged_questions_are_right_in_the_section_they_name(shipped: Opened) -> None:
    right, other = "哈萨克斯坦怎么查余额和剩余流量？", "还能买到刮刮卡吗？"
    questions = [
        Question("怎么查余额", "kz-topup", right, "KZ"),
        Question("怎么查余额", "kz-topup", other, "KZ"),
        Question("怎么查余额", "kz-topup", country="KZ"),
        Question("怎么查余额", "nowhere"),
    ]
    task = own(questions, shipped)
    answers = run(shipped, task)

    assert list(task.questions) == ["q1", "q2", "q3"]
    assert measured(task, answers).values["Success@1"] == {"q1": 1.0, "q2": 0.0, "q3": 1.0}
    assert missed(task, answers) == {"q2": None}


def test_a_judged_question_is_asked_within_its_country(shipped: Opened) -> None:
    task = own(
        [Question("怎么查余额", "kz-topup", country="JP"), Question("怎么查余额", "kz-topup", country="KZ")], shipped
    )
    values = measured(task, run(shipped, task)).values["Success@1"]

    assert values == {"q1": 0.0, "q2": 1.0}


# Two rankings --------------------------------------------------------------------------------------


def test_equal_rankings_do_not_differ_and_a_clear_difference_is_significant() -> None:
    assert significance([0.0] * 50) == 1.0
    assert significance([0.2] * 20) < 0.001
    assert significance([0.2, -0.2] * 10) > 0.9
    assert significance([0.5]) == 1.0


@given(st.lists(st.floats(-1, 1), max_size=30))
def test_significance_is_a_probability_and_has_no_side(differences: list[float]) -> None:
    p = significance(differences)

    assert 0 < p <= 1
    assert significance([-d for d in differences]) == pytest.approx(p, abs=0.02)


def test_a_comparison_names_what_got_better_and_what_got_worse() -> None:
    task = Task("t", {"a": "", "b": "", "c": ""}, {q: {"d": 1} for q in "abc"})
    ours = measured(task, {"a": {"d": 1.0}, "b": {"x": 1.0, "d": 0.5}, "c": {"d": 1.0}}, ["RR@10"])
    theirs = measured(task, {"a": {"x": 1.0, "d": 0.5}, "b": {"d": 1.0}, "c": {"d": 1.0}}, ["RR@10"])
    (difference,) = compared(ours, theirs)

    assert (difference.better, difference.worse) == (("a",), ("b",))
    assert difference.ours == pytest.approx(difference.theirs)


# The command ---------------------------------------------------------------------------------------


def said(*words: object) -> tuple[int, str]:
    done = CliRunner().invoke(group, ["eval", *map(str, words)], prog_name="kawen")
    return done.exit_code, done.output


def test_the_command_measures_a_folder_writes_the_run_and_measures_that_again(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "ours.run"
    code, first = said(folder, "--engine", "memory", "--save-run", file, "--per-query")
    again = said(folder, "--load-run", file, "--against", file, "--json")

    assert code == 0
    assert "RR@10      1.0000" in first
    assert "手机卡丢了" in first
    assert json.loads(again[1])["means"]["RR@10"] == 1.0
    assert {d["p"] for d in json.loads(again[1])["comparison"]} == {1.0}


def test_the_command_fails_below_a_bar_and_not_above(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "worse.run"
    file.write_text("q1 Q0 topup 1 1.0 other\n", encoding="utf-8")

    assert said(folder, "--load-run", file, "--at-least", "RR@10=0.4")[0] == 0
    code, output = said(folder, "--load-run", file, "--at-least", "RR@10=0.9")
    assert (code, "RR@10 0.5000 < 0.9" in output) == (1, True)
    assert said(folder, "--load-run", file, "--at-least", "RR@10")[0] == 2


def test_the_command_asks_the_judged_questions_and_compares_two_builds(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    index = builds.shipped(tmp_path_factory)
    code, output = said("--index", index, "--against", builds.build_folder(index), "--at-least", "Success@1=0.95")

    assert code == 0, output
    assert output.startswith("judged questions:")
    assert "0 better, 0 worse" in output


def test_what_was_written_with_the_corpus_in_view_is_answered_first(shipped: Opened) -> None:
    """Strangers' questions (unread-5) lower the mean of all; they must hide no loss among the others."""
    folder = builds.ROOT / "corpus" / "questions"
    strange = {
        row["text"]
        for name in ("unread-5.toml",)
        for row in tomllib.loads((folder / name).read_text("utf-8"))["question"]
    }
    task = own([q for q in Desks(builds.ROOT / "corpus").questions() if q.text not in strange], shipped)

    assert measured(task, run(shipped, task)).means["Success@1"] >= 0.97


def test_without_the_library_the_command_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ir_measures", None)

    with pytest.raises(EvalMissing, match=r"pip install -e '\.\[eval\]'"):
        measured(Task("t", {"q": "a"}, {"q": {"d": 1}}), {"q": {"d": 1.0}})


def test_every_judged_question_of_the_corpus_is_answered_at_once(shipped: Opened) -> None:
    task = own([q for q in Desks(builds.ROOT / "corpus").questions() if not q.open], shipped)

    assert missed(task, run(shipped, task)) == {}
