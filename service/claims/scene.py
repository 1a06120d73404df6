"""Who and where the sentences of an article speak of: operators and countries, named there or in reach.

A heading's operator is the subject of its section until another is named: under 「## Kcell」 「它的客服」 is
Kcell's. The nearest heading above wins; a country comes from the sentence, its headings, or the article.
"""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from service.claims.page import Page
from service.model import Desk, Sentence
from service.text.brands import Brands, Lands, brands, lands
from service.text.later import later

_HERE = later(r"它|该(?:公司|运营商|品牌|网络|卡)|其(?!他|它|实|中|余)|这[家个](?:公司|运营商|品牌)?")


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a sentence: its place there, its folded spelling, and the ids it may mean."""

    start: int
    end: int
    name: str
    ids: frozenset[str]


@dataclass(frozen=True)
class Scene:
    """The names of a page by sentence; `operators` and `countries` have one entry for each of its sentences."""

    page: Page
    known: Brands
    places: Lands
    operators: tuple[tuple[Named, ...], ...]
    countries: tuple[tuple[Named, ...], ...]
    _order: dict[int, int]
    _above: tuple[tuple[int, ...], ...]

    def number(self, sentence: Sentence) -> int:
        """Which sentence of the page this is."""
        return self._order[id(sentence)]

    def above(self, sentence: Sentence) -> tuple[int, ...]:
        """The numbers of the heading sentences above it, the nearest first."""
        return self._above[self.number(sentence)]

    def operators_of(self, sentence: Sentence) -> tuple[Named, ...]:
        """The operators the sentence names."""
        return self.operators[self.number(sentence)]

    def subjects(self, sentence: Sentence, at: int) -> frozenset[str]:
        """The operators meant by what stands at `at`: the last one named before it in the sentence,
        else the only one after it, else the one spoken of above. Empty when nobody is."""
        nth = self.number(sentence)
        here = self.operators[nth]
        before = [named for named in here if named.end <= at]
        if before:
            return before[-1].ids
        if len({named.ids for named in here}) == 1:
            return here[0].ids
        if here:
            return frozenset()
        if _HERE.search(sentence.text) and nth and self.page.sentences[nth - 1].block is sentence.block:
            said = {named.ids for named in self.operators[nth - 1]}
            if len(said) == 1:
                return said.pop()
        for above in self._above[nth]:
            said = {named.ids for named in self.operators[above]}
            if said:
                return said.pop() if len(said) == 1 else frozenset()
        return frozenset()

    def lands_of(self, sentence: Sentence, headings: bool = True) -> frozenset[str]:
        """The countries the sentence speaks of: its own, its nearest heading's, else the article's."""
        nth = self.number(sentence)
        for spot in (nth, *(self._above[nth] if headings else ())):
            if found := self.countries[spot]:
                return frozenset[str]().union(*(named.ids for named in found))
        return frozenset(self.page.article.countries)


def scene(page: Page, desk: Desk) -> Scene:
    """The names of a page, found once."""
    return page.kept("scene", lambda: _scene(page, desk))


def _scene(page: Page, desk: Desk) -> Scene:
    known, places = brands(desk.facts), lands(desk.words)
    starts = list(accumulate((len(s.text) + 1 for s in page.sentences), initial=0))
    operators: list[list[Named]] = [[] for _ in page.sentences]
    countries: list[list[Named]] = [[] for _ in page.sentences]

    def written(start: int, end: int) -> str:
        nth = bisect_right(starts, start) - 1
        span = page.sentences[nth].span(start - starts[nth], end - starts[nth])
        return page.article.text[span.start : span.end]

    for found, hits, ids in (
        (operators, known.find(page.text, written), known.rows),
        (countries, places.terms.find(page.text), places.ids),
    ):
        for start, end, name in hits:
            nth = bisect_right(starts, start) - 1
            found[nth].append(Named(start - starts[nth], end - starts[nth], name, ids[name]))
    return Scene(
        page,
        known,
        places,
        tuple(map(tuple, operators)),
        tuple(map(tuple, countries)),
        {id(sentence): nth for nth, sentence in enumerate(page.sentences)},
        _headings(page),
    )


def _headings(page: Page) -> tuple[tuple[int, ...], ...]:
    """For each sentence the numbers of the heading sentences above it, the nearest first."""
    above: list[tuple[int, ...]] = []
    open_: list[tuple[int, int]] = []
    for nth, sentence in enumerate(page.sentences):
        block = sentence.block
        if block.kind == "heading":
            open_ = [(level, at) for level, at in open_ if level < block.level]
            above.append(tuple(at for _, at in reversed(open_)))
            open_.append((block.level, nth))
        else:
            above.append(tuple(at for _, at in reversed(open_)))
    return tuple(above)
