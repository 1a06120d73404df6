"""What every test of a rule needs: the shipped corpus, a reader, one day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from service import corpus
from service.corpus import facts, words
from service.corpus.articles import Reader
from service.lint import run
from service.lint.rule import NEXT_ARTICLE, Desk, Rule
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


@pytest.fixture(scope="session")
def lint_folder(desk: Desk) -> Lint:
    """The findings in several articles given as one text; their places are those of the whole text."""
    reader = Reader(desk.facts, desk.words)

    def found(text: str, *rules: Rule) -> list[Finding]:
        checked, offsets, at = [], {}, 0
        for nth, piece in enumerate(text.split(NEXT_ARTICLE)):
            path = f"{nth}.md"
            offsets[path] = at
            at += len(piece) + len(NEXT_ARTICLE)
            checked.append(run.examine(reader.parse(piece, path), desk, rules))
        across = run.compare(checked, desk, rules)
        whole = [
            finding
            for one in checked
            for finding in run.settled(one, [f for f in across if f.path == one.path], desk, rules)[0]
        ]
        return sorted(
            (replace(f, start=f.start + offsets[f.path], end=f.end + offsets[f.path]) for f in whole),
            key=lambda f: f.start,
        )

    return found
