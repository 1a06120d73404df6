"""Claims as they are read off a text: who is meant, how it is said, where it stands, what facts say of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.claims.attribute import by_facts
from service.claims.opposed import Side, clashes
from service.claims.page import Page
from service.claims.read import ATTRIBUTES, attributes
from service.claims.scene import scene
from service.claims.stance import stance
from service.folder import names
from service.model import RULINGS, Claim, Desk, Fact, Facts, Judged, Source, Span
from service.text.normalise import fold

Said = Callable[..., list[Judged]]
SOURCE = (Source("https://kcell.kz", "官网", date(2026, 1, 2)),)
TEXTS = st.lists(
    st.sampled_from(
        [
            "哈萨克斯坦",
            "Kcell",
            "Beeline",
            "Kyivstar",
            "运营商有",
            "、",
            "的覆盖最广",
            "最便宜的是",
            "续费",
            "很简单",
            "是让人头疼的问题",
            "系统会自动续费",
            "需要手动续费",
            "它的",
            "网络覆盖不及别家",
            "全国都有良好的网络覆盖",
            "，",
            "。",
            "？",
            "\n\n",
            "## ",
            "`",
            "（也叫",
            "）",
            "如果",
            "2023年",
        ]
    ),
    max_size=30,
).map("".join)


def test_every_file_of_the_folder_is_an_attribute_of_that_name() -> None:
    assert sorted(a.name.replace("-", "_").replace(".", "_") for a in attributes()) == sorted(names(ATTRIBUTES))


def test_the_docs_of_an_attribute_say_what_it_is_read_from() -> None:
    assert [a.name for a in attributes() if "读自" not in a.docs] == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=TEXTS)
def test_spans_are_exact_and_verdicts_known(said: Said, text: str) -> None:
    for judged in said(text):
        assert 0 <= judged.claim.span.start < judged.claim.span.end <= len(text)
        assert judged.verdict in RULINGS


def test_the_triggers_of_an_attribute_hide_nothing_from_it(page: Callable[[str], Page], desk: Desk) -> None:
    text = "哈萨克斯坦 Kcell 的覆盖最广。系统会自动续费。续费是让人头疼的问题。Kcell 的网络覆盖不及别家。"
    whole = scene(page(text), desk)
    for attribute in attributes():
        if attribute.triggers and list(attribute.read(whole, desk)):
            assert any(trigger in whole.page.text for trigger in attribute.triggers), attribute.name


@pytest.mark.parametrize(
    ("text", "polarity", "modality", "time"),
    [
        ("当地的 3G 可以用", "affirmed", "stated", None),
        ("当地的 3G 不能用", "denied", "stated", None),
        ("当地的 3G 可以用吗？", "affirmed", "asked", None),
        ("当地的 3G 也许可以用", "affirmed", "hedged", None),
        ("如果当地的 3G 可以用，就不必换手机", "affirmed", "conditional", None),
        ("很多文章说当地的 3G 可以用，其实早已关闭", "affirmed", "warned", None),
        ("以前当地的 3G 可以用", "affirmed", "stated", "past"),
        ("2019年当地的 3G 可以用", "affirmed", "stated", "2019"),
        ("2019年起当地的 3G 可以用", "affirmed", "stated", None),
        ("当地计划让 3G 可以用到月底", "affirmed", "stated", "future"),
    ],
)
def test_how_a_thing_is_said(text: str, polarity: str, modality: str, time: str | None) -> None:
    folded = fold(text).replace(" ", "")
    start = folded.index("3g")

    found = stance(folded, start, folded.index("用") + 1)

    assert (found.polarity, found.modality, found.time) == (polarity, modality, time)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("# 卡\n\n## Kcell\n\n它的客服在官网。", {"kcell"}),
        ("# 卡\n\n## Kcell\n\n客服在官网。\n\n### 应用\n\n客服在应用里。", {"kcell"}),
        ("# 卡\n\n## Kcell\n\n一。\n\n## 其他\n\n客服在官网。", set()),
        ("# 卡\n\nKcell 是运营商。它的客服在官网。", {"kcell"}),
        ("# 卡\n\nKcell 和 Beeline 是运营商。它的客服在官网。", set()),
        ("# 卡\n\n## Kcell\n\nactiv 的客服在官网。", {"activ"}),
    ],
)
def test_a_section_speaks_of_the_operator_of_its_heading(
    text: str, wanted: set[str], page: Callable[[str], Page], desk: Desk
) -> None:
    place = scene(page(text), desk)
    sentence = [s for s in place.page.sentences if "客服" in s.text][-1]

    assert place.subjects(sentence, sentence.text.index("客服")) == wanted


def test_the_country_comes_from_the_sentence_then_its_heading_then_the_article(
    page: Callable[[str], Page], desk: Desk
) -> None:
    place = scene(page("# 哈萨克斯坦\n\n甲。\n\n## 泰国\n\n乙。日本丙。"), desk)

    assert [sorted(place.lands_of(s)) for s in place.page.sentences if s.block.kind == "paragraph"] == [
        ["KZ"],
        ["TH"],
        ["JP"],
    ]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("哈萨克斯坦的运营商有 Kcell 和 Beeline。", "supported"),
        ("哈萨克斯坦的运营商有 Kyivstar。", "contradicted"),
    ],
)
def test_operators_are_judged_by_where_they_work(said: Said, text: str, verdict: str) -> None:
    assert {judged.verdict for judged in said(text, "operates-in")} == {verdict}


def fact(id: str, *values: str, **more: object) -> Fact:
    made = Fact(id, "KZ", "code", f"{id} 说的事。", None, None, "high", None, SOURCE, attribute="code", values=values)
    return replace(made, **more)  # type: ignore[arg-type]


def judged(value: str, *facts: Fact, about: tuple[str, ...] = ("KZ",), single: bool = False) -> Judged:
    desk = Desk(date(2026, 11, 20), Facts({f.id: f for f in facts}), words=None)  # type: ignore[arg-type]
    return by_facts(Claim(Span(0, 1), "哈国", "code", value, about), desk, single=single)


def test_a_value_is_supported_outdated_not_yet_or_without_a_fact() -> None:
    facts = (
        fact("now", "*100#", since="2020"),
        fact("then", "*105#", until="2020"),
        fact("soon", "*99#", since="2027-01"),
    )

    assert judged("*100#", *facts).verdict == "supported"
    assert judged("*105#", *facts).verdict == "outdated"
    assert (judged("*105#", *facts).facts, judged("*105#", *facts).past) == (("now",), ("then",))
    assert judged("*99#", *facts).verdict == "not-yet"
    assert judged("*1#", *facts).verdict == "not-checkable"


def test_another_value_contradicts_only_where_there_is_but_one_or_it_is_known_to_be_wrong() -> None:
    known = fact("now", "*100#", wrong=("*102#",))

    assert judged("*101#", known).verdict == "not-checkable"
    assert judged("*102#", known).verdict == "contradicted"
    assert judged("*101#", known, single=True).verdict == "contradicted"


def test_what_is_not_documented_makes_a_claim_unverified_never_false() -> None:
    unknown = fact("unknown", kind="not-documented")

    assert judged("*101#", unknown, single=True).verdict == "unverified"


def test_a_name_that_may_mean_two_things_is_wrong_only_if_it_is_wrong_of_both() -> None:
    here, there = fact("here", "*100#"), fact("there", "*105#", subject="RU")

    assert judged("*105#", here, there, about=("KZ", "RU"), single=True).verdict == "supported"
    assert judged("*1#", here, there, about=("KZ", "RU"), single=True).verdict == "contradicted"


def test_facts_that_are_uncertain_or_in_conflict_are_told_to_be() -> None:
    assert judged("*101#", fact("now", "*100#", confidence="medium"), single=True).unsure
    assert judged("*101#", fact("now", "*100#", conflicts=("other",)), single=True).unsure
    assert not judged("*101#", fact("now", "*100#"), single=True).unsure


def test_of_two_sides_the_more_doubtful_is_reported_else_the_later() -> None:
    sides = [
        (Side("a", "1", 2, ""), None),
        (Side("a", "2", 2, ""), None),
        (Side("b", "1", 5, ""), None),
        (Side("b", "2", 0, ""), None),
        (Side("c", "1", 0, ""), None),
        (Side("c", "1", 5, ""), None),
    ]

    assert sorted(clashes(sides)) == [(1, 0), (2, 3)]
