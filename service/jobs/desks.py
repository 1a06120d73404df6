"""The corpus as jobs need it."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from service import corpus
from service.corpus import compiled
from service.errors import BadArticle
from service.model import Article, Desk, Fact, Facts, Question, Words

if TYPE_CHECKING:
    from service.corpus.articles import Reader


class Desks:
    """The corpus as jobs need it: facts and words read once, when first asked for.

    `encoding` is that of the articles; None is UTF-8, or what a page says of itself.
    """

    def __init__(self, root: Path | None = None, encoding: str | None = None) -> None:
        self.root = root or corpus.root()
        self.encoding = encoding

    @cached_property
    def _tables(self) -> compiled.Tables:
        return compiled.Tables(self.root)

    @property
    def facts(self) -> Facts:
        return self._tables.facts

    @cached_property
    def by_id(self) -> Mapping[str, Fact]:
        """The facts by id, read when one of them is asked for."""
        return _Waiting(self)

    @property
    def words(self) -> Words:
        return self._tables.words

    @cached_property
    def reader(self) -> "Reader":
        from service.corpus.articles import Reader

        return Reader(self.facts, self.words, self.encoding)

    def desk(self, today: date) -> Desk:
        """What rules may know on a day."""
        return Desk(today, self.facts, self.words)

    @property
    def articles(self) -> Path:
        """The folder of the corpus's own articles."""
        return self.root / "articles"

    def read(self) -> tuple[list[Article], list[BadArticle]]:
        """The corpus's own articles by path, named from the corpus's folder, and what could not be read."""
        from service.corpus import articles as article_files

        paths, troubles = article_files.find([self.articles])
        found = []
        for path in paths:
            try:
                found.append(self.reader.load(path, path.relative_to(self.root).as_posix()))
            except BadArticle as trouble:
                troubles.append(trouble)
        return found, troubles

    def questions(self) -> list[Question]:
        """The judged questions."""
        return compiled.questions(self.root)


class _Waiting(Mapping[str, Fact]):
    """The facts of desks that may not have been read yet."""

    def __init__(self, desks: Desks) -> None:
        self._desks = desks

    def __getitem__(self, id: str) -> Fact:
        return self._desks.facts.facts[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._desks.facts.facts)

    def __len__(self) -> int:
        return len(self._desks.facts.facts)
