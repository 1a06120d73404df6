"""The contract of `search.engine.Engine`, for every file in `service/search/engines/`, those to come included."""

import dataclasses
import os
import pickle
import pickletools
import random
import struct
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from whoosh.index import create_in

from service.errors import IndexMissing, IndexTrouble
from service.model import Verdict
from service.search import manifest, rank
from service.search.engine import Alternative, Engine, Entry, Group, Plan, Scored, covered
from service.search.engines import whoosh as whoosh_engine
from service.search.shelf import opened
from tests.search import builds

CORPUS = [
    builds.entry("topup", "Kcell 怎么充值", "用自助机、App 或银行充值，到账要 5 分钟。", countries=("KZ",)),
    builds.entry("renew", "套餐怎么续费", "余额够就自动续费。\n退订发短信 STOP 到 3636。", topics=("topup",)),
    builds.entry(
        "esim", "eSIM 卡激活", "扫描二维码添加 eSIM，iPhone15Pro 支持双卡。", kinds=("esim",), countries=("KG", "KZ")
    ),
    builds.entry("lost", "手机卡丢了怎么补", "带护照去营业厅补卡。", verdict=Verdict(2, 1, date(2026, 1, 2), 3)),
    builds.entry("sax", "乐器怎么托运", "萨克斯、吉他可以随身携带。", path=("行李", "乐器")),
    builds.entry("land", "哈萨克斯坦的网络", "哈萨克斯坦有 4G 和 5G。", operators=("kcell",), anchor="网络-1"),
]


@pytest.fixture
def engine(engine_name: str) -> type[Engine]:
    """Every engine there is."""
    return builds.engine_of(engine_name)


def made(engine: type[Engine], where: Path, passages: list[Entry]) -> Engine:
    where.mkdir(exist_ok=True)
    engine.build(where, builds.weighed(passages))
    return engine(where)


def word(text: str, *needs: str, **more: Any) -> Alternative:
    return Alternative(text, needs, needs, **more)


def plan(*alternatives: Alternative, **more: Any) -> Plan:
    return Plan(tuple(Group(a.text, (a,)) for a in alternatives), **more)


def ids(found: Iterable[Scored]) -> list[str]:
    return sorted(scored.entry.article for scored in found)


# Storing -------------------------------------------------------------------------------------------


def test_gives_back_every_field_of_what_was_stored(engine: type[Engine], tmp_path: Path) -> None:
    found = made(engine, tmp_path, CORPUS).ask(Plan(()))

    assert {scored.entry for scored in found} == set(CORPUS)
    assert {scored.folded for scored in found} == {doc.folded for doc in builds.weighed(CORPUS)}


def test_stored_passages_are_read_by_number_from_either_end_and_in_runs(tmp_path: Path) -> None:
    stored = made(whoosh_engine.Engine, tmp_path / "i", CORPUS).entries  # type: ignore[attr-defined]
    assert [stored[0], stored[-1], list(stored), len(stored)] == [CORPUS[0], CORPUS[-1], CORPUS, len(CORPUS)]
    assert [*stored[1:3], *stored[::-1], *stored[9:]] == [*CORPUS[1:3], *CORPUS[::-1]]
    with pytest.raises(IndexError):
        stored[len(CORPUS)]


def test_counts_passages_and_knows_every_term(engine: type[Engine], tmp_path: Path) -> None:
    opened = made(engine, tmp_path, CORPUS)

    assert opened.count() == len(CORPUS)
    assert set(opened.terms()) == {term for doc in builds.weighed(CORPUS) for term in doc.weights}


def test_a_second_opening_answers_like_the_first_and_the_files_may_go(engine: type[Engine], tmp_path: Path) -> None:
    first, second = made(engine, tmp_path, CORPUS), engine(tmp_path)
    first.close()
    for path in tmp_path.iterdir():
        path.unlink()

    assert list(second.ask(plan(word("充值", "2充值")))) == list(first.ask(plan(word("充值", "2充值"))))


def test_every_engine_gives_the_same_hits_scores_and_order(engine_name: str, tmp_path: Path) -> None:
    questions = [
        "充值",
        "kcell 怎么充值",
        "esim卡激活",
        "sim卡",
        "shoujika",
        "哈萨克斯坦 5g -4g",
        '"自动续费"',
        "手机咔",
        "卡",
    ]
    answers = []
    for place, name in enumerate(("memory", engine_name)):
        (tmp_path / str(place)).mkdir()
        build = builds.small(tmp_path / str(place), CORPUS, name)
        plans = [build.parser.parse(question).plan for question in questions]
        answers.append([[*map(_shown, build.engine.ask(p)), *map(_shown, build.engine.nearest(p, 3))] for p in plans])

    assert answers[1] == answers[0], "an engine weighs for itself; see scoring.py"


