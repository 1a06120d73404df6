"""The whole corpus and every judged question: OpenSearch answers what Whoosh answers."""

from typing import Any

import pytest

from service.jobs.ask import answer_json, ask
from service.search.shelf import Opened, Shelf
from tests.search import builds

#: Share of the questions whose first ten articles, and whose first, must be the same.
SAME = 0.99
#: Questions with what the judged ones seldom have: quotes, exclusions, filters, nothing known, many words.
MORE: list[tuple[str, tuple[tuple[str, str], ...]]] = [
    ('"自动续费"', ()),
    ("充值 -支付宝", ()),
    ("萨克斯", ()),
    ("怎么充值", (("country", "KZ"),)),
    ("流量", (("topic", "topup"),)),
    ("kcell", (("operator", "kcell"),)),
    ("beelin", ()),
    ("shoujika chongzhi", ()),
    ("龘靐", ()),
    ("怎么", ()),
    ("iphon", ()),
    ("sim 卡 4g 流量 不能 上网 怎么 设置 apn 重启 手机 还是 不行 怎么 办", ()),
    ("100 1000 *111#", ()),
    ("月球上的火箭怎么充值", ()),
]


@pytest.fixture(scope="module")
def both(opensearch: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Opened, Opened]:
    ours, theirs = (Shelf(builds.shipped(tmp_path_factory, name)).get() for name in ("whoosh", "opensearch"))
    return ours, theirs


def plain(build: Opened, question: str, filters: tuple[tuple[str, str], ...] = ()) -> dict[str, Any]:
    """All of an answer but who gave it, and how fast."""
    answer = answer_json(ask(build, question, filters=filters))
    return {name: value for name, value in answer.items() if name not in ("build", "took_ms")}


def test_every_judged_question_is_answered_as_whoosh_does(
    both: tuple[Opened, Opened], capsys: pytest.CaptureFixture[str]
) -> None:
    questions = list(dict.fromkeys(question.text for question in builds.desks().questions()))
    first = ten = same = 0
    differences = []
    for question in questions:
        ours, theirs = (plain(build, question) for build in both)
        articles = [[hit["article"] for hit in answer["hits"]] for answer in (ours, theirs)]
        first += articles[0][:1] == articles[1][:1]
        ten += set(articles[0]) == set(articles[1])
        same += ours == theirs
        if ours != theirs:
            differences.append(f"{question}: {articles[0]} by whoosh, {articles[1]} by opensearch")
    with capsys.disabled():
        print(f"\n{len(questions)} questions: the same ten {ten}, the same first {first}, all the same {same}")
        print(*differences, sep="\n")

    assert min(first, ten) >= SAME * len(questions)


@pytest.mark.parametrize(("question", "filters"), MORE, ids=[question for question, _ in MORE])
def test_what_is_seldom_asked_is_answered_alike(
    both: tuple[Opened, Opened], question: str, filters: tuple[tuple[str, str], ...]
) -> None:
    ours, theirs = (plain(build, question, filters) for build in both)

    assert theirs == ours


def test_further_pages_and_explanations_are_the_same(both: tuple[Opened, Opened]) -> None:
    for question in ("充值", "哈萨克斯坦手机卡流量用完了怎么办"):
        for cursor in (None, "o3", "o10"):
            ours, theirs = (answer_json(ask(build, question, limit=3, cursor=cursor, explain=True)) for build in both)
            assert (theirs["hits"], theirs["next"]) == (ours["hits"], ours["next"])
