"""What codes are called in the reader's language: countries with their flags, operators, kinds of card, topics."""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

from flask import current_app

from service.model import Facts, Words
from service.text.beside import beside
from service.web.asked import build, desks
from service.web.language import current, gettext, territory

#: Letters of a country's code as the letters that make a flag.
_FLAG = 0x1F1E6 - ord("A")


def flag(code: str) -> str:
    """The flag of a country as an emoji; where a system has none, it shows the two letters."""
    return "".join(chr(ord(letter) + _FLAG) for letter in code.upper()) if code.isascii() and code.isalpha() else ""


def country(code: str) -> str:
    """A country's name; the code where nobody knows one."""
    ours = _countries(desks().words).get(code)
    if ours and current() == "zh-Hans":
        return ours
    return territory(code) or (gettext(ours) if ours else code)


def operator(id: str) -> str:
    """An operator's name, with its flag where another country has one of that name."""
    return _operators(desks().facts).get(id, id)


def facet(field: str, id: str) -> str:
    """The name of a kind of card or a topic."""
    found = _facets(desks().words).get((field, id))
    return gettext(found) if found else id


@beside()
def _countries(words: Words) -> Mapping[str, str]:
    return {country.code: country.name for country in words.countries}


@beside()
def _facets(words: Words) -> Mapping[tuple[str, str], str]:
    return {(facet.field, facet.id): facet.name for facet in words.facets}


@beside()
def _operators(facts: Facts) -> Mapping[str, str]:
    alike = Counter(operator.name for operator in facts.operators)
    return {
        one.id: f"{one.name} {flag(one.countries[0])}" if alike[one.name] > 1 and one.countries else one.name
        for one in facts.operators
    }


def named(parameter: str, value: str) -> str:
    """The name of a value of a search parameter: country, operator, kind, topic."""
    match parameter:
        case "country":
            return f"{flag(value)} {country(value)}".strip()
        case "operator":
            return operator(value)
        case _:
            return facet(f"{parameter}s", value)


def own(parameter: str, value: str) -> str:
    """The name of a country, kind or topic as articles have it, whatever the reader's language: what to search for."""
    if parameter == "country":
        return _countries(desks().words).get(value, value)
    return _facets(desks().words).get((f"{parameter}s", value), value)


def counts() -> dict[str, dict[str, int]]:
    """Articles of the build by country and topic, the most first."""
    kept = current_app.extensions.get("counts")
    name = build().manifest.build
    if kept is None or kept[0] != name:
        kept = current_app.extensions["counts"] = (name, _counted(build().articles.values()))
    counted: dict[str, dict[str, int]] = kept[1]
    return counted


def _counted(pages: Collection[Mapping[str, Any]]) -> dict[str, dict[str, int]]:
    found = {
        "topic": Counter(value for page in pages for value in page["topics"]),
        "country": Counter(value for page in pages for value in page["countries"]),
    }
    return {name: dict(sorted(some.items(), key=lambda one: (-one[1], one[0]))) for name, some in found.items()}
