"""The forty questions of travel.toml over its fifteen articles, asked of every engine; a row there is a test here."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from service.jobs.ask import ask
from service.search.shelf import Opened, Shelf
from tests.search import builds

TABLE: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (Path(__file__).with_name("travel.toml")).read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def travel(engine_name: str, tmp_path_factory: pytest.TempPathFactory) -> Opened:
    index = tmp_path_factory.mktemp("travel") / "index"
    files = {f"{row['id']}.md": f"# {row['title']}\n\n{row['body']}\n" for row in TABLE["article"]}
    builds.shelve(index, files, engine_name)
    return Shelf(index).get()


@pytest.mark.parametrize("query", TABLE["query"], ids=lambda query: query["text"])
def test_the_first_eight_hits_are_what_a_traveller_needs(travel: Opened, query: dict[str, Any]) -> None:
    found = builds.names(ask(travel, query["text"], limit=8))

    assert set(query["must"]) <= set(found), query["guards"]
    assert not set(query["must_not"]) & set(found), query["guards"]


def test_no_question_finds_everything(travel: Opened) -> None:
    widest = max(len(builds.names(ask(travel, query["text"], limit=50))) for query in TABLE["query"])

    assert widest < len(TABLE["article"])
