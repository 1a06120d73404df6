"""An article as rules and claims read it: sentences without typesetting spaces, by section."""

import re
from collections.abc import Callable, Hashable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

from service.model import Article, Mapped, Sentence
from service.text.held import Held
from service.text.later import Several, may_hold, reading
from service.text.normalise import fold
from service.text.places import compact, sections
from service.text.sentences import CODE

Made = TypeVar("Made")


@dataclass(frozen=True, eq=False)
class Page:
    """`sentences` are the article's own, without the spaces between Chinese and Latin.

    `marked` are those that hold one of a rule's triggers: all of them where a rule has none.
    """

    article: Article
    sentences: tuple[Sentence, ...]
    marked: tuple[Sentence, ...]
    _kept: dict[Hashable, Any] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, article: Article) -> "Page":
        """The page of an article, its sentences made compact once for all rules."""
        said = tuple(Sentence(compact(s.folded), s.block, s.nth) for s in article.sentences)
        return cls(article, said, said)

    def only(self, marked: tuple[Sentence, ...]) -> "Page":
        """The same page for a rule that looks at these sentences alone."""
        return self if marked is self.marked else replace(self, marked=marked)

    def kept(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Something made of the page once and shared by every rule that asks for it."""
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]  # type: ignore[no-any-return]

    @cached_property
    def sections(self) -> tuple[tuple[Sentence, ...], ...]:
        """The sentences from heading to heading, the heading's own first."""
        return self.kept("sections", lambda: tuple(map(tuple, sections(self.sentences))))

    @property
    def text(self) -> str:
        """All compact sentences, one a line."""
        return self.kept("text", lambda: "\n".join(s.text for s in self.sentences))

    def lines(self, *patterns: re.Pattern[str] | Several) -> Iterator[int]:
        """The numbers of the sentences in which one of these patterns of `later` may be found, inline code and
        typesetting spaces read or not; in all others none is.
        """
        return may_hold(self.held, patterns)

    def being_read(self) -> AbstractContextManager[None]:
        """For as long as its sentences are judged: no pattern of `later` is run on one that cannot hold it."""
        return reading(self.held, [s.text for s in self.sentences], [s.text for s in self.article.sentences])

    def holding(self, *patterns: re.Pattern[str] | Several) -> list[Sentence]:
        """The sentences in which one of these patterns may be found; see `lines`."""
        return [self.sentences[nth] for nth in self.lines(*patterns)]

    @property
    def held(self) -> Held:
        """What the sentences hold."""
        return self.kept("held", lambda: Held([self._readable(s) for s in self.sentences]))

    def _readable(self, sentence: Sentence) -> str:
        return f"{sentence.text}\n{self.with_code(sentence).text}" if CODE in sentence.text else sentence.text

    def with_code(self, sentence: Sentence) -> Mapped:
        """A sentence whose inline code can be read, folded like the rest: a code to dial is often written so."""
        said, file = sentence.folded, self.article.text
        if CODE not in said.text:
            return said
        shown = [fold(file[said.starts[at]])[:1] or " " if char == CODE else char for at, char in enumerate(said.text)]
        return Mapped("".join(shown), said.starts, said.ends)
