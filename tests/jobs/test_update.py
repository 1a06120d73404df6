"""Updating works out only what has changed and gives what a full rebuild gives, whatever happened in between."""

import contextlib
import json
import random
import shutil
import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.errors import BuildRefused
from service.jobs.ask import answer_json, ask
from service.jobs.desks import Desks
from service.jobs.index import Rebuilt, rebuild_index
from service.jobs.parts import FILE, Parts, digest
from service.search import manifest
from service.search.shelf import opened
from tests.search import builds

QUESTIONS = [
    "怎么充值",
    "kcell充值",
    "补卡要护照吗",
    "chongzhi",
    "冲值",
    "-充值 护照",
    '"手机号码"',
    "beelin",
    "5G 500坚戈",
]
TEXTS = [
    "# 怎么充值\n\n报手机号码和金额，用 App 充值。\n",
    "# 手机卡丢了怎么补\n\n带护照去营业厅补卡。\n\n## 补卡要多少钱\n\n不要钱。\n",
    "# Kcell 充值\n\n在 Kcell 官网充值，500 坚戈起。\n",
    "# 激活 eSIM\n\n扫描二维码。\n\n问：要 Wi-Fi 吗？\n答：要 Wi-Fi 或 5G。\n",
    "# 充值\n\n到店里把卡号和密码报给店员。\n",
    '+++\nstatus = "draft"\n+++\n# 草稿\n\n草稿里也有充值。\n',
    '+++\nid = "own"\ntopics = ["topup"]\noperators = ["nobody"]\n+++\n# 另起的名字\n\n查余额用 *111#。\n',
    "",
]
NAMES = ["a.md", "b.md", "c.md", "deep/d.md", "e.markdown"]
#: A file gets a text (another one: an edit), or goes.
CHANGES = st.lists(
    st.lists(st.tuples(st.sampled_from(NAMES), st.none() | st.sampled_from(TEXTS)), min_size=1, max_size=3), max_size=5
)


def rebuilt(index: Path, articles: Path, *, reuse: bool, engine: str = "memory", day: date = builds.TODAY) -> Rebuilt:
    return rebuild_index(builds.desks(), index, day, articles=articles, engine=engine, allow_bad=True, reuse=reuse)


def said(index: Path) -> tuple[dict[str, str], list[Any]]:
    """What is written, file by file, and what is answered, but for the build's name and the time it took."""
    build = opened(builds.build_folder(index))
    answers = [answer_json(ask(build, question, explain=True)) for question in QUESTIONS]
    for answer in answers:
        del answer["build"], answer["took_ms"]
    made = build.manifest
    return made.files, [made.articles, made.passages, made.corpus, json.dumps(answers), build.articles]


def apply(articles: Path, name: str, text: str | None) -> None:
    path = articles / name
    if text is None:
        path.unlink(missing_ok=True)
    else:
        builds.write_articles(articles, {name: text})


@given(changes=CHANGES)
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_sequence_of_changes_updated_is_what_a_full_rebuild_is(
    engine_name: str, tmp_path_factory: pytest.TempPathFactory, changes: list[list[tuple[str, str | None]]]
) -> None:
    place = tmp_path_factory.mktemp("sequence")
    articles = builds.write_articles(place / "articles", {"kept.md": TEXTS[0], "z.md": "# 最后\n\n最后一篇。\n"})
    rebuilt(place / "updated", articles, reuse=True, engine=engine_name)
    for step in changes:
        for name, text in step:
            apply(articles, name, text)
        rebuilt(place / "updated", articles, reuse=True, engine=engine_name)
    rebuilt(place / "afresh", articles, reuse=False, engine=engine_name)

    files, answers = said(place / "updated")
    files_afresh, answers_afresh = said(place / "afresh")
    assert answers == answers_afresh
    if engine_name == "memory":  # the others name files or indices by chance
        assert files == files_afresh
    shutil.rmtree(place)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return builds.write_articles(tmp_path / "articles", {f"a{n}.md": text for n, text in enumerate(TEXTS[:4])})


def test_only_what_has_changed_is_worked_out_anew(tmp_path: Path, articles: Path) -> None:
    index = tmp_path / "index"
    assert rebuilt(index, articles, reuse=True).reused == 0
    apply(articles, "a1.md", TEXTS[4])
    done = rebuilt(index, articles, reuse=True)
    assert (done.reused, done.manifest.articles) == (3, 4)

    apply(articles, "a1.md", None)
    assert rebuilt(index, articles, reuse=True).reused == 3
    assert rebuilt(index, articles, reuse=False).reused == 0, "a build works everything out"


def test_nothing_is_built_when_nothing_has_changed(tmp_path: Path, articles: Path) -> None:
    index = tmp_path / "index"
    made = rebuilt(index, articles, reuse=False).manifest
    again = rebuilt(index, articles, reuse=True)
    assert again.unchanged
    assert again.manifest == made

    assert not rebuilt(index, articles, reuse=True, engine="whoosh").unchanged
    (builds.build_folder(index) / "lexicon.json").write_text("{}", encoding="utf-8")
    assert not rebuilt(index, articles, reuse=True, engine="whoosh").unchanged, "a damaged build is built anew"
    opened(builds.build_folder(index))


def test_another_day_judges_every_article_again(tmp_path: Path, articles: Path) -> None:
    rebuilt(tmp_path / "index", articles, reuse=True)
    done = rebuilt(tmp_path / "index", articles, reuse=True, day=date(2026, 11, 21))

    assert done.reused == 0
    assert done.manifest.as_of == "2026-11-21"


