"""The answer to a question: its shape, its pages, its filters and counts."""

import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from service.errors import BadInput, TooSlow
from service.jobs.ask import EXPLAINED, EXPLAINED_WORDS, LARGEST_LIMIT, answer_json, answer_lines, ask, verdict_words
from service.model import MATCHES, Answer, Verdict
from service.search.engine import ENOUGH, Engine, Found, Plan
from service.search.query import LONGEST, MOST_GROUPS
from service.search.shelf import Opened, Shelf
from tests.search import builds
from tests.web import hostile

ENVELOPE = {
    "query": dict,
    "answer": str,
    "relaxed": (dict, type(None)),
    "hits": list,
    "suggestions": list,
    "facets": dict,
    "total": int,
    "next": (str, type(None)),
    "build": str,
    "took_ms": float,
}
HIT = {
    "article": str,
    "section": str,
    "anchor": str,
    "url": str,
    "title": str,
    "question": str,
    "snippet": str,
    "highlights": list,
    "score": float,
    "match": str,
    "verdict": dict,
    "why": list,
}
QUESTIONS = (
    "哈萨克斯坦SIM卡怎么充值",
    "kcell",
    "chongzhi",
    "火星流量卡",
    "奥运会",
    "充值 火箭",
    "sim卡 充值 登记 骗局",
    "卡",
)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """A hundred and twenty articles that all answer, some faulty, in two countries."""
    return builds.small(
        tmp_path_factory.mktemp("many"),
        [
            builds.entry(
                f"n{n:03}",
                "流量套餐",
                f"套餐{'很' * (n % 7)}多，第 {n} 种。",
                countries=("KZ",) if n % 3 else ("KG", "KZ"),
                topics=("network",) * (n % 2),
                verdict=Verdict(errors=n % 4),
            )
            for n in range(120)
        ],
    )


# Shape ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_has_the_shape_of_the_contract_and_is_json(shipped: Opened, question: str) -> None:
    said = answer_json(ask(shipped, question))

    assert json.loads(json.dumps(said, allow_nan=False)) == said
    assert_shape(said, ENVELOPE)
    assert_shape(said["query"], {"text": str, "terms": list, "countries": list, "operators": list})
    assert said["answer"] in ("found", "nearest", "none")
    assert said["relaxed"] is None or list(said["relaxed"]) == ["missing"]
    assert list(said["facets"]) == ["country", "operator", "kind", "topic"]
    for hit in said["hits"]:
        assert_shape(hit, HIT)
        assert_shape(hit["verdict"], {"errors": int, "warnings": int, "checked": (str, type(None)), "sources": int})
        assert hit["match"] in ("nearest",) if said["answer"] == "nearest" else MATCHES
        assert all(piece and piece in hit["snippet"] for piece in hit["highlights"])
        assert hit["url"] == f"/a/{hit['article']}#{hit['anchor']}"


def assert_shape(said: dict[str, Any], shape: dict[str, Any]) -> None:
    assert list(said) == list(shape)
    for name, kind in shape.items():
        assert isinstance(said[name], kind), f"{name} is {said[name]!r}"


def test_a_question_all_of_whose_words_are_met_is_not_relaxed(shipped: Opened) -> None:
    said = answer_json(ask(shipped, "哈萨克斯坦SIM卡怎么充值"))

    assert (said["answer"], said["relaxed"]) == ("found", None)
    assert said["query"]["countries"] == ["KZ"]
    assert said["hits"][0]["article"] == "kz-topup"
    assert said["total"] == len(said["hits"])


def test_a_word_nobody_has_relaxes_the_answer_and_is_named(shipped: Opened) -> None:
    said = answer_json(ask(shipped, "kcell 充值 火箭"))

    assert said["relaxed"] == {"missing": ["火箭"]}
    assert said["hits"]


