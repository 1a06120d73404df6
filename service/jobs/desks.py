"""The corpus as jobs need it."""

from datetime import date
from functools import cached_property
from pathlib import Path

from service import corpus
from service.corpus import articles as article_files
from service.corpus import compiled
from service.corpus import words as word_files
from service.corpus.articles import Reader
from service.errors import BadArticle
from service.model import Article, Desk, Facts, Question, Words


class Desks:
    """The corpus as jobs need it: facts and words read once, when first asked for.

    `encoding` is that of the articles; None is UTF-8, or what a page says of itself.
    """

    def __init__(self, root: Path | None = None, encoding: str | None = None) -> None:
        self.root = root or corpus.root()
        self.encoding = encoding

    @cached_property
    def _tables(self) -> tuple[Facts, Words]:
        return compiled.load(self.root)

    @property
    def facts(self) -> Facts:
        return self._tables[0]

    @property
    def words(self) -> Words:
        return self._tables[1]

    @cached_property
    def reader(self) -> Reader:
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
        return word_files.questions(self.root)