def _shown(scored: Scored) -> tuple[object, ...]:
    return scored.entry.article, scored.score, round(scored.coverage, 6), [a and a.text for a in scored.met]


def test_an_empty_corpus_answers_nothing(engine: type[Engine], tmp_path: Path) -> None:
    opened = made(engine, tmp_path, [])
    asked = plan(word("充值", "2充值"), bag=("2充值",))

    assert (opened.count(), list(opened.terms())) == (0, [])
    assert [*opened.ask(asked), *opened.nearest(asked, 5)] == []
    assert not opened.has(word("充值", "2充值"))


def test_one_passage_is_found_and_only_for_its_words(engine: type[Engine], tmp_path: Path) -> None:
    opened = made(engine, tmp_path, CORPUS[:1])

    assert ids(opened.ask(plan(word("充值", "2充值")))) == ["topup"]
    assert list(opened.ask(plan(word("护照", "2护照")))) == []


def test_a_thousand_passages_are_each_found_by_their_own_word(engine: type[Engine], tmp_path: Path) -> None:
    opened = made(engine, tmp_path, [builds.entry(f"n{n}", "流量套餐", f"代码 K{n}X 的套餐。") for n in range(1000)])

    assert opened.count() == 1000
    assert len(opened.ask(plan(word("套餐", "2套餐")))) == 1000
    for n in (0, 1, 255, 256, 511, 998, 999):
        assert ids(opened.ask(plan(word(f"k{n}x", f"wk{n}x")))) == [f"n{n}"]


def test_stores_and_finds_text_of_every_unicode_plane(engine: type[Engine], tmp_path: Path) -> None:
    letters = "A\u0416\u0e01\u4e2d\uac00\ufffd\U00010330\U0001f600\U00020000\U00030000\U000e0100\U000f0000\U0010fffd"
    body = f"前 {letters} 后\u0000\u2028\u202e\ufdd0 𠮷野家 🇰🇿"
    build = builds.small(tmp_path, [builds.entry("planes", letters, body), *CORPUS], engine.__module__.split(".")[-1])
    (scored,) = [s for s in build.engine.ask(Plan(())) if s.entry.article == "planes"]

    assert (scored.entry.title, scored.entry.body) == (letters, body)
    assert builds.found(build, "𠮷野家") == ["planes"]


# Asking --------------------------------------------------------------------------------------------


def test_filters_narrow_to_articles_that_have_every_value(engine: type[Engine], tmp_path: Path) -> None:
    opened = made(engine, tmp_path, CORPUS)

    def filtered(*filters: tuple[str, str]) -> list[str]:
        return ids(opened.ask(Plan((), filters=filters)))

    assert filtered(("countries", "KZ")) == ["esim", "topup"]
    assert filtered(("countries", "KZ"), ("countries", "KG")) == ["esim"]
    assert filtered(("countries", "KZ"), ("topics", "topup")) == []
    assert filtered(("operators", "kcell")) == ["land"]
    assert filtered(("kinds", "nowhere")) == []


def test_a_filter_may_name_several_values_any_of_which_will_do(engine: type[Engine], tmp_path: Path) -> None:
    opened = made(engine, tmp_path, CORPUS)

    assert ids(opened.ask(Plan((), filters=(("operators", "kcell|beeline-kz"),)))) == ["land"]
    assert set(ids(opened.ask(Plan((), filters=(("countries", "KZ|KG"),))))) == {"esim", "topup"}


def test_the_passages_of_one_article_that_meet_a_word_are_given_out_in_its_order(
    engine: type[Engine], tmp_path: Path
) -> None:
    passages = [
        builds.entry("long", "充值", "充值火箭。", anchor="all"),
        builds.entry("other", "充值", "充值火箭。"),
        builds.entry("long", "充值", "充值，充值。", anchor="some"),
        builds.entry("long", "登记", "登记。", anchor="none"),
    ]
    found = made(engine, tmp_path, passages).ask(plan(word("充值", "2充值"), word("火箭", "2火箭")))

    assert [(one.entry.anchor, one.missing) for one in found.passages("long")] == [("all", 0), ("some", 1)]
    assert found.passages("long") == [one for one in found if one.entry.article == "long"]
    assert found.passages("nowhere") == []
    most = max(one.value for one in found)
    assert found.passages("long", most) == [one for one in found.passages("long") if one.value >= most]


