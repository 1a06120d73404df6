"""The short cut to the first hits gives what looking at every passage gives, on corpora that nobody chose."""

import math
import mmap
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.model import Verdict
from service.search import analysis, leading, rank, scoring
from service.search import weigh as by
from service.search.analysis import ASKED
from service.search.columns import Columns, sorts
from service.search.engine import ENOUGH, RELAXED, Alternative, Doc, Entry, Group, Plan, Scored
from service.search.engines.whoosh import Engine
from service.search.scoring import Arrays
from service.search.ways import by_wording
from service.text.normalise import fold
from tests.search import builds

WORDS = ["充值", "流量", "套餐", "漫游", "余额", "500", "kcell"]
CHARS = ["卡", "买", "办"]
COUNTRIES = ["KZ", "KG"]

said = st.lists(st.sampled_from([*WORDS, *CHARS, *CHARS]), min_size=1, max_size=8).map("，".join)
passages = st.builds(
    partial(builds.entry, path=()),
    article=st.sampled_from([f"a{n}" for n in range(12)]),
    title=said,
    body=said,
    anchor=st.sampled_from("pqrst"),
    countries=st.lists(st.sampled_from(COUNTRIES), max_size=2, unique=True).map(tuple),
    operators=st.sampled_from([(), (), ("kcell",)]),
    named=st.sampled_from([(), (), ("kcell",), ("beeline",)]),
    asked=st.lists(st.sampled_from(WORDS), max_size=2).map(tuple),
    verdict=st.builds(Verdict, st.integers(0, 2), st.integers(0, 1), st.none() | st.just(date(2026, 1, 2))),
)


def alternative(word: str, number: int) -> Alternative:
    """As the parser makes them: the exact word first, then equals, then wider ones."""
    han = not word.isascii()
    needs = tuple("2" + word[i : i + 2] for i in range(len(word) - 1)) or ("1" + word,) if han else ("w" + word,)
    scored = tuple(dict.fromkeys((*("1" + c for c in word), *needs, "w" + word))) if han else needs
    kind = ("exact", "synonym", "synonym")[number]
    return Alternative(word, needs, scored, kind, (1.0, 0.9, 0.6)[number], (0, 0, 1)[number])  # type: ignore[arg-type]


@st.composite
def groups(draw: st.DrawFn) -> Group:
    words = draw(st.lists(st.sampled_from([*WORDS, *CHARS, "护照"]), min_size=1, max_size=3, unique=True))
    countries = draw(st.sampled_from([frozenset[str](), frozenset[str](), frozenset({"KZ"})]))
    operators = frozenset({"kcell"}) if words[0] == "kcell" else frozenset[str]()
    ways = tuple(alternative(w, n) for n, w in enumerate(words))
    if draw(st.booleans()):
        ways += tuple(by_wording(way) for way in ways if not way.rank)
    return Group(words[0], ways, countries, operators)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    asked = tuple(draw(st.lists(groups(), min_size=1, max_size=4, unique_by=lambda group: group.text)))
    others = draw(st.lists(st.sampled_from([*WORDS, *CHARS]), max_size=4))  # as question words: no group has them
    said = [*(group.text for group in asked), *others, *others]
    bag = tuple(term for word in said for term in alternative(word, 0).scored)
    bag += tuple(ASKED + term for term in bag)
    filters = draw(st.sampled_from([(), (), (), (("countries", "KZ"),), (("countries", "KG|KZ"),)]))
    must_not = draw(st.sampled_from([(), (), (), (alternative("漫游", 0),)]))
    home = draw(st.sampled_from([frozenset[str](), frozenset({"KZ"})]))
    return Plan(asked, bag, (), must_not, filters, home)


def arrays(columns: Columns) -> Arrays:
    return Arrays(columns.entries, columns.folded, columns.terms, columns.postings, sorts(columns.entries))


def by_force(columns: Columns, plan: Plan) -> list[Scored]:
    """What `Arrays.ask` promises, passage by passage and word by word."""
    docs = list(columns)
    found = []
    having = {id(a): sum(_meets(doc, a) for doc in docs) for group in plan.groups for a in group.alternatives}
    mets = {group.text: [_met(doc, group) for doc in docs] for group in plan.groups}
    for number, doc in enumerate(docs):
        entry = doc.entry
        place = number - next(n for n, other in enumerate(docs) if other.entry.article == entry.article)
        score = coverage = total = 0.0
        kept, met = 1.0, list[Alternative | None]()
        for group in plan.groups:
            by = mets[group.text][number]
            meeting = sum(one is not None for one in mets[group.text])
            importance = scoring.importance(group.text, meeting, len(docs))
            total += importance
            if by is None and group.operators & set(entry.operators):
                by = group.alternatives[0]
                coverage += importance * scoring.IMPLIED
            elif by is not None:
                coverage += importance
                score += max(_worth(doc, a, group, having, len(docs)) for a in group.alternatives)
            if by is None and leading._DIGITS.fullmatch(group.text) and len(plan.groups) <= leading.SHORT:
                kept *= leading.OTHER_NUMBER
            met.append(by)
        score += leading.bagged(len(plan.groups)) * sum(doc.weights.get(term, 0.0) for term in plan.bag)
        if entry.named and not plan.operators & set(entry.named):
            score *= leading.SPECIAL
        asked = bool(plan.home or plan.countries)
        if asked != bool(entry.countries):
            score *= leading.NOWHERE if asked else leading.SOMEWHERE
        score *= 1 - scoring.EARLY * min(place, scoring.LATE)
        if plan.countries and entry.countries and not plan.countries & set(entry.countries):
            kept *= leading.ELSEWHERE
        allowed = all(set(value.split("|")) & set(getattr(entry, field)) for field, value in plan.filters)
        if plan.home and entry.countries and not plan.home & set(entry.countries):
            continue
        if allowed and any(met) and not any(_meets(doc, a) for a in plan.must_not):
            found.append(Scored(entry, doc.folded, round(score, 4), coverage / total * kept, tuple(met)))
    return found


