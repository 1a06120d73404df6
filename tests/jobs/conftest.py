"""The corpus's index to ask, and a small corpus of its own for every test that rebuilds."""

import shutil
from pathlib import Path

import pytest

from service.jobs.desks import Desks
from service.search.shelf import Opened, Shelf
from tests.search import builds

ARTICLES = {
    "topup.md": "# 怎么充值\n\n报手机号码和金额，用 App 充值。\n",
    "lost.md": "# 手机卡丢了怎么补\n\n带护照去营业厅补卡。\n",
}
QUESTION = '[[question]]\ntext = "怎么充值"\narticle = "topup"\n'


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """The corpus, opened once; ask it, change nothing."""
    return Shelf(builds.shipped(tmp_path_factory)).get()


@pytest.fixture
def desks(tmp_path: Path) -> Desks:
    """A corpus with two articles, one judged question, and the facts and words of ours."""
    root = tmp_path / "corpus"
    for part in ("facts", "words"):
        shutil.copytree(builds.ROOT / "corpus" / part, root / part)
    builds.write_articles(root / "articles", ARTICLES)
    builds.write_articles(root / "questions", {"judged.toml": QUESTION})
    return Desks(root)