def test_where_few_articles_have_all_words_others_stand_behind_them_and_say_what_they_lack(tmp_path: Path) -> None:
    chance = {"a.md": "# 在机场\n\n手机显示时间。广告牌上写着无服务费。\n"}
    others = {f"b{n}.md": f"# 手机没有信号怎么办 {n}\n\n手机连不上网的时候，重启手机，换地方 {n}。\n" for n in range(4)}
    builds.shelve(tmp_path / "index", chance | others)
    build = Shelf(tmp_path / "index").get()
    said = answer_json(ask(build, "手机显示无服务"))

    assert said["relaxed"] is None
    assert [hit["article"] for hit in said["hits"]][:1] == ["a"]
    assert len(said["hits"]) == said["total"] == 5
    assert said["hits"][0]["why"] == []
    assert all(any(why.startswith("没有提到：") for why in hit["why"]) for hit in said["hits"][1:])


def test_where_enough_articles_have_all_words_none_is_shown_that_lacks_one(tmp_path: Path) -> None:
    whole = {f"a{n}.md": f"# 手机显示无服务 {n}\n\n重启手机 {n}。\n" for n in range(ENOUGH)}
    others = {f"b{n}.md": f"# 手机没有信号怎么办 {n}\n\n换地方 {n}。\n" for n in range(4)}
    builds.shelve(tmp_path / "index", whole | others)
    said = answer_json(ask(Shelf(tmp_path / "index").get(), "手机显示无服务"))

    assert {hit["article"][0] for hit in said["hits"]} == {"a"}
    assert said["total"] == ENOUGH


def test_what_holds_everywhere_is_no_answer_about_a_country_without_an_article(shipped: Opened) -> None:
    for text in ("缅甸电话卡怎么买", "西班牙電話卡要實名嗎", "how to buy a SIM card in Spain"):
        assert answer_json(ask(shipped, text))["answer"] == "nearest", text
    assert answer_json(ask(shipped, "泰国电话卡怎么充值"))["answer"] == "found"


def test_a_wording_as_an_editor_wrote_it_is_answered(tmp_path: Path) -> None:
    asked = '[asked]\n"去新西兰自驾用什么上网？" = ["霍比特村咋冲浪", "露营车里追剧"]\n'
    text = f"+++\n{asked}+++\n# 新西兰的卡\n\n## 去新西兰自驾用什么上网？\n\n买当地的预付卡。\n"
    builds.shelve(tmp_path / "index", {"nz.md": text, "b.md": "# 别的\n\n## 怎么充值？\n\n去便利店。\n"})
    said = answer_json(ask(Shelf(tmp_path / "index").get(), "霍比特村咋冲浪"))

    assert (said["answer"], said["hits"][0]["section"]) == ("found", "去新西兰自驾用什么上网？")
    assert said["hits"][0]["why"][0].startswith("相近的问法：")


def test_a_section_shown_for_the_place_of_another_names_that_one(shipped: Opened) -> None:
    questions = ["韩国电话卡需要护照吗", "菲律宾移动漫游套餐", "kcell充值"]
    for question in questions:
        answer = ask(shipped, question, explain=True)
        for hit in answer.hits:
            other = hit.explanation is not None and hit.explanation.anchor != hit.anchor
            assert other <= any(why.startswith("同篇另一节：") for why in hit.why)


def test_nothing_at_all_is_an_answer_too(shipped: Opened) -> None:
    said = answer_json(ask(shipped, "zzzzqq"))

    assert (said["answer"], said["hits"], said["total"], said["next"]) == ("none", [], 0, None)


def test_the_id_of_an_article_is_quoted_in_its_url(tmp_path: Path) -> None:
    build = builds.small(tmp_path, [builds.entry("我的 文章#1?", "充值", "充值。", anchor="怎么-充值")])

    assert answer_json(ask(build, "充值"))["hits"][0]["url"].startswith(
        "/a/%E6%88%91%E7%9A%84%20%E6%96%87%E7%AB%A0%231%3F#"
    )


def test_the_same_question_gets_the_same_answer(shipped: Opened) -> None:
    first, second = (answer_json(ask(shipped, "kcell 怎么充值")) for _ in range(2))

    assert {**first, "took_ms": 0} == {**second, "took_ms": 0}


# Pages ---------------------------------------------------------------------------------------------


def pages(build: Opened, question: str, limit: int, **more: Any) -> list[Answer]:
    found = [ask(build, question, limit=limit, **more)]
    while found[-1].next:
        assert len(found) <= found[0].total, "the cursor leads in a circle"
        found.append(ask(build, question, limit=limit, cursor=found[-1].next, **more))
    return found