def _meets(doc: Doc, alternative: Alternative) -> bool:
    return all(term in doc.weights for term in alternative.needs)


def _met(doc: Doc, group: Group) -> Alternative | None:
    if group.countries & set(doc.entry.countries):
        return group.alternatives[0]
    return next((a for a in group.alternatives if _meets(doc, a)), None)


def _worth(doc: Doc, alternative: Alternative, group: Group, having: dict[int, int], size: int) -> float:
    first = alternative is group.alternatives[0]
    if not (_meets(doc, alternative) or (first and group.countries & set(doc.entry.countries))):
        return 0.0
    exact = having[id(group.alternatives[0])]
    rarity = scoring.importance(group.text, exact, size) if exact else math.inf
    rarity /= scoring.importance(group.text, having[id(alternative)], size)
    mean = sum(doc.weights.get(term, 0.0) for term in alternative.scored) / len(alternative.scored)
    return mean * alternative.weight * scoring.share(group) * min(1.0, rarity)


def _shown(scored: Scored) -> tuple[object, ...]:
    met = [a and a.text for a in scored.met]
    return scored.entry.article, scored.entry.anchor, scored.missing, met, round(scored.score, 3)


@settings(max_examples=120, deadline=None)
@given(st.lists(passages, min_size=1, max_size=40), plans())
def test_every_passage_scores_as_worked_out_by_hand(entries: list[Entry], plan: Plan) -> None:
    columns = builds.weighed(entries)
    wanted = by_force(columns, plan)
    found = list(arrays(columns).ask(plan))

    assert [s.entry for s in found] == [s.entry for s in wanted]
    assert [[a and a.text for a in s.met] for s in found] == [[a and a.text for a in s.met] for s in wanted]
    assert [s.score for s in found] == pytest.approx([s.score for s in wanted], abs=2e-3)
    assert [s.coverage for s in found] == pytest.approx([s.coverage for s in wanted], rel=1e-5)


def _complete(everything: list[Scored]) -> list[Scored]:
    """What has all words; where few articles have, everything."""
    whole = [s for s in everything if s.level < RELAXED]
    return whole if len({s.entry.article for s in whole}) >= ENOUGH else everything


@settings(max_examples=300, deadline=None)
@given(
    st.lists(passages, min_size=1, max_size=60),
    plans(),
    st.sampled_from([1, 2, 3, 10, 50]),
    st.sampled_from([(2_000, 10, 500), (0, 0, 500), (0, 0, 0), (8, 0, 0), (3, 0, 2)]),
)
def test_the_first_are_the_first_of_all_whatever_is_ruled_out_on_the_way(
    entries: list[Entry], plan: Plan, first: int, cost: tuple[int, int, int]
) -> None:
    """With nothing taken for rare every term is looked up late, for those that can still come first."""
    found = arrays(builds.weighed(entries)).ask(plan)
    everything = list(found)
    complete = _complete(everything)
    rare, per_passage, few = cost
    with patch.multiple(leading, RARE=rare, PER_PASSAGE=per_passage, FEW=few, HANDFUL=few):
        led = found.leading(first, rank.EQUAL)
        whole = found.leading(first, rank.EQUAL, complete=True)

    wanted = rank.ordered(everything, first)[:first]
    assert [*map(_shown, rank.ordered(led, first)[:first])] == [*map(_shown, wanted)]
    wanted = rank.ordered(complete, first)[:first]
    assert [*map(_shown, rank.ordered(whole, first)[:first])] == [*map(_shown, wanted)]


@settings(max_examples=60, deadline=None)
@given(st.lists(passages, min_size=1, max_size=60), plans(), st.sampled_from([1, 3, 50]), st.sampled_from([0.0, 2.0]))
def test_the_passages_of_an_article_are_the_same_whether_it_leads_or_not(
    entries: list[Entry], plan: Plan, first: int, least: float
) -> None:
    """Those of articles that lead are scored together, those of others alone."""
    asked = arrays(builds.weighed(entries))
    found = asked.ask(plan)
    found.leading(first, rank.EQUAL)

    for id in {e.article for e in entries} | {"nowhere"}:
        alone = [s for s in asked.ask(plan) if s.entry.article == id and s.value >= least]
        assert [*map(_shown, found.passages(id, least))] == [*map(_shown, alone)]
        assert [*map(_shown, asked.ask(plan).passages(id, least))] == [*map(_shown, alone)]


