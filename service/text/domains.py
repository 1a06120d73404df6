"""Site addresses in folded text: hosts, the name somebody registered, and names made to look like another's.

The list of public suffixes (.kz, .com.tr, github.io) is that of publicsuffixlist, which asks no network.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from service.model import Fact, Facts
from service.text.beside import beside
from service.text.disguise import unmask
from service.text.later import later
from service.text.normalise import fold

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

#: How a name imitates another: letters that look alike, one letter off, the whole name inside another
#: address, or the brand beside a word of its own.
Trick = Literal["confusable", "typo", "inside", "beside"]

#: Letters of Latin, Greek and Cyrillic: a host is never glued to the Chinese before it.
_LETTER = r"a-z0-9\u00df-\u024f\u0370-\u03ff\u0400-\u052f"
_LABEL = rf"[{_LETTER}](?:[{_LETTER}-]{{0,61}}[{_LETTER}])?"
_HOST = later(
    rf"(?<![{_LETTER}@._/\\-])(?:(?P<scheme>https?)://(?:[^\s/?#@]{{0,64}}@)?)?"
    rf"(?P<host>(?:{_LABEL}\.){{1,6}}(?:[{_LETTER}]{{2,24}}|xn--[a-z0-9-]{{1,40}}))\.?(?![{_LETTER}@-])"
    r"(?P<path>(?::\d{1,5})?(?:[/?#][a-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]{0,300})?)"
)
_TARGET = later(r"(?:(?P<scheme>https?):)?//(?:(?P<user>[^/?#@\s]{0,200})@)?(?P<host>[^/?#:@\s]{1,253})", re.IGNORECASE)
_TRAILING = ".,;:!?)'"


@dataclass(frozen=True, slots=True)
class Host:
    """A host in folded text: its place with scheme and path, and its name without `www.`."""

    start: int
    end: int
    name: str
    scheme: str
    path: str


@dataclass(frozen=True, slots=True)
class Imitation:
    """What a host imitates: an official name, how, and the fact that says whose it is."""

    official: str
    trick: Trick
    fact: Fact


@cache
def _suffixes() -> "PublicSuffixList":
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList(accept_unknown=False)


def hosts(text: str) -> Iterator[Host]:
    """The hosts that folded text spells out, with a known public suffix; addresses of mail are none."""
    if "." not in text:
        return
    for found in _HOST.finditer(text):
        if registrable(found["host"]):
            path = found["path"].rstrip(_TRAILING)
            end = found.end() - len(found["path"]) + len(path)
            yield Host(found.start(), end, _bare(found["host"]), found["scheme"] or "", path)


def target(url: str) -> Host | None:
    """The host a link leads to; None for places on the same site, mail and the like."""
    folded = fold(url).strip()
    found = _TARGET.match(folded)
    return (
        Host(0, len(folded), _bare(found["host"]), found["scheme"] or "https", folded[found.end() :]) if found else None
    )


def borrowed(url: str) -> str:
    """What stands before the @ of an address, where a name is put that the address does not lead to."""
    found = _TARGET.match(fold(url).strip())
    return _bare(found["user"] or "") if found else ""


def _bare(host: str) -> str:
    return host.strip(".").removeprefix("www.")


@lru_cache(maxsize=4096)
def registrable(host: str) -> str:
    """The name somebody registered (kcell.kz of my.kcell.kz); empty for addresses without a public suffix."""
    try:
        return _suffixes().privatesuffix(host) or ""
    except (UnicodeError, ValueError):
        return ""


def label(name: str) -> str:
    """The part of a registrable name that is one's own: beeline of beeline.com.kz."""
    return name.partition(".")[0]


def readable(host: str) -> str:
    """A host with its xn-- labels as a browser shows them."""
    if "xn--" not in host:
        return host
    return ".".join(_decoded(part) for part in host.split("."))


def _decoded(part: str) -> str:
    try:
        return part.removeprefix("xn--").encode("ascii").decode("punycode") if part.startswith("xn--") else part
    except UnicodeError:
        return part


_TWINS = str.maketrans({"1": "l", "i": "l", "|": "l", "0": "o", "5": "s", "3": "e"})


@lru_cache(maxsize=4096)
def skeleton(name: str) -> str:
    """What a hurried eye reads: accents, foreign twins, 0 for o, 1 and i for l, rn for m are gone."""
    plain = "".join(c for c in unicodedata.normalize("NFD", unmask(name)) if not unicodedata.combining(c))
    return plain.translate(_TWINS).replace("rn", "m").replace("vv", "w")


@dataclass(frozen=True, eq=False)
class Sites:
    """Whose site is whose, by registrable name, and every name a source of the fact base stands on.

    `labels` are the official names by what is one's own in them, `skeletons` those labels as the eye reads them,
    `near` those labels by what is left of them without one letter, `joined` those labels without hyphens.
    """

    official: dict[str, Fact]
    known: frozenset[str]
    labels: dict[str, tuple[str, ...]]
    skeletons: dict[str, str]
    near: dict[str, frozenset[str]]
    joined: frozenset[str]

    def fact(self, host: str) -> Fact | None:
        """The fact that says whose site it is."""
        name = host
        while name:
            if name in self.official:
                return self.official[name]
            name = name.partition(".")[2]
        return None