@pytest.mark.parametrize("limit", [1, 7, 10, 50])
def test_the_cursor_leads_to_every_hit_once_in_the_order_of_one_long_page(many: Opened, limit: int) -> None:
    found = pages(many, "流量套餐", limit)
    paged = [name for page in found for name in builds.names(page)]

    assert all(page.total == 120 for page in found)
    assert len(paged) == len(set(paged)) == 120
    assert paged[:50] == builds.names(ask(many, "流量套餐", limit=50))


def test_the_last_page_has_no_next_even_when_it_is_full(many: Opened) -> None:
    assert [page.next is None for page in pages(many, "流量套餐", 40)] == [False, False, True]


def test_a_page_beyond_the_end_is_empty_and_does_not_begin_again(many: Opened) -> None:
    answer = ask(many, "流量套餐", cursor="o500")

    assert (answer.hits, answer.next, answer.total) == ((), None, 120)


@pytest.mark.parametrize(
    "cursor", ["x", "10", "o", "o-1", "o1.5", "o 1", "o１", "o1x", "o99999999", "\x00", "o1\n", "ö1"]
)
def test_a_cursor_nobody_gave_out_is_refused(many: Opened, cursor: str) -> None:
    with pytest.raises(BadInput, match="cursor"):
        ask(many, "流量套餐", cursor=cursor)


@pytest.mark.parametrize("limit", [0, -1, LARGEST_LIMIT + 1, 10**9])
def test_a_limit_out_of_bounds_is_refused_and_the_bounds_are_named(many: Opened, limit: int) -> None:
    with pytest.raises(BadInput, match=f"1 to {LARGEST_LIMIT}"):
        ask(many, "流量套餐", limit=limit)


# Filters and facets --------------------------------------------------------------------------------


def test_filters_narrow_and_facets_count_what_is_left(many: Opened) -> None:
    everything = ask(many, "流量套餐")
    assert everything.facets["country"] == {"KZ": 120, "KG": 40}
    assert everything.facets["topic"] == {"network": 60}

    there = ask(many, "流量套餐", filters=[("country", "KG"), ("topic", "network")])
    assert there.total == 20
    assert there.facets["country"] == {"KG": 20, "KZ": 20}
    assert sum(len(page.hits) for page in pages(many, "流量套餐", 7, filters=[("country", "KG")])) == 40


def test_facets_count_every_hit_not_only_those_of_the_page(many: Opened) -> None:
    assert ask(many, "流量套餐", limit=3).facets == ask(many, "流量套餐", limit=50).facets


def test_facets_are_sorted_by_count_then_name(shipped: Opened) -> None:
    for counts in ask(shipped, "充值").facets.values():
        assert list(counts.items()) == sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def test_a_filter_nothing_has_finds_nothing(many: Opened) -> None:
    assert ask(many, "流量套餐", filters=[("country", "DE")]).answer == "none"


@pytest.mark.parametrize("code", ["KG", "kg", "Kg"])
def test_a_country_may_be_written_small(many: Opened, code: str) -> None:
    assert ask(many, "流量套餐", filters=[("country", code)]).total == 40


@pytest.mark.parametrize(
    ("name", "value", "hint"),
    [
        ("country", "火星", "there are"),
        ("country", "KAZ", "KZ"),
        ("country", "Kasachstan", r"'kazakhstan' \(KZ\)"),
        ("country", "哈薩克思坦", "哈萨克斯坦"),
        ("country", "XX", "unknown country"),
        ("operator", "kcel", "'kcell'"),
        ("kind", "esimm", "'esim'"),
        ("topic", "nonsense", "unknown topic"),
    ],
)
def test_a_value_that_no_article_can_have_is_refused_with_the_nearest(
    many: Opened, name: str, value: str, hint: str
) -> None:
    with pytest.raises(BadInput, match=hint):
        ask(many, "流量套餐", filters=[(name, value)])


