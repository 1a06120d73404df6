"""Answers given again are those that would have been worked out."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from service.errors import BadInput
from service.jobs import answers as module
from service.jobs.answers import Answers
from service.jobs.ask import ask
from service.model import Answer
from service.search.shelf import Opened, Shelf
from tests.search import builds

FILES = {
    "top.md": "# 充值\n\n## 怎么充值？\n\n在官网充值。\n",
    "card.md": "# 办卡\n\n## 怎么办卡？\n\n带护照，充值再说。\n",
}
ASKED = ["充值", "怎么办卡", "护照", "火箭"]


@pytest.fixture
def build(tmp_path: Path) -> Opened:
    builds.shelve(tmp_path / "index", FILES)
    return Shelf(tmp_path / "index").get()


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The questions that were worked out, in order."""
    seen: list[str] = []

    def noted(build: Opened, text: str, **options: object) -> Answer:
        seen.append(text)
        return ask(build, text, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "ask", noted)
    return seen


def same(one: Answer, other: Answer) -> bool:
    return replace(one, took_ms=0) == replace(other, took_ms=0)


def test_a_question_asked_again_is_not_worked_out_again(build: Opened, worked_out: list[str]) -> None:
    answers = Answers()

    assert all(same(answers.ask(build, text), ask(build, text)) for text in ASKED * 2)
    assert worked_out == ASKED


def test_another_limit_page_filter_or_build_is_another_question(
    build: Opened, tmp_path: Path, worked_out: list[str]
) -> None:
    answers = Answers()
    answers.ask(build, "充值")

    assert len(answers.ask(build, "充值", limit=1).hits) == 1
    assert same(answers.ask(build, "充值", cursor="o1"), ask(build, "充值", cursor="o1"))
    assert answers.ask(build, "充值", filters=[("country", "KZ")]).total == 0
    builds.shelve(tmp_path / "other", {"new.md": "# 新\n\n充值在这里。\n"})
    assert builds.names(answers.ask(Shelf(tmp_path / "other").get(), "充值")) == ["new"]
    assert len(worked_out) == 5


def test_what_was_asked_longest_ago_is_forgotten_first(build: Opened, worked_out: list[str]) -> None:
    answers = Answers(room=3)
    for text in ("充值", "护照", "充值", "怎么办卡", "充值"):  # 2 hits, 1, known, 1 or more, known
        answers.ask(build, text)

    assert worked_out[:2] == ["充值", "护照"]
    assert answers._left >= 0
    assert sum(max(1, len(known.hits)) for known in answers._known.values()) == 3 - answers._left


def test_an_explained_answer_and_a_refused_question_are_not_kept(build: Opened, worked_out: list[str]) -> None:
    answers = Answers()
    answers.ask(build, "充值")

    assert answers.ask(build, "充值", explain=True).hits[0].explanation is not None
    for _ in range(2):
        with pytest.raises(BadInput):
            answers.ask(build, " ")
    assert worked_out == ["充值", "充值", " ", " "]


def test_many_threads_get_the_answers_of_one(build: Opened) -> None:
    answers, alone = Answers(room=2), {text: ask(build, text) for text in ASKED}

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda text: (text, answers.ask(build, text)), ASKED * 50))

    assert all(same(answer, alone[text]) for text, answer in found)
    assert 0 <= answers._left <= 2