@pytest.mark.parametrize(("words", "weight"), [(0, 1.0), (1, 1.0), (3, 0.5), (15, 0.1)])
def test_a_missing_word_weighs_less_in_a_longer_question(words: int, weight: float) -> None:
    assert covered(words) == pytest.approx(weight)


def test_must_and_must_not_decide_before_any_word(engine: type[Engine], tmp_path: Path) -> None:
    opened = made(engine, tmp_path, CORPUS)
    card, passport = word("卡", "1卡"), word("护照", "2护照")

    assert ids(opened.ask(plan(card))) == ["esim", "lost"]
    assert ids(opened.ask(plan(card, must=(passport,)))) == ["lost"]
    assert ids(opened.ask(plan(card, must_not=(passport,)))) == ["esim"]
    assert list(opened.ask(plan(card, must=(passport,), must_not=(passport,)))) == []


def test_a_passage_meets_an_alternative_only_with_all_it_needs(engine: type[Engine], tmp_path: Path) -> None:
    opened = made(engine, tmp_path, CORPUS)

    assert ids(opened.ask(plan(word("续费短信", "2续费", "2短信")))) == ["renew"]
    assert list(opened.ask(plan(word("续费护照", "2续费", "2护照")))) == []
    assert opened.has(word("续费", "2续费", "2短信"))
    assert not opened.has(word("", *()))


def test_a_prefix_meets_longer_words_but_no_longer_number(engine: type[Engine], tmp_path: Path) -> None:
    opened = made(engine, tmp_path, [*CORPUS, builds.entry("plan", "套餐", "编号 15000 和 iPhone16。")])

    assert ids(opened.ask(plan(word("iphone", "wiphone", prefix=True)))) == ["esim", "plan"]
    assert ids(opened.ask(plan(word("iphone15", "wiphone15", prefix=True)))) == ["esim"]
    assert list(opened.ask(plan(word("150", "w150", prefix=True)))) == []
    assert list(opened.ask(plan(word("iphone", "wipho")))) == []


def test_verify_has_the_last_word(engine: type[Engine], tmp_path: Path) -> None:
    opened = made(engine, tmp_path, CORPUS)
    free = word("萨克斯", "2萨克", "2克斯", verify=lambda text: "萨克斯" in text.replace("哈萨克斯坦", ""))

    assert ids(opened.ask(plan(word("萨克斯", "2萨克", "2克斯")))) == ["land", "sax"]
    assert ids(opened.ask(plan(free))) == ["sax"]
    assert not opened.has(word("萨克斯", "2萨克", verify=lambda text: False))


def test_what_meets_more_words_covers_more_and_says_by_which_alternative(engine: type[Engine], tmp_path: Path) -> None:
    opened = made(engine, tmp_path, CORPUS)
    exact, other = word("缴费", "2缴费"), word("充值", "2充值", match="synonym", weight=0.9)
    asked = Plan(
        (Group("缴费", (exact, other)), Group("银行", (word("银行", "2银行"),)), Group("卡", (word("卡", "1卡"),)))
    )
    found = {scored.entry.article: scored for scored in opened.ask(asked)}

    assert [a and a.text for a in found["topup"].met] == ["充值", "银行", None]
    assert [a and a.text for a in found["lost"].met] == [None, None, "卡"]
    assert found["topup"].coverage > found["lost"].coverage
    assert found["topup"].missing == 1


def test_nearest_shares_any_term_best_first_and_obeys_the_filters(engine: type[Engine], tmp_path: Path) -> None:
    opened = made(engine, tmp_path, CORPUS)
    asked = Plan((), bag=("2充值", "2续费", "2卡激", "w没有"))

    nearest = opened.nearest(asked, 10)
    assert ids(nearest) == ["esim", "renew", "topup"]
    assert [s.score for s in nearest] == sorted((s.score for s in nearest), reverse=True)
    assert len(opened.nearest(asked, 2)) == 2
    assert ids(opened.nearest(dataclasses.replace(asked, filters=(("countries", "KG"),)), 10)) == ["esim"]
    assert list(opened.nearest(Plan((), bag=("w没有",)), 10)) == []