@beside()
def sites(facts: Facts) -> Sites:
    """The official sites of a fact base."""
    official = {value: fact for fact in facts.facts.values() if fact.attribute == "domain" for value in fact.values}
    sources = [source for fact in facts.facts.values() for source in fact.sources]
    sources += [source for operator in facts.operators for source in operator.sources]
    cited = {registrable(_bare(urlsplit(source.url).hostname or "")) for source in sources}
    labels: dict[str, list[str]] = {}
    for name in official:
        if len(label(name)) >= _LEAST:
            labels.setdefault(label(name), []).append(name)
    return Sites(
        official,
        frozenset(cited) - set(official) - {""},
        {own: tuple(names) for own, names in labels.items()},
        {skeleton(own): own for own in labels},
        _near(own for own in labels if own not in _ORDINARY),
        frozenset(own.replace("-", "") for own in labels),
    )


def _near(labels: Iterable[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for own in labels:
        for short in _shorter(own):
            found.setdefault(short, set()).add(own)
    return {short: frozenset(these) for short, these in found.items()}


def _shorter(word: str) -> Iterator[str]:
    """The word, and the word without each of its letters."""
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


#: Shorter names are too near to others for anything to mean a trick.
_LEAST = 5
#: From here on one letter off is no other company; astel.kz and altel.kz are two.
_LONG = 7
#: No brand is longer; of longer names the rest cannot matter for one letter.
_LONGEST = 30
#: Ordinary words that are brands too: near them or beside another word is nothing.
_ORDINARY = frozenset(("smart", "hotlink", "activ"))
#: What is put before or after a brand to make an address of one's own.
_OWN_WORDS = later(
    r"(?:my|pay|top|up|recharge|refill|popolni|oplata|balance|bonus|gift|promo|login|signin|online|official|secure|verify"
    r"|services?|support|help|care|account|cabinet|lk|card|sim|esim|shop|store|app|apk|download|web|portal|id|site"
    r"|k[zg]|u[za]|ru|tr|cn|hk|vip){0,3}"
)


@beside(4096)
def imitated(known: Sites, host: str) -> Imitation | None:
    """Which official site a host is made to look like, if any; sites of the fact base imitate nobody."""
    name = registrable(host)
    if not name or known.fact(host) or name in known.known:
        return None
    own, _, suffix = readable(name).partition(".")
    if own in known.labels or own in known.joined:
        return None  # the brand's own name, under another suffix or without its hyphen, may well be the brand's
    for official, fact in known.official.items():
        if f".{host}".find(f".{official}.") >= 0 or f".{host}".find(f".{official}-") >= 0:
            return Imitation(official, "inside", fact)
    if twin := known.skeletons.get(skeleton(own)):
        return _of(known, twin, suffix, own, "confusable")
    close = {brand for short in _shorter(own[:_LONGEST]) for brand in known.near.get(short, ())}
    for brand in sorted(close):
        if _one_off(own, brand) and (len(brand) >= _LONG or any(o.endswith(f".{suffix}") for o in known.labels[brand])):
            return _of(known, brand, suffix, own, "typo")
    for brand in known.labels:
        if brand in own and brand not in _ORDINARY and _beside(own, brand):
            return _of(known, brand, suffix, own, "beside")
    return None


def _of(known: Sites, brand: str, suffix: str, own: str, trick: Trick) -> Imitation:
    """The official name meant: of the same suffix, or the country named beside the brand, else the first."""
    names = known.labels[brand]
    beside = own.replace(brand, "").replace("-", "")

    def near(name: str) -> tuple[bool, bool]:
        ending = name.partition(".")[2]
        return ending == suffix, ending.endswith(beside) and bool(beside)

    official = max(names, key=near)
    return Imitation(official, trick, known.official[official])


def _one_off(one: str, other: str) -> bool:
    """Whether one letter was added, left out or changed, or two swapped; in short names only a doubled
    letter or a swap counts. A number added makes another name."""
    if one == other or abs(len(one) - len(other)) > 1 or one.rstrip("0123456789") == other:
        return False
    if len(one) == len(other):
        differ = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        swapped = len(differ) == 2 and differ[1] == differ[0] + 1 and one[differ[0]] == other[differ[1]]
        return (swapped and one[differ[1]] == other[differ[0]]) or (len(differ) == 1 and len(other) >= _LONG)
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    at = next((at for at, (a, b) in enumerate(zip(longer, shorter, strict=False)) if a != b), len(shorter))
    if longer[:at] + longer[at + 1 :] != shorter:
        return False
    return len(other) >= _LONG or longer[at] in (longer[at - 1 : at], longer[at + 1 : at + 2])


def _beside(own: str, brand: str) -> bool:
    """Whether a name is a brand with a word of its own: beeline-kz, kcellpay, recharge-vodafone."""
    if brand in own.split("-"):
        return True
    before, _, after = own.replace("-", "").partition(brand)
    return bool(_OWN_WORDS.fullmatch(before) and _OWN_WORDS.fullmatch(after))
