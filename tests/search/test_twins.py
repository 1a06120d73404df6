"""Articles that copy each other are one hit; such as differ in a price, a number or a country are not."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.jobs.ask import ask
from service.model import Verdict
from service.search.engine import Scored
from service.search.twins import SHORT, distinct
from service.text.normalise import fold
from tests.search import builds

TEXT = (
    "给当地号码充值，先看清卡是哪家运营商的，再打开这家运营商的官网或者应用，输入手机号码和金额，核对一遍再付款。"
    "付款以后等几分钟，再查一次余额，余额变了才算到账；没有到账就带着付款凭证去营业厅问。"
)


def passage(article: str, body: str, **more: object) -> Scored:
    entry = builds.entry(article, "充值", body, **more)
    return Scored(entry, fold(entry.text), 1.0, 1.0, ())


def names(*found: Scored) -> list[tuple[str, int]]:
    return [(one.entry.article, repeats) for one, repeats in distinct(found)]


@pytest.mark.parametrize(
    "copy",
    [TEXT, TEXT.replace("，", ","), TEXT.replace("。", "。\n\n"), TEXT.replace("先看清", "要看清"), TEXT + "祝顺利。"],
)
def test_a_copy_with_other_punctuation_or_a_word_changed_is_the_same_hit(copy: str) -> None:
    assert names(passage("a", TEXT), passage("b", copy)) == [("a", 1)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (TEXT + "最少 500 坚戈。", TEXT + "最少 600 坚戈。"),
        (TEXT + "用 Kcell 的应用。", TEXT + "用 Beeline 的应用。"),
        (TEXT + "拨 *100#。", TEXT + "拨 *102#。"),
        (TEXT, TEXT[: len(TEXT) // 2]),
        (TEXT, TEXT[::-1]),
        ("用应用充值。", "用网站充值。"),
    ],
)
def test_what_differs_in_a_number_a_name_or_much_of_the_text_stays_apart(one: str, other: str) -> None:
    assert names(passage("a", one), passage("b", other)) == [("a", 0), ("b", 0)]


def test_very_long_passages_are_the_same_only_if_about_as_long() -> None:
    filler = "".join(chr(0x4E00 + n) for n in range(5_000))
    one, copy, longer = filler + TEXT, filler + TEXT, filler + TEXT * 20

    assert names(passage("a", one), passage("b", copy), passage("c", longer)) == [("a", 1), ("c", 0)]


def test_the_same_text_about_two_countries_is_two_answers() -> None:
    assert len(TEXT) > SHORT
    assert len(names(passage("a", TEXT, countries=("KZ",)), passage("b", TEXT, countries=("KG",)))) == 2


@given(st.lists(st.sampled_from([TEXT, TEXT + "祝顺利。", "短。", "短", TEXT[::-1]]), max_size=8))
def test_nothing_is_lost_and_the_first_stands_for_its_copies(bodies: list[str]) -> None:
    found = [passage(f"a{n}", body) for n, body in enumerate(bodies)]
    kept = distinct(found)

    assert sum(1 + repeats for _, repeats in kept) == len(found)
    assert [one for one, _ in kept] == sorted((one for one, _ in kept), key=found.index)
    assert not found or kept[0][0] is found[0]


def test_a_hit_says_how_many_articles_repeat_it_and_the_better_verdict_stands_for_them(tmp_path: Path) -> None:
    twins = [
        builds.entry(name, "怎么充值", TEXT, verdict=Verdict(errors))
        for name, errors in (("faulty", 2), ("clean", 0), ("copy", 1))
    ]
    build = builds.small(tmp_path, [*twins, builds.entry("other", "怎么充值", "另一种充值的办法。")])
    answer = ask(build, "怎么充值", limit=1)
    following = ask(build, "怎么充值", limit=1, cursor=answer.next)

    assert [(hit.article, hit.why) for hit in answer.hits] in (
        [("clean", ("另有 2 篇文章内容相同",))],
        [("other", ())],
    )
    assert {builds.names(answer)[0], builds.names(following)[0]} == {"clean", "other"}
    assert following.next is None
    assert answer.total == 4
