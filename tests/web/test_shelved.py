"""The log of the service on builds: a switch is told once, whoever notices it first."""

import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from service.web.shelved import ToldShelf
from tests.search import builds


def test_of_many_threads_one_tells_of_a_switch_and_one_of_the_way_back(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    index = tmp_path / "index"
    old = builds.shelve(index, {"a.md": "# 怎么充值\n\n报手机号码。\n"}).name
    pointer = (index / "CURRENT").read_bytes()
    shelf = ToldShelf(index)
    caplog.set_level(logging.INFO, "service.web.shelved")

    def ask_at_once() -> set[str]:
        with ThreadPoolExecutor(8) as threads:
            return {one.result().manifest.build for one in [threads.submit(shelf.get) for _ in range(200)]}

    assert ask_at_once() == {old}
    assert caplog.messages == []

    new = builds.shelve(index, {"a.md": "# 怎么补卡\n\n带护照。\n"}).name
    assert new in ask_at_once()
    (told,) = caplog.messages
    assert f"build {new} now, no longer from {old}" in told

    (index / "CURRENT").write_bytes(pointer)
    assert old in ask_at_once()
    assert f"build {old} now, no longer from {new}" in caplog.messages[1]
    assert len(caplog.messages) == 2
