"""What every test of claims needs: the shipped facts, a reader, one day."""

from collections.abc import Callable
from datetime import date

import pytest

from service import corpus
from service.claims.page import Page
from service.claims.read import claims
from service.corpus import facts, words
from service.corpus.articles import Reader
from service.model import Desk, Judged


@pytest.fixture(scope="session")
def desk() -> Desk:
    root = corpus.root()
    return Desk(date(2026, 11, 20), facts.load(root), words.load(root))


@pytest.fixture(scope="session")
def page(desk: Desk) -> Callable[[str], Page]:
    reader = Reader(desk.facts, desk.words)
    return lambda text: Page.of(reader.parse(text, "example.md"))


@pytest.fixture(scope="session")
def said(desk: Desk, page: Callable[[str], Page]) -> Callable[..., list[Judged]]:
    """The judged claims of a text, of the attributes named or of all."""
    return lambda text, *names: list(claims(page(text), desk, *names))
