"""The order of answers: words before scores, and the verdict only between equals."""

import dataclasses
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.jobs.ask import ask
from service.model import MATCHES, Match, Verdict
from service.search.engine import Alternative, Group, Scored
from service.search.rank import CLEARLY, EQUAL, by_verdict, confidence, good_enough, match_of, missing, ordered, shown
from service.search.shelf import Shelf
from tests.search import builds

#: An equal is a synonym both ways: it ranks with the exact word, and is labelled all the same.
KINDS: dict[str, tuple[Match, int]] = {
    "exact": ("exact", 0),
    "equal": ("synonym", 0),
    "synonym": ("synonym", 1),
    "spelling": ("spelling", 2),
    "pinyin": ("pinyin", 3),
}


def scored(article: str, score: float, errors: int = 0, warnings: int = 0, *kinds: str | None) -> Scored:
    """What an engine found; without kinds of match, one exact word met."""
    met = tuple(_met(kind) if kind else None for kind in kinds or ("exact",))
    coverage = sum(m is not None for m in met) / len(met)
    return Scored(builds.entry(article, "t", "b", verdict=Verdict(errors, warnings)), "b", score, coverage, met)


def _met(kind: str) -> Alternative:
    match, rank = KINDS[kind]
    return Alternative(kind, (kind,), (kind,), match, 1.0, rank)


def order(*found: Scored) -> list[str]:
    return [one.entry.article for one in ordered(found, 50)]


# The verdict between equals ------------------------------------------------------------------------


@pytest.mark.parametrize("score", [10.0, 9.5, 9.0])
def test_up_to_ten_percent_apart_the_better_verdict_comes_first(score: float) -> None:
    assert order(scored("faulty", 10.0, 1), scored("clean", score)) == ["clean", "faulty"]


@pytest.mark.parametrize("score", [8.9, 8.99, 5.0])
def test_more_than_ten_percent_apart_the_better_score_comes_first(score: float) -> None:
    assert order(scored("faulty", 10.0, 1), scored("clean", score)) == ["faulty", "clean"]


def test_one_error_weighs_more_than_any_warnings_and_fewer_warnings_are_better() -> None:
    found = (
        scored("error", 10.0, 1, 0),
        scored("warnings", 9.8, 0, 9),
        scored("warning", 9.6, 0, 1),
        scored("clean", 9.4),
    )

    assert order(*found) == ["clean", "warning", "warnings", "error"]


def test_equal_verdicts_leave_the_order_of_scores() -> None:
    assert order(scored("a", 9.5), scored("b", 10.0), scored("c", 9.2)) == ["b", "a", "c"]


@pytest.mark.parametrize("match", MATCHES[1:])
def test_a_weaker_match_never_comes_before_an_exact_one_for_its_verdict(match: Match) -> None:
    assert order(scored("faulty", 10.0, 3), scored("clean", 10.0, 0, 0, match)) == ["faulty", "clean"]
    assert order(scored("faulty", 10.0, 3), scored("clean", 99.0, 0, 0, match)) == ["faulty", "clean"]


def test_what_lacks_a_word_never_comes_before_what_has_all_for_its_verdict() -> None:
    assert order(scored("faulty", 1.0, 9, 9, "exact", "pinyin"), scored("clean", 99.0, 0, 0, "exact", None)) == [
        "faulty",
        "clean",
    ]


def test_a_better_verdict_moves_past_its_equals_only() -> None:
    found = scored("best", 20.0, 5), scored("faulty", 10.0, 1), scored("clean", 9.5)

    assert order(*found) == ["best", "clean", "faulty"]


def test_a_faulty_answer_stands_behind_its_clean_equal_whatever_lies_between() -> None:
    found = scored("faulty", 10.0, 1), scored("other kind", 9.9, 1, 0, "equal"), scored("clean", 9.8)

    assert order(*found) == ["clean", "faulty", "other kind"]


def test_the_words_that_lack_least_come_first_among_the_incomplete() -> None:
    one = scored("one", 8.2, 0, 0, "exact", None, None)
    two = scored("two", 8.0, 0, 0, "exact", "exact", None)

    assert order(one, two) == ["two", "one"]


def test_equal_scores_are_ordered_by_name_so_that_answers_repeat() -> None:
    found = [scored(name, 1.0) for name in "cab"]

    assert order(*found) == order(*reversed(found)) == ["a", "b", "c"]


FOUND = st.lists(
    st.builds(
        scored,
        st.uuids().map(str),
        st.floats(0.01, 100.0).map(lambda score: round(score, 4)),
        st.integers(0, 2),
        st.integers(0, 2),
        st.sampled_from(sorted(KINDS)),
        st.sampled_from([None, "exact", "exact", "exact"]),
    ),
    max_size=30,
)