@pytest.mark.parametrize(
    "name", ["KZ", "kz", "ＫＺ", "哈萨克斯坦", "哈薩克", "Kazakhstan", "Казахстан", " kazakhstan "]
)
def test_a_country_goes_by_code_or_by_any_of_its_names(many: Opened, name: str) -> None:
    wanted = ask(many, "流量套餐", filters=[("country", "KZ")])
    found = ask(many, "流量套餐", filters=[("country", name)])

    assert builds.names(found) == builds.names(wanted) != []


def test_a_question_that_takes_too_long_is_given_up(many: Opened) -> None:
    with pytest.raises(TooSlow, match="shorter"):
        ask(many, "流量套餐", until=time.monotonic() - 1)


class _Counting:
    """An engine that counts how often it is asked."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.asked = 0

    def ask(self, plan: Plan) -> Found:
        self.asked += 1
        assert len(plan.groups) <= MOST_GROUPS
        assert len(plan.must) <= LONGEST // 2
        assert len(set(plan.must)) == len(plan.must), "a phrase that is repeated is looked for once"
        return self._engine.ask(plan)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)


@pytest.mark.parametrize(
    "text", [text for text in hostile.QUESTIONS if len(text) <= LONGEST and text.strip()], ids=ascii
)
def test_the_work_of_a_question_is_bounded_whatever_it_says(shipped: Opened, text: str) -> None:
    counting = _Counting(shipped.engine)
    answer = ask(replace(shipped, engine=cast(Engine, counting)), text, limit=LARGEST_LIMIT, explain=True)
    doublings = shipped.manifest.passages.bit_length() + 1
    explained = sum(hit.explanation is not None for hit in answer.hits)

    assert counting.asked <= doublings + 2 * EXPLAINED_WORDS + 2 * EXPLAINED + explained
    assert explained * len(answer.terms) <= max(EXPLAINED_WORDS, len(answer.terms))


def test_a_value_that_no_article_happens_to_have_finds_nothing(many: Opened) -> None:
    assert ask(many, "流量套餐", filters=[("country", "TH")]).hits == ()


# For terminals -------------------------------------------------------------------------------------


def test_a_terminal_is_told_place_verdict_and_address_of_each_hit(shipped: Opened) -> None:
    lines = list(answer_lines(ask(shipped, "kcell充值")))

    assert lines[1] == "1. 哈萨克斯坦电话卡充值指南 › Kcell / activ 怎么充值？"
    assert "✓ 没有发现错误的说法" in lines[2]
    assert any(line.strip().startswith("/a/kz-topup#") for line in lines)


def test_a_terminal_is_told_what_is_missing(shipped: Opened) -> None:
    said = list(answer_lines(ask(shipped, "kcell 充值 到账 火箭")))

    assert said[0].startswith(("没有一篇同时含有所有的词", "没有找到能回答"))


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (Verdict(), "✓ 没有发现错误的说法 · 没有核对日期 · 没有来源"),
        (Verdict(errors=2), "⚠ 有 2 处错误或危险的说法 · 没有核对日期 · 没有来源"),
        (
            Verdict(errors=1, warnings=3, sources=4),
            "⚠ 有 1 处错误或危险的说法 · 3 处需要核实 · 没有核对日期 · 4 个来源",
        ),
        (Verdict(warnings=1, checked=builds.TODAY, sources=1), "1 处需要核实 · 核对于 2026-11-20 · 1 个来源"),
    ],
)
def test_a_verdict_is_put_in_words(verdict: Verdict, words: str) -> None:
    assert verdict_words(verdict) == words


@pytest.mark.parametrize("asked", ["emergency number {}", "police {}", "police number {}", "ambulance {}"])
@pytest.mark.parametrize(
    ("country", "code"), [("France", "FR"), ("Japan", "JP"), ("South Korea", "KR"), ("Thailand", "TH"), ("USA", "US")]
)
def test_an_english_question_about_an_emergency_finds_whom_to_call(
    shipped: Opened, asked: str, country: str, code: str
) -> None:
    answer = ask(shipped, asked.format(country))

    assert answer.answer == "found"
    assert any(word in answer.hits[0].section for word in ("报警", "急救", "紧急"))
    assert code in shipped.articles[answer.hits[0].article]["countries"]
