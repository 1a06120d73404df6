"""What search knows of the language, kept in each build so that question and index always agree."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property, lru_cache
from typing import Any

from service.model import Facts, Words
from service.text.normalise import fold
from service.text.segment import Frequencies, Segmenter, han_among

_SEAM = re.compile(r"(?<=[a-z0-9])(?=[^\x00-\x7f])|(?<=[^\x00-\x7f])(?=[a-z0-9])")
_SPACED_SEAM = re.compile(r"(?<=[a-z0-9])\s(?=[^\x00-\x7f])|(?<=[^\x00-\x7f])\s(?=[a-z0-9])")


@dataclass(frozen=True)
class Lexicon:
    """Folded words: everything a question may contain that means more than its characters.

    `equals` and `widens` go from a word to others (two-way, one-way); `countries` and `operators`
    from a name to codes and ids; `home` from an operator to its countries; `local` from a service that
    only one country has to its code; `facets` from a field to the values it may be filtered by.
    """

    dictionary: dict[str, int]
    names: list[str]
    stop: list[str]
    question: list[str]
    equals: dict[str, list[str]]
    widens: dict[str, list[str]]
    countries: dict[str, list[str]]
    operators: dict[str, list[str]]
    home: dict[str, list[str]]
    facets: dict[str, list[str]]
    #: What our words count in jieba's sums: with them the fast cutter needs no jieba to agree with it.
    frequencies: dict[str, int] = field(default_factory=dict)
    surplus: int = 0
    total: int = 0
    local: dict[str, list[str]] = field(default_factory=dict)

    @cached_property
    def segmenter(self) -> Segmenter:
        """Cuts with the dictionary, and with every Han word that a synonym or a name consists of."""
        known = dict(self.dictionary)
        words = (*self.equals, *self.widens, *self.local, *self.question, *self.stop)
        names = (*self.names, *self.countries)
        han = han_among((*words, *names))
        for word in words:
            if len(word) > 1 and word in han:
                known.setdefault(word, 0)
        given = Frequencies(self.frequencies, self.surplus, self.total) if self.frequencies else None
        return Segmenter(known.items(), han.intersection(names), given)

    @cached_property
    def stop_words(self) -> frozenset[str]:
        """Words that never have to be met."""
        return frozenset(self.stop)

    @cached_property
    def question_words(self) -> frozenset[str]:
        """Words that have to be met only when there are no others."""
        return frozenset(self.question)

    @cached_property
    def ours(self) -> frozenset[str]:
        """Words that say a question is about cards, numbers, phones and travelling at all: whatever we know by name."""
        known = {*self.dictionary, *self.equals, *self.widens, *self.operators}
        return frozenset(known.difference(self.stop, self.question))

    @cached_property
    def units(self) -> tuple[str, ...]:
        """Words with Latin letters or spaces that are looked up before cutting, longest first."""
        mixed = {w for table in self._tables for w in table}
        return tuple(sorted(mixed - han_among(mixed), key=lambda w: (-len(w), w)))

    @property
    def _tables(self) -> tuple[dict[str, list[str]], ...]:
        return self.equals, self.widens, self.countries, self.operators, self.local

    @cached_property
    def unit_pattern(self) -> re.Pattern[str] | None:
        """The units in folded text, standing alone; a space may stand between Latin and Han."""
        return _all_of(self.units)

    def units_in(self, text: str) -> re.Pattern[str] | None:
        """`unit_pattern`, or where that is not made yet (40 ms) one that finds as much in this text."""
        if "unit_pattern" in self.__dict__:
            return self.unit_pattern
        close = "".join(text.split())
        return _any_of(tuple(unit for unit in self.units if "".join(unit.split()) in close))

    def unit_spelt(self, found: str) -> str:
        """A unit found in a text as the tables have it: `imei 注册` is the word `imei注册`."""
        spaced = " ".join(found.split())
        return spaced if any(spaced in table for table in self._tables) else _SPACED_SEAM.sub("", spaced)

    def warm(self, characters: int | None = None) -> None:
        """Make what would hold up the first question, for those who answer many, of so many characters together."""
        self.segmenter.warm(characters)
        _ = self.unit_pattern

    def as_json(self) -> dict[str, Any]:
        """For the build; `Lexicon(**json)` reads it back."""
        return {one.name: getattr(self, one.name) for one in fields(self)}


@lru_cache(maxsize=2)
def _all_of(units: tuple[str, ...]) -> re.Pattern[str] | None:
    """`_any_of`, kept for the next build of the same words."""
    return _any_of(units)


def _any_of(units: tuple[str, ...]) -> re.Pattern[str] | None:
    if not units:
        return None
    spelt = (_SEAM.sub(r"\\s{0,2}", r"\s+".join(map(re.escape, unit.split()))) for unit in units)
    by_first: dict[str, list[str]] = {}  # one look at a character rules out all but a few
    for unit, pattern in zip(units, spelt, strict=True):
        by_first.setdefault(unit[0], []).append(pattern)
    any_unit = "|".join(f"(?={re.escape(first)})(?:{'|'.join(patterns)})" for first, patterns in by_first.items())
    return re.compile(rf"(?<![a-z0-9.])(?:{any_unit})(?![a-z0-9]|\.[a-z])")


def lexicon(words: Words, facts: Facts, facets: Mapping[str, Iterable[str]]) -> Lexicon:
    """Everything folded once; `facets` are the values that articles have beside those we know."""
    known = {name: set(values) for name, values in facets.items()}
    known.setdefault("countries", set()).update(country.code for country in words.countries)
    known.setdefault("operators", set()).update(operator.id for operator in facts.operators)
    for facet in words.facets:
        known.setdefault(facet.field, set()).add(facet.id)
    equals: dict[str, list[str]] = {}
    widens: dict[str, list[str]] = {}
    for synonym in words.synonyms:
        table = equals if synonym.two_way else widens
        others = table.setdefault(fold(synonym.head), [])
        others.extend(w for w in map(fold, synonym.words) if w not in others)
    countries: dict[str, list[str]] = {}
    for country in words.countries:
        spelt = [fold(n) for n in (country.name, *country.aliases)]
        for name in spelt:
            countries.setdefault(name, []).append(country.code)
            others = equals.setdefault(name, [])
            others.extend(w for w in spelt if w != name and w not in others)
        for city in map(fold, country.cities):
            countries.setdefault(city, []).append(country.code)
    operators: dict[str, list[str]] = {}
    read = set(facets.get("countries", ()))
    for operator in facts.operators:
        if operator.status != "active":
            continue
        spelt = [fold(n) for n in (operator.name, *operator.aliases) if n not in operator.common]
        for name in spelt:
            operators.setdefault(name, []).append(operator.id)
            others = equals.setdefault(name, [])
            others.extend(w for w in spelt if w != name and w not in others)
        if read & set(operator.countries):  # or its old name would keep out the articles that do tell of it
            former = dict.fromkeys(fold(n) for n in operator.former if n not in operator.common)
            for name in (name for name in former if name not in spelt):  # in order: builds are compared by their bytes
                operators.setdefault(name, []).append(operator.id)
    made = Lexicon(
        dictionary={fold(word): count for word, count, _ in words.dictionary},
        names=sorted({fold(name) for name in words.names}),
        stop=sorted(map(fold, words.stop)),
        question=sorted(map(fold, words.question)),
        equals=equals,
        widens=widens,
        countries=countries,
        operators=operators,
        home={o.id: list(o.countries) for o in facts.operators},
        facets={name: sorted(values) for name, values in known.items()},
        local={fold(name): [country.code] for country in words.countries for name in country.services},
    )
    counted = made.segmenter.frequencies
    return replace(made, frequencies=counted.words, surplus=counted.surplus, total=counted.total)
