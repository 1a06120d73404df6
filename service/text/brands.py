"""Names of operators and of countries in folded text, and which operator works where."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from service.model import Facts, Words
from service.text.beside import beside
from service.text.later import later
from service.text.normalise import folded
from service.text.places import tight
from service.text.terms import Terms

#: Where readers come from; whose operators they compare others with.
HOME = "CN"
#: What stands between two names of an enumeration.
_JOINED = later(r"[”\"'》」*]?(?:\([^()\n]{0,40}\))?(?:[、,/;和与及或&|]|以及|还有){1,2}[“\"'《「*]?")
_OPENED = later(
    r"(?:运营商|电信公司|移动公司|通信公司|电信商|品牌)[^,。!?;\n]{0,6}?(?::|包括|分别是|有|是|为|如|\()?[“\"'《「]?\Z"
)
_TITLED = later(
    r"(?:的|这家)?(?:移动|电信|通信)?(?:运营商|电信公司|营业厅|门店|sim卡)|是[^,。!?;:\n]{0,14}?(?:运营商|电信公司)"
)


@dataclass(frozen=True)
class Brands:
    """Every spelling of an operator's name; keys are as `key` gives them.

    `rows` are the operators a name may mean, `homes` the countries where its brand works (rows of one
    brand add up), `works` those of them where it still does, `known` the countries whose market is listed: two active operators at least. `common`
    are the spellings, as given, of names that are ordinary words too.
    """

    terms: Terms
    spelt: dict[str, str]
    rows: dict[str, frozenset[str]]
    homes: dict[str, frozenset[str]]
    works: dict[str, frozenset[str]]
    known: frozenset[str]
    common: dict[str, frozenset[str]]

    def find(self, text: str, written: Callable[[int, int], str]) -> list[tuple[int, int, str]]:
        """Start, end and name of every operator in folded text; `written` gives a piece as its author spelt it.

        A name that is an ordinary word counts in its own spelling, beside another operator or the word 运营商.
        """
        hits = [
            hit
            for hit in self.terms.find(text)
            if hit[2] not in self.common or written(hit[0], hit[1]) in self.common[hit[2]]
        ]
        sure = [name not in self.common or _called(text, start, end) for start, end, name in hits]
        for order in (range(1, len(hits)), range(len(hits) - 2, -1, -1)):
            for nth in order:
                beside = nth - order.step
                if sure[beside] and not sure[nth]:
                    one, other = sorted((hits[nth], hits[beside]))
                    sure[nth] = _JOINED.fullmatch(text, one[1], other[0]) is not None
        return [hit for hit, known in zip(hits, sure, strict=True) if known]


@dataclass(frozen=True)
class Lands:
    """Every spelling of a country or of a city that points to it."""

    terms: Terms
    codes: dict[str, str]
    names: dict[str, str]

    @cached_property
    def ids(self) -> dict[str, frozenset[str]]:
        """The code of each spelling, as names of operators have theirs."""
        return {name: frozenset((code,)) for name, code in self.codes.items()}

    def named(self, text: str) -> set[str]:
        """The codes of the countries that folded text names."""
        return {self.codes[name] for _, _, name in self.terms.find(text)}


@lru_cache(8192)
def key(name: str) -> str:
    """A name as sentences without typesetting spaces show it."""
    return tight(folded(name))


@beside()
def brands(facts: Facts) -> Brands:
    """The operators of a fact base, ready for matching."""
    rows: dict[str, set[str]] = {}
    homes: dict[str, set[str]] = {}
    shared: dict[str, set[str]] = {}
    common: dict[str, set[str]] = {}
    for operator in facts.operators:
        shared.setdefault(folded(operator.brand), set()).update(operator.countries)
        for name in operator.common:
            common.setdefault(key(name), set()).add(name)
    spelt: dict[str, str] = {}
    for operator in facts.operators:
        for name in (*operator.names, *operator.common):
            spelt.setdefault(key(name), name)
    plain = {key(name) for operator in facts.operators for name in operator.names}
    for operator in facts.operators:
        for name in map(key, (*operator.names, *operator.common)):
            rows.setdefault(name, set()).add(operator.id)
            homes.setdefault(name, set()).update(shared[folded(operator.brand)], shared.get(name, ()))
    gone: dict[str, set[str]] = {}
    for operator in facts.operators:
        if operator.status == "former":
            for name in map(key, operator.names):
                gone.setdefault(name, set()).update(operator.countries)
    active = [operator for operator in facts.operators if operator.status == "active"]
    codes = [code for operator in active for code in operator.countries]
    return Brands(
        Terms(rows),
        spelt,
        {name: frozenset(ids) for name, ids in rows.items()},
        {name: frozenset(there) for name, there in homes.items()},
        {name: frozenset(there - gone.get(name, set())) or frozenset(there) for name, there in homes.items()},
        frozenset(code for code in codes if codes.count(code) >= 2 and code != HOME),
        {name: frozenset(spelt) for name, spelt in common.items() if name not in plain},
    )


def _called(text: str, start: int, end: int) -> bool:
    """Whether a name is called an operator by the words around it."""
    return _OPENED.search(text, max(0, start - 20), start) is not None or _TITLED.match(text, end) is not None


@beside()
def lands(words: Words) -> Lands:
    """The countries of the word lists, ready for matching."""
    codes = {folded(name): land.code for land in words.countries for name in (land.name, *land.aliases, *land.cities)}
    return Lands(Terms(codes), codes, {land.code: land.name for land in words.countries})