def test_another_fact_or_word_works_everything_out_again(tmp_path: Path, desks: Desks) -> None:
    index = tmp_path / "index"

    def updated() -> Rebuilt:
        return rebuild_index(Desks(desks.root), index, builds.TODAY, engine="memory", reuse=True)

    updated()
    assert updated().unchanged
    for change in ("facts/zz.toml", "words/dictionary.txt"):
        path = desks.root / change
        path.write_text(path.read_text(encoding="utf-8") if path.exists() else "", encoding="utf-8")
        with path.open("a", encoding="utf-8") as file:
            file.write("\n# touched\n")
        assert updated().reused == 0


def test_another_word_in_the_dictionary_cuts_every_passage_again(tmp_path: Path, desks: Desks) -> None:
    def made(name: str, *, reuse: bool) -> tuple[dict[str, str], list[Any]]:
        rebuild_index(Desks(desks.root), tmp_path / name, builds.TODAY, engine="memory", reuse=reuse)
        return said(tmp_path / name)

    before = made("updated", reuse=True)
    with (desks.root / "words" / "dictionary.txt").open("a", encoding="utf-8") as file:
        file.write("\n报手机号 100000 n\n")
    after = made("updated", reuse=True)

    assert after[0]["passages.json"] != before[0]["passages.json"], "the word is cut otherwise now"
    assert after == made("afresh", reuse=False)


def test_what_stands_under_another_key_is_not_believed(tmp_path: Path) -> None:
    parts = Parts(tmp_path, reuse=True)
    parts.put(digest("one"), 1)
    parts.put(digest("two"), 2)
    parts.close(whole=True)
    with contextlib.closing(sqlite3.connect(tmp_path / FILE)) as table:
        table.execute("update part set value = (select value from part where key = ?)", (digest("one"),))
        table.commit()

    parts = Parts(tmp_path, reuse=True)
    assert (parts.get(digest("one")), parts.get(digest("two"))) == (1, None)
    parts.close(whole=False)


@pytest.mark.parametrize("seed", range(4))
def test_flipped_bits_in_what_is_remembered_never_get_into_a_build(tmp_path: Path, articles: Path, seed: int) -> None:
    index, chance = tmp_path / "index", random.Random(seed)
    rebuilt(index, articles, reuse=False)
    wanted = said(index)
    for _ in range(6):
        path = index / FILE
        raw = bytearray(path.read_bytes())
        for _ in range(8):
            raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
        path.write_bytes(raw)
        (builds.build_folder(index) / "readings.json").write_text("", encoding="utf-8")  # or nothing would be built
        assert not rebuilt(index, articles, reuse=True).unchanged
        assert said(index) == wanted


@pytest.mark.parametrize("raw", [b"", b"x", b"SQLite format 3\0" * 300])
def test_what_is_remembered_may_be_anything_at_all(tmp_path: Path, articles: Path, raw: bytes) -> None:
    index = tmp_path / "index"
    rebuilt(index, articles, reuse=False)
    wanted = said(index)
    (index / FILE).write_bytes(raw)
    apply(articles, "new.md", TEXTS[4])
    apply(articles, "new.md", None)
    apply(articles, "a0.md", TEXTS[0])
    (builds.build_folder(index) / "readings.json").write_text("", encoding="utf-8")
    rebuilt(index, articles, reuse=True)

    assert said(index) == wanted


def test_a_place_that_cannot_remember_builds_all_the_same(tmp_path: Path, articles: Path) -> None:
    (tmp_path / "index" / FILE).mkdir(parents=True)

    assert rebuilt(tmp_path / "index", articles, reuse=True).manifest.articles == 4


def test_facts_that_change_while_a_build_is_made_are_noticed_and_nothing_is_remembered(
    tmp_path: Path, desks: Desks
) -> None:
    def touch(step: str, done: int, total: int) -> None:
        if step == "lint" and done == 1:
            (desks.root / "facts" / "zz.toml").write_text("# touched\n", encoding="utf-8")

    with pytest.raises(BuildRefused, match=r"changed meanwhile.*run it again"):
        rebuild_index(desks, tmp_path / "index", builds.TODAY, engine="memory", progress=touch)
    done = rebuild_index(Desks(desks.root), tmp_path / "index", builds.TODAY, engine="memory", reuse=True)
    assert done.reused == 0


def test_what_is_no_longer_of_use_is_forgotten(tmp_path: Path) -> None:
    parts = Parts(tmp_path, reuse=True)
    for number in range(3):
        parts.put(digest(str(number)), number)
    parts.close(whole=True)
    parts = Parts(tmp_path, reuse=True)
    assert parts.get(digest("1")) == 1
    parts.close(whole=True)

    parts = Parts(tmp_path, reuse=True)
    assert [parts.get(digest(str(number))) for number in range(3)] == [None, 1, None]
    parts.close(whole=False)


def test_an_update_that_is_refused_does_not_switch_and_forgets_nothing(tmp_path: Path, articles: Path) -> None:
    index = tmp_path / "index"
    rebuilt(index, articles, reuse=True)
    before = builds.build_folder(index)
    (articles / "bad.md").write_bytes(b"# \xff\n")
    with pytest.raises(BuildRefused, match=r"bad\.md"):
        rebuild_index(builds.desks(), index, builds.TODAY, articles=articles, engine="memory", reuse=True)
    assert builds.build_folder(index) == before

    (articles / "bad.md").write_text("# 好了\n\n好了。\n", encoding="utf-8")
    assert rebuilt(index, articles, reuse=True).reused == 4
    assert manifest.read(builds.build_folder(index)).articles == 5