@settings(max_examples=60, deadline=None)
@given(st.lists(passages, min_size=1, max_size=30), plans())
def test_counts_and_facets_are_those_of_all_that_is_found(entries: list[Entry], plan: Plan) -> None:
    asked = arrays(builds.weighed(entries))
    found = asked.ask(plan)
    everything = list(found)
    complete = _complete(everything)
    articles = {s.entry.article for s in complete}
    first = {id: next(e for e in entries if e.article == id) for id in articles}
    total, facets = found.shown()

    assert (total, len(found), bool(found)) == (len(articles), len(everything), bool(everything))
    for country in COUNTRIES:
        assert facets["countries"].get(country, 0) == sum(country in e.countries for e in first.values())
    for id in {e.article for e in entries} | {"nowhere"}:
        assert found.holds(id) == any(s.entry.article == id for s in everything)


def test_levels_and_values_mean_what_a_hit_says_of_itself() -> None:
    """`leading` works out in columns what `Scored` works out for one; were they to differ, order would."""
    entries = [builds.entry(f"a{n}", "充值" * (n % 3) + "流量", "套餐" * (n % 5) + "卡") for n in range(30)]
    plan = Plan(
        (Group("充值", (alternative("充值", 0),)), Group("套餐", (alternative("套餐", 0),))), ("2充值", "2套餐")
    )
    found = arrays(builds.weighed(entries)).ask(plan)
    looked = found._everything

    lacking = [(s, v) for s, v in zip(found, found._values(looked), strict=True) if s.missing]
    assert lacking
    for scored, value in lacking:
        assert scored.level == RELAXED
        assert scored.value == pytest.approx(value, abs=1e-3)


# Weights -------------------------------------------------------------------------------------------


@settings(max_examples=100, deadline=None)
@given(st.lists(passages, max_size=25))
def test_weights_are_bm25_by_field_to_a_65535th_of_the_terms_largest(entries: list[Entry]) -> None:
    columns = builds.weighed(entries)
    fields = [
        {
            "section": Counter[str](),
            "title": _terms(e.title),
            "path": Counter[str](),
            "body": _terms(e.body),
            "asked": _new(e),
        }
        for e in entries
    ]
    average = {n: sum(f[n].total() for f in fields) / len(fields) for n in by.FIELDS} if fields else {}
    exact: list[dict[str, float]] = []
    for field in fields:
        weights: dict[str, float] = {}
        for name, counts in field.items():
            b = by.LENGTH[name]
            norm = by.K1[name] * (1 - b + b * counts.total() / average[name]) if average[name] else 0
            for term, count in counts.items():
                weights[term] = weights.get(term, 0) + by.FIELDS[name] * count * (by.K1[name] + 1) / (count + norm)
        exact.append(weights)
    having = Counter(term for weights in exact for term in weights)
    exact = [{t: w * math.log(1 + len(entries) / having[t]) for t, w in weights.items()} for weights in exact]
    top = {term: max(weights.get(term, 0) for weights in exact) for term in having}

    assert list(columns.terms) == sorted(having)
    for doc, weights in zip(columns, exact, strict=True):
        assert doc.weights.keys() == weights.keys()
        for term, weight in weights.items():
            assert doc.weights[term] == pytest.approx(weight, abs=top[term] * (2**-17 + 2**-23) + 1e-12)


def _terms(text: str) -> Counter[str]:
    return analysis.terms(fold(text), builds.known())


def _new(entry: Entry) -> Counter[str]:
    known = _terms(entry.text)
    return Counter({ASKED + t: n for t, n in _terms("\n".join(entry.asked)).items() if t not in known})


def test_texts_are_asked_for_article_by_article() -> None:
    """Who gives the entries may remember their texts for each article, and forget them at the next."""
    now = [""]

    def each() -> Iterator[Entry]:
        for entry in builds.entries([("充值", "怎么充值"), ("流量", "买流量"), ("漫游", "关漫游")]):
            now[0] = entry.text
            yield entry

    def noted(text: str) -> str:
        assert text in now[0]
        return fold(text)

    assert len(by.weigh(each(), noted, _terms)) == 3


# Sharing -------------------------------------------------------------------------------------------


def test_postings_and_texts_are_mapped_not_read(tmp_path: Path) -> None:
    Engine.build(tmp_path, builds.weighed(builds.entries([("充值", "怎么充值"), ("流量", "买流量")])))
    asked = Engine(tmp_path)._arrays

    for column in (asked._docs, asked._impacts, asked.article):
        base: object = column
        while not isinstance(base, mmap.mmap | None):
            base = getattr(base, "base", getattr(base, "obj", None))
        assert isinstance(base, mmap.mmap), "every worker would have a copy of its own"
