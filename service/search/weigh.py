"""BM25 by field: how much each term says about a passage, finished at build time."""

import math
from collections import Counter
from collections.abc import Callable, Iterable

from service.search.engine import Doc, Entry

#: Times a field counts; the question a section answers says most.
FIELDS: dict[str, float] = {"section": 4.0, "title": 1.0, "path": 0.5, "body": 1.0}
#: How much a long field is held against it: a long heading says no less, a long body does.
LENGTH = {"section": 0.3, "title": 0.3, "path": 0.3, "body": 0.75}
K1 = 1.2
Terms = Callable[[str], Counter[str]]


def weigh(entries: Iterable[Entry], fold: Callable[[str], str], terms: Terms) -> list[Doc]:
    """Documents with the weight, rarity included, of every term.

    Rarity never falls to nothing: in a corpus about one country its name is in every passage, and a
    heading that has it still says more than one that has not.
    """
    items = [(entry, fold(entry.text), _fields(entry, fold, terms)) for entry in entries]
    average = {name: sum(sum(f[name].values()) for _, _, f in items) / (len(items) or 1) for name in FIELDS}
    having: Counter[str] = Counter()
    for _, _, fields in items:
        having.update(set().union(*fields.values()))
    rarity = {term: math.log(1 + len(items) / n) for term, n in having.items()}
    return [Doc(entry, folded, _weights(fields, average, rarity)) for entry, folded, fields in items]


def _fields(entry: Entry, fold: Callable[[str], str], terms: Terms) -> dict[str, Counter[str]]:
    section = "" if entry.section == entry.title else entry.section
    texts = {"section": section, "title": entry.title, "path": "\n".join(entry.path), "body": entry.body}
    return {name: terms(fold(text)) for name, text in texts.items()}  # a lead has no question of its own


def _weights(fields: dict[str, Counter[str]], average: dict[str, float], rarity: dict[str, float]) -> dict[str, float]:
    """Each field saturates by itself: a term in the question counts however often the body has it."""
    weights: dict[str, float] = {}
    for name, counts in fields.items():
        size, b = sum(counts.values()), LENGTH[name]
        norm = K1 * (1 - b + b * size / average[name]) if average[name] else K1
        for term, count in counts.items():
            weights[term] = weights.get(term, 0.0) + FIELDS[name] * count * (K1 + 1) / (count + norm)
    return {term: round(rarity[term] * weight, 5) for term, weight in weights.items()}
