"""The corpus as jobs need it, and where the index lives."""

import os
from datetime import date
from functools import cached_property
from pathlib import Path

from service import corpus
from service.corpus import facts as fact_files
from service.corpus import words as word_files
from service.corpus.articles import Reader
from service.model import Desk, Facts, Question, Words


class Desks:
    """The corpus as jobs need it: facts and words read once, when first asked for."""

    def __init__(self, root: Path | None = None) -> None:
        self.root = root or corpus.root()

    @cached_property
    def facts(self) -> Facts:
        return fact_files.load(self.root)

    @cached_property
    def words(self) -> Words:
        return word_files.load(self.root)

    @cached_property
    def reader(self) -> Reader:
        return Reader(self.facts, self.words)

    def desk(self, today: date) -> Desk:
        """What rules may know on a day."""
        return Desk(today, self.facts, self.words)

    @property
    def articles(self) -> Path:
        """The folder of the corpus's own articles."""
        return self.root / "articles"

    def questions(self) -> list[Question]:
        """The judged questions."""
        return word_files.questions(self.root)


def index_folder(chosen: Path | None) -> Path:
    """Where the index lives: the option, else $KAWEN_INDEX, else the checkout, else the user's data folder."""
    if chosen is not None:
        return chosen
    if named := os.environ.get("KAWEN_INDEX"):
        return Path(named)
    checkout = Path(__file__).parents[2]
    if (checkout / "pyproject.toml").is_file() and (checkout / "corpus").is_dir():
        return checkout / ".kawen" / "index"
    from platformdirs import user_data_path

    return user_data_path("kawen") / "index"
