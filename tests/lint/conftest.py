"""What every test of a rule needs: the shipped corpus, a reader, one day."""

from collections.abc import Callable
from datetime import date

import pytest

from service import corpus
from service.corpus import facts, words
from service.corpus.articles import Reader
from service.lint import run
from service.lint.rule import Desk, Rule
from service.model import Article, Finding

Lint = Callable[..., list[Finding]]


@pytest.fixture(scope="session")
def desk() -> Desk:
    root = corpus.root()
    return Desk(date(2026, 11, 20), facts.load(root), words.load(root))


@pytest.fixture(scope="session")
def read(desk: Desk) -> Callable[[str], Article]:
    reader = Reader(desk.facts, desk.words)
    return lambda text: reader.parse(text, "example.md")


@pytest.fixture(scope="session")
def lint(desk: Desk, read: Callable[[str], Article]) -> Lint:
    def found(text: str, *rules: Rule) -> list[Finding]:
        return run.lint(read(text), desk, rules or run.rules())

    return found
