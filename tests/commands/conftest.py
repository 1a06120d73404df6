"""Commands run in this process, in a folder of their own, with nothing set by the outside."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from service.commands import group
from tests.search import builds

Kawen = Callable[..., Result]


@pytest.fixture
def kawen(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Kawen:
    """Run `kawen WORDS…`."""
    for name in [name for name in os.environ if name.startswith("KAWEN_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("KAWEN_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.chdir(tmp_path)

    def run(*words: str | Path) -> Result:
        return CliRunner().invoke(group, [str(word) for word in words], prog_name="kawen")

    return run


@pytest.fixture
def shipped(tmp_path_factory: pytest.TempPathFactory, kawen: Kawen, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The corpus's index, which commands find by themselves; change nothing in it."""
    index = builds.shipped(tmp_path_factory)
    monkeypatch.setenv("KAWEN_INDEX", str(index))
    return index
