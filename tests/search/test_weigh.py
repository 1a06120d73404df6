"""Weights are those of the sum written out, whatever way they are sorted and added up."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from service.search import weigh
from service.search.analysis import ASKED
from service.search.columns import FULL
from tests.search import builds

WORD = st.sampled_from(["充值", "余额", "护照", "kcell", "5g"])
PASSAGE = st.tuples(*[st.lists(WORD, max_size=6).map(" ".join)] * 5)


def by_hand(rows: list[tuple[str, ...]]) -> dict[tuple[str, int], float]:
    """What each term weighs in each passage, one sum after the other."""
    found: dict[tuple[str, int], float] = {}
    for at, field in enumerate(weigh.FIELDS):
        counts = [Counter(row[at].split()) for row in rows]
        lengths = [sum(count.values()) for count in counts]
        average = sum(lengths) / len(rows)
        for doc, count in enumerate(counts):
            for term, many in count.items():
                k1, b = weigh.K1[field], weigh.LENGTH[field]
                held = k1 * (1 - b + b * lengths[doc] / average)
                said = weigh.FIELDS[field] * many * (k1 + 1) / (many + held)
                found[term, doc] = found.get((term, doc), 0.0) + said
    having = Counter(term for term, _ in found)
    return {key: weight * float(np.log(1 + len(rows) / having[key[0]])) for key, weight in found.items()}


def _new(row: tuple[str, ...]) -> str:
    """Of other wordings counts what the passage itself does not say, by terms of its own."""
    known = {word for text in row[:4] for word in text.split()}
    return " ".join(ASKED + word for word in row[4].split() if word not in known)


@given(rows=st.lists(PASSAGE, min_size=1, max_size=12))
def test_each_weight_is_the_sum_over_its_fields_times_its_rarity(rows: list[tuple[str, ...]]) -> None:
    entries = [
        builds.entry(str(n), title, body, section=section, path=(path,), asked=(asked,) if asked else ())
        for n, (section, title, path, body, asked) in enumerate(rows)
    ]
    columns = weigh.weigh(entries, str, lambda text: Counter(text.split()))
    # the section of a lead, the same text as its title, says nothing of its own
    wanted = by_hand([("" if row[0] == row[1] else row[0], *row[1:4], _new(row)) for row in rows])
    found = {(term, doc): weight for doc, row in enumerate(columns) for term, weight in row.weights.items()}
    tops = {term: max(weight for (one, _), weight in wanted.items() if one == term) for term, _ in wanted}

    assert found.keys() == wanted.keys()
    for key, weight in wanted.items():
        assert abs(found[key] - weight) <= tops[key[0]] / FULL + 1e-6


@given(counts=st.lists(st.integers(1, 2**31 - 1), max_size=40), spread=st.sampled_from([1, 2**20, 2**50]))
def test_places_are_sorted_alike_whether_or_not_they_fit_into_one_number_with_their_counts(
    counts: list[int], spread: int
) -> None:
    places = np.random.default_rng(len(counts)).permutation(len(counts)).astype(np.int64) * spread
    many = np.array(counts, np.int64)
    rising, sorted_counts = weigh._sorted(places.copy(), many.copy())

    order = np.argsort(places)
    assert rising.tolist() == places[order].tolist()
    assert sorted_counts.tolist() == many[order].tolist()
