"""Names of operators and of countries in folded text, and which operator works where."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from service.model import Facts, Words
from service.text.normalise import fold
from service.text.terms import Terms


@dataclass(frozen=True)
class Brands:
    """Every spelling of an operator's name; keys are folded.

    `rows` are the operators a name may mean, `homes` the countries where its brand works (rows of one
    brand add up), `known` the countries whose market is listed: two active operators at least.
    """

    pattern: re.Pattern[str]
    terms: Terms
    spelt: dict[str, str]
    rows: dict[str, frozenset[str]]
    homes: dict[str, frozenset[str]]
    known: frozenset[str]


@dataclass(frozen=True)
class Lands:
    """Every spelling of a country or of a city that points to it."""

    pattern: re.Pattern[str]
    terms: Terms
    codes: dict[str, str]
    names: dict[str, str]

    def named(self, text: str) -> set[str]:
        """The codes of the countries that folded text names."""
        return {self.codes[found[0]] for found in self.pattern.finditer(text)}


@lru_cache(maxsize=4)
def brands(facts: Facts) -> Brands:
    """The operators of a fact base, ready for matching."""
    rows: dict[str, set[str]] = {}
    homes: dict[str, set[str]] = {}
    shared: dict[str, set[str]] = {}
    for operator in facts.operators:
        shared.setdefault(fold(operator.brand), set()).update(operator.countries)
    for operator in facts.operators:
        for name in map(fold, operator.names):
            rows.setdefault(name, set()).add(operator.id)
            homes.setdefault(name, set()).update(shared[fold(operator.brand)], shared.get(name, ()))
    active = [operator for operator in facts.operators if operator.status == "active"]
    codes = [code for operator in active for code in operator.countries]
    return Brands(
        _any_of(rows),
        Terms(rows),
        {fold(name): name for operator in facts.operators for name in operator.names},
        {name: frozenset(ids) for name, ids in rows.items()},
        {name: frozenset(there) for name, there in homes.items()},
        frozenset(code for code in codes if codes.count(code) >= 2),
    )


@lru_cache(maxsize=4)
def lands(words: Words) -> Lands:
    """The countries of the word lists, ready for matching."""
    codes = {fold(name): land.code for land in words.countries for name in (land.name, *land.aliases, *land.cities)}
    return Lands(_any_of(codes), Terms(codes), codes, {land.code: land.name for land in words.countries})


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(_alone, longest_first)) or r"(?!)")


def _alone(name: str) -> str:
    """A Latin name must not be part of a longer word; its first letter comes first, so that `re` can skip to it."""
    first = re.escape(name[0])
    left = rf"(?<![a-z0-9]{first})" if name[0].isascii() and name[0].isalnum() else ""
    right = r"(?![a-z0-9])" if name[-1].isascii() and name[-1].isalnum() else ""
    return first + left + re.escape(name[1:]) + right