def test_leading_settles_the_first_places_and_shown_counts_all(engine: type[Engine], tmp_path: Path) -> None:
    """Both are short cuts past ten thousand matches; a glance at every one must lead to the same."""
    chance = random.Random(20261120)
    passages = [
        builds.entry(
            f"n{n % 60}",
            f"套餐{n}",
            "流量" * chance.randrange(1, 9) + "套餐" * chance.randrange(3) + "上网" * chance.randrange(2),
            anchor=str(n),
            countries=("KZ", "KG")[: 1 + n % 60 % 2],
            verdict=Verdict(n % 60 % 3, n % 60 % 5),
        )
        for n in range(150)
    ]
    opened = made(engine, tmp_path, passages)
    for words in (["2流量"], ["2流量", "2上网"], ["2上网", "2没有"], ["2没有"]):
        found = opened.ask(plan(*(word(w[1:], w) for w in words), bag=("2套餐",)))
        everything = list(found)
        for first in (1, 3, 10, 59, 60, 500):
            order = rank.ordered(everything, first)[:first]
            assert rank.ordered(found.leading(first, rank.EQUAL), first)[:first] == order

        complete = [s for s in everything if not s.missing] or everything
        articles = {s.entry.article: s.entry.countries for s in complete}
        total, facets = found.shown()
        counts = Counter(c for countries in articles.values() for c in countries)
        assert (total, facets["countries"]) == (len(articles), dict(counts))
        assert len(found) == len(everything)


def test_a_term_nobody_has_is_not_found_and_does_no_harm_to_the_rest(engine: type[Engine], tmp_path: Path) -> None:
    opened = made(engine, tmp_path, CORPUS)
    unknown = word("龘", "1龘")

    assert list(opened.ask(plan(unknown))) == []
    assert not opened.has(unknown)
    assert ids(opened.ask(plan(unknown, word("护照", "2护照")))) == ["lost"]


# Damage --------------------------------------------------------------------------------------------


def test_a_folder_without_an_index_is_missing_not_damaged(engine: type[Engine], tmp_path: Path) -> None:
    for where in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(IndexMissing, match="kawen index build"):
            engine(where)


