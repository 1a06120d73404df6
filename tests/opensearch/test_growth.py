"""Many passages that are nearly alike: the first places are settled although few are fetched."""

import random
from typing import Any

import pytest

from service.model import Verdict
from service.search import rank
from service.search.engines.opensearch import found as fetching
from service.search.engines.opensearch.store import Store
from service.search.shelf import Opened
from tests.search import builds

WORDS = ["流量", "套餐", "上网", "充值", "余额", "漫游", "护照", "营业厅", "热点", "短信"]


@pytest.fixture(scope="module")
def pair(opensearch: str, tmp_path_factory: pytest.TempPathFactory) -> list[Opened]:
    chance = random.Random(20261120)
    passages = [
        builds.entry(
            f"n{number // 3}",
            "、".join(chance.sample(WORDS, 2)),
            "，".join(chance.choices(WORDS, k=chance.randrange(2, 9))) + "。",
            anchor=str(number),
            section="怎么" + chance.choice(WORDS),
            countries=("KZ", "KG")[: number // 3 % 3],
            verdict=Verdict(chance.randrange(2), chance.randrange(3)),
        )
        for number in range(3000)
    ]
    made = []
    for name in ("memory", "opensearch"):
        where = tmp_path_factory.mktemp(name)
        made.append(builds.small(where, passages, name))
    return made


@pytest.mark.parametrize(
    "question", ["流量", "流量套餐", "怎么充值", "漫游 护照", "流量 套餐 月球", "充话费", "热点 -短信", "怎么"]
)
@pytest.mark.parametrize("first", [1, 11, 51])
def test_the_first_places_are_those_of_a_build_in_memory(pair: list[Opened], question: str, first: int) -> None:
    orders = []
    for build in pair:
        plan = build.parser.parse(question).plan
        found = build.engine.ask(plan) if plan.groups else build.engine.nearest(plan, 0)
        led = rank.ordered(found.leading(first, rank.EQUAL, complete=True), first)[:first]
        order = [(one.entry.article, one.entry.anchor, one.score) for one in led]
        orders.append((order, found.shown(), len(found)))

    assert orders[1] == orders[0]


def test_few_passages_are_fetched_for_a_word_that_thousands_have(
    pair: list[Opened], monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched: list[int] = []
    best = Store.best

    def noted(self: Store, queries: Any, many: int) -> Any:
        fetched.append(many)
        return best(self, queries, many)

    monkeypatch.setattr(Store, "best", noted)
    build = pair[1]
    found = build.engine.ask(build.parser.parse("流量").plan)

    assert found.leading(11, rank.EQUAL)
    assert fetched[0] == fetching.BEGIN[0] * 11 + fetching.BEGIN[1]
    assert max(fetched) < len(found)
