"""The corpus's own index for tests that search, copy or spoil it."""

import shutil
from pathlib import Path

import pytest

from service.search.shelf import Opened, Shelf
from tests.search import builds


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """The corpus, opened once; ask it, change nothing."""
    return Shelf(builds.shipped(tmp_path_factory)).get()


@pytest.fixture
def index(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Path:
    """A copy of the corpus's index that a test may spoil."""
    copy: Path = shutil.copytree(builds.shipped(tmp_path_factory), tmp_path / "index")
    return copy