def test_damaged_files_are_refused_or_harmless_never_a_crash(engine: type[Engine], tmp_path: Path) -> None:
    made(engine, tmp_path, CORPUS[:2])
    asked = plan(word("充值", "2充值"), word("续费", "2续费"), bag=("2充值",))
    said, chance = list[str](), random.Random(20261120)
    for path in sorted(tmp_path.iterdir()):
        whole = path.read_bytes()
        cuts = [whole[:size] for size in {0, 1, len(whole) // 2, len(whole) - 1}]
        for damaged in [*cuts, *(_flipped(whole, chance) for _ in range(150))]:
            path.write_bytes(damaged)
            try:
                opened = engine(tmp_path)
                opened.nearest(asked, 5)
                opened.ask(asked)
            except IndexTrouble as trouble:
                said.append(str(trouble))
        path.write_bytes(whole)

    assert said, "not one damaged file was noticed"
    assert [words for words in said if "kawen index build" not in words] == []


def _flipped(whole: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(whole))
    return whole[:at] + bytes([whole[at] ^ (1 << chance.randrange(8))]) + whole[at + 1 :]


def test_a_missing_file_is_index_trouble(engine: type[Engine], tmp_path: Path) -> None:
    made(engine, tmp_path, CORPUS[:2])
    for path in sorted(tmp_path.iterdir()):
        whole = path.read_bytes()
        path.unlink()
        with pytest.raises(IndexTrouble, match="kawen index build"):
            engine(tmp_path)
        path.write_bytes(whole)


# Pickles -------------------------------------------------------------------------------------------


class Malice:
    """Unpickled by anything that trusts its input, it writes a file."""

    def __init__(self, *called: object) -> None:
        self.called = called

    def __reduce__(self) -> Any:
        return self.called[0], self.called[1:]


def _malice(trace: Path) -> list[Malice]:
    """Objects that leave `trace` behind when they are unpickled, each by another function."""
    script = f"open({str(trace)!r}, 'w').close()"
    shell = f"touch {trace}"
    return [
        Malice(os.system, shell),
        Malice(exec, script),
        Malice(eval, script),
        Malice(subprocess.call, shell.split()),
    ]


def _malicious(trace: Path) -> list[bytes]:
    """The same as pickles, in old and new protocols."""
    return [pickle.dumps(malice, protocol) for malice in _malice(trace) for protocol in (0, 2, 4)]


def _with_pickle(whole: bytes, evil: bytes) -> list[bytes]:
    """A file of Whoosh with each of the pickles in it replaced, and those of a made-up file of nothing else."""
    spoilt = [evil, struct.pack("!q", 16) + b"\0" * 8 + evil]
    at = whole.find(b"\x80")
    while at >= 0:
        try:
            end = max(place or 0 for _, _, place in pickletools.genops(whole[at:])) + 1
        except (ValueError, IndexError, UnicodeDecodeError):
            end = 0
        if end > 4:
            spoilt.append(whole[:at] + evil + whole[at + end :])
        at = whole.find(b"\x80", at + 1)
    return spoilt


def test_pickles_in_an_index_never_run_code(tmp_path: Path) -> None:
    where, trace = tmp_path / "index", tmp_path / "trace"
    made(whoosh_engine.Engine, where, CORPUS[:2])
    evils = _malicious(trace)
    for evil in evils:
        pickle.loads(evil)
        assert trace.exists(), "the malice of this test does nothing"
        trace.unlink()

    tried = 0
    for path in sorted(where.iterdir()):
        whole = path.read_bytes()
        for evil in evils:
            for spoilt in _with_pickle(whole, evil):
                path.write_bytes(spoilt)
                with pytest.raises(IndexTrouble):
                    whoosh_engine.Engine(where)
                assert not trace.exists(), f"{path.name} runs code; see _SAFE in service/search/engines/whoosh.py"
                tried += 1
        path.write_bytes(whole)
    assert tried > 3 * len(evils), "the pickles inside the files were not found"


def test_a_pickle_behind_checksums_that_fit_never_runs_either(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    where = builds.shelve(tmp_path / "index", {"a.md": "# 充值\n\n用 App 充值。\n"}, "whoosh")
    toc = next(where.glob("*.toc"))
    whole = toc.read_bytes()
    for evil in _malicious(trace):
        toc.write_bytes(_with_pickle(whole, evil)[-1])
        forged = dataclasses.replace(manifest.read(where), files=manifest.checksums(where))
        manifest.write(where, forged)
        with pytest.raises(IndexTrouble, match="has no place in an index"):
            opened(where)
        assert not trace.exists()


def test_an_object_stored_as_a_passage_never_comes_to_life(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    for number, malice in enumerate(_malice(trace)):
        where = tmp_path / str(number)
        where.mkdir()
        index = create_in(str(where), whoosh_engine._schema(), indexname="kawen")
        writer = index.writer()
        writer.add_document(terms=["2充值"], entry=malice)
        writer.commit()
        index.close()
        whoosh_engine._note(where, np.arange(1), [])
        with pytest.raises(IndexTrouble, match="has no place in an index"):
            whoosh_engine.Engine(where)
        assert not trace.exists()


def test_whoosh_itself_is_left_with_no_unpickler_but_ours() -> None:
    """A module of Whoosh that keeps a `loads` of its own would be a door past the list of safe records."""
    ours = {whoosh_engine._load, whoosh_engine._loads}
    reached = ("whoosh.index", "whoosh.columns", "whoosh.formats", "whoosh.filedb.structfile", "whoosh.codec.whoosh3")
    for name in reached:
        module = vars(sys.modules[name])
        kept = {key: module[key] for key in ("load", "loads", "load_pickle") if key in module}
        assert set(kept.values()) <= ours, f"{name} unpickles by itself"
    assert vars(sys.modules["whoosh.index"])["pickle"].loads in ours


def test_the_words_of_a_segment_are_those_that_whoosh_reads_itself(tmp_path: Path) -> None:
    words = ["w充值", "1充", "2充值", "wesim", "w500坚戈", "w𠀀"]
    rows = [builds.entry(f"a{number}", word[1:], f"{word[1:]}。护照 {number}") for number, word in enumerate(words)]
    whoosh_engine.Engine.build(tmp_path, builds.weighed(rows))
    index = whoosh_engine._Files(tmp_path).open_index(indexname="kawen", schema=whoosh_engine._schema())
    (segment, _), *others = index.reader().leaf_readers()

    assert others == []
    assert whoosh_engine._words(segment) == [term.decode() for term in segment.lexicon("terms")]
    assert len(whoosh_engine._words(segment)) > len(words)


def test_a_second_segment_whose_passages_bring_no_new_word_has_none(tmp_path: Path) -> None:
    columns = builds.weighed(CORPUS)
    index = create_in(str(tmp_path), whoosh_engine._schema(), indexname="kawen")
    whoosh_engine._write(index, columns, range(len(columns)), frozenset())
    whoosh_engine._write(index, columns, [0, 1], frozenset(columns.terms))
    again = whoosh_engine._Files(tmp_path).open_index(indexname="kawen", schema=whoosh_engine._schema())
    (first, _), (second, _) = again.reader().leaf_readers()

    assert whoosh_engine._words(first) == sorted(columns.terms)
    assert whoosh_engine._words(second) == []