@given(FOUND, st.integers(1, 40))
def test_the_verdict_moves_nothing_but_equals(found: list[Scored], first: int) -> None:
    before = ordered((dataclasses.replace(f, entry=dataclasses.replace(f.entry, verdict=Verdict())) for f in found), 50)
    rank = {one.entry.article: place for place, one in enumerate(before)}
    after = ordered(found, first)

    assert sorted(rank) == sorted(one.entry.article for one in after)
    for ahead, behind in _overtaken(after, rank):
        reasons = [one for one in after if rank[one.entry.article] <= rank[behind.entry.article]]
        assert any(_equal(one, ahead) and ahead.entry.verdict.rank < one.entry.verdict.rank for one in reasons)


def _equal(one: Scored, other: Scored) -> bool:
    """What the contract calls answering equally well."""
    same = (one.level, one.missing, match_of(one)) == (other.level, other.missing, match_of(other))
    return same and abs(one.score - other.score) <= EQUAL * max(one.score, other.score) + 1e-9


def _overtaken(after: Sequence[Scored], rank: dict[str, int]) -> list[tuple[Scored, Scored]]:
    """Pairs that stand the other way round than without verdicts."""
    pairs = [(ahead, behind) for place, ahead in enumerate(after) for behind in after[place + 1 :]]
    return [pair for pair in pairs if rank[pair[0].entry.article] > rank[pair[1].entry.article]]


@given(FOUND, st.integers(1, 40), st.integers(1, 40))
def test_a_longer_page_begins_like_a_shorter_one(found: list[Scored], first: int, more: int) -> None:
    assert ordered(found, first)[:first] == ordered(found, first + more)[:first]


@given(FOUND)
def test_neighbours_that_are_equal_stand_in_the_order_of_their_verdicts(found: list[Scored]) -> None:
    """The other side: no answer stands directly behind an equal with a worse verdict."""
    settled = by_verdict(ordered(found, 50), 50)
    for ahead, behind in pairwise(settled):
        if _equal(ahead, behind) and ahead.score == behind.score and ahead.value == behind.value:
            assert ahead.entry.verdict.rank <= behind.entry.verdict.rank


# Passages and articles -----------------------------------------------------------------------------


def test_an_article_is_shown_once_with_its_best_passage() -> None:
    passages = [scored("one", 1.0), scored("two", 2.0), scored("one", 3.0)]
    best = ordered(passages, 50)

    assert [(b.entry.article, b.score) for b in best] == [("one", 3.0), ("two", 2.0)]


def test_the_weakest_word_says_what_kind_of_match_it_is() -> None:
    assert match_of(scored("a", 1.0, 0, 0, "exact", "spelling", "synonym")) == "spelling"
    assert match_of(scored("a", 1.0, 0, 0, "exact", None)) == "exact"


def test_the_words_that_were_not_met_are_named() -> None:
    assert missing(scored("a", 1.0, 0, 0, "exact", None, None), ("充值", "火箭", "月亮")) == ("火箭", "月亮")


def asked(*words: str) -> list[Group]:
    return [Group(word, (Alternative(word, (word,), (word,)),)) for word in words]


OURS = frozenset({"充值", "到账"})


def test_half_of_a_question_is_no_answer() -> None:
    assert good_enough(scored("a", 9.0, 0, 0, "exact", "exact"), asked("充值", "到账"), OURS)
    assert not good_enough(scored("a", 9.0, 0, 0, "exact", None), asked("充值", "到账"), OURS)


def test_a_question_without_a_word_of_ours_is_answered_only_by_a_heading_that_asks_it() -> None:
    found = scored("a", 9.0, 0, 0, "synonym", "synonym")
    headed = dataclasses.replace(found, entry=dataclasses.replace(found.entry, section="synonym"))

    assert not good_enough(found, asked("红烧肉", "做"), OURS)
    assert good_enough(headed, asked("红烧肉", "做"), OURS)


def test_a_question_that_names_a_country_is_likelier_to_be_meant_for_us() -> None:
    found, words = scored("a", 9.0, 0, 0, "exact", "exact"), asked("泰国", "充值")
    place = [dataclasses.replace(words[0], countries=frozenset({"TH"})), words[1]]

    assert confidence(found, place, OURS) > confidence(found, words, OURS)


def test_what_the_heading_says_makes_up_for_a_word_that_is_missing() -> None:
    found = scored("a", 9.0, 0, 0, "exact", "exact", None)
    headed = dataclasses.replace(found, entry=dataclasses.replace(found.entry, section="exact"))

    assert not good_enough(found, asked("充值", "到账", "火箭"), OURS)
    assert good_enough(headed, asked("充值", "到账", "火箭"), OURS)


def test_an_answer_about_another_number_is_no_answer_whatever_words_it_has() -> None:
    found = dataclasses.replace(scored("a", 9.0, 0, 0, "exact", "exact"), coverage=0.001)

    assert confidence(found, asked("开头", "运营商"), OURS) == 0


@given(st.lists(st.sampled_from([None, "exact", "pinyin"]), min_size=1, max_size=8))
def test_one_word_more_never_lowers_the_confidence(kinds: list[str | None]) -> None:
    words = asked(*(f"词{n}" for n in range(len(kinds))))
    before = confidence(scored("a", 1.0, 0, 0, *kinds), words, OURS)
    after = confidence(scored("a", 1.0, 0, 0, *(kind or "exact" for kind in kinds)), words, OURS)

    assert 0 <= before <= after <= 1


# The passage that is shown ------------------------------------------------------------------------


def section(heading: str, score: float, *kinds: str | None) -> Scored:
    found = scored("one", score, 0, 0, *kinds)
    return dataclasses.replace(found, entry=dataclasses.replace(found.entry, section=heading, anchor=heading))


class Passages(tuple[Scored, ...]):
    """What an engine found, all of one article."""

    def leading(self, first: int, equal: float, *, complete: bool = False) -> list[Scored]:
        return list(self[:first])

    def holds(self, article: str) -> bool:
        return any(one.entry.article == article for one in self)

    def passages(self, article: str, least: float = 0.0) -> list[Scored]:
        return [one for one in self if one.value >= least]

    def shown(self) -> tuple[int, dict[str, dict[str, int]]]:
        return 1, {}


def of_article(*passages: Scored, **strays: int) -> Scored:
    (top,) = ordered(passages, 5)
    return shown(top, Passages(passages), lambda entry: strays.get(entry.section, 0))


def test_the_heading_that_is_the_question_is_shown_for_an_article_that_has_all_words_elsewhere() -> None:
    best = of_article(section("别的事", 10.0, "exact", "exact"), section("问的事", 30.0, "exact", None))

    assert (best.entry.section, best.score, best.missing) == ("问的事", 10.0, 0)


def test_a_passage_that_lacks_the_word_of_the_better_heading_is_not_shown_for_it() -> None:
    best = of_article(section("exact 要收费", 10.0, "exact", "exact"), section("别的事", 30.0, "exact", None))

    assert best.entry.section == "exact 要收费"


@pytest.mark.parametrize("kinds", [("exact", None), ("exact", "synonym")])
def test_a_passage_worth_clearly_more_is_shown_although_it_lacks_a_word_or_has_it_by_a_synonym(
    kinds: tuple[str | None, str | None],
) -> None:
    chance, other = section("exact 报警电话", 10.0, "exact", "exact"), section("被偷了怎么办", 1.0, *kinds)
    for share, wanted in ((0.95, "exact 报警电话"), (1.05, "被偷了怎么办")):
        worth = dataclasses.replace(other, score=share * CLEARLY * chance.value / other.value)

        assert of_article(chance, worth).entry.section == wanted


def test_between_passages_about_as_good_the_plainest_heading_is_shown() -> None:
    passages = [section("充值和续费的区别", 10.0), section("怎么充值", 9.5), section("怎么充", 5.0)]
    best = of_article(*passages, 充值和续费的区别=2)

    assert (best.entry.section, best.score) == ("怎么充值", 10.0)


def test_an_article_about_another_country_than_the_one_asked_about_never_comes_first() -> None:
    here, there, anywhere = scored("here", 1.0), scored("there", 99.0), scored("anywhere", 2.0)
    here = dataclasses.replace(here, entry=dataclasses.replace(here.entry, countries=("KZ", "KG")))
    there = dataclasses.replace(there, entry=dataclasses.replace(there.entry, countries=("RU",)))

    assert [one.entry.article for one in ordered([here, there, anywhere], 5, {"KZ"})] == ["anywhere", "here", "there"]
    assert [one.entry.article for one in ordered([here, there, anywhere], 5)] == ["there", "anywhere", "here"]


# On a real index -----------------------------------------------------------------------------------

TWINS = {
    "clean.md": "# 给朋友充值\n\n给朋友的手机号码充值，报号码和金额就可以。2026年11月查看 <https://www.kcell.kz>。\n",
    "faulty.md": "# 给朋友充值\n\n给朋友的手机号码充值，把卡号和密码报给店员就可以。2026年11月查看 <https://www.kcell.kz>。\n",
}


def test_an_article_that_tells_readers_to_give_away_passwords_comes_after_its_clean_twin(tmp_path: Path) -> None:
    for names in (("a-clean.md", "z-faulty.md"), ("z-clean.md", "a-faulty.md")):
        index = tmp_path / names[0] / "index"
        builds.shelve(index, dict(zip(names, TWINS.values(), strict=True)))
        first, second = ask(Shelf(index).get(), "给朋友充值").hits

        assert second.score >= first.score * (1 - EQUAL), (
            "the twins no longer answer equally well: the test shows nothing"
        )
        assert (first.article, second.article) == (names[0][:-3], names[1][:-3])
        assert first.verdict.errors == 0 < second.verdict.errors
