"""Rebuilding: what goes in, what is refused, and that the old build serves until a better one is there."""

import contextlib
import dataclasses
import gc
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from service.errors import BadCorpus, BadInput, BadSettings, BuildBusy, BuildRefused, IndexMissing, IndexRefused
from service.jobs.ask import ask
from service.jobs.desks import Desks
from service.jobs.index import articles_of, fresh_index, index_state, rebuild_index, stale
from service.jobs.material import corpus_print
from service.jobs.parts import FILE
from service.search import manifest
from service.search.build import LOCK
from service.search.manifest import Manifest
from service.search.shelf import CURRENT, Shelf, current
from service.search.sweep import KEEP
from tests.search import builds

FAULTY = "# 充值\n\n到店里把卡号和密码报给店员。\n"


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


def write(desks: Desks, name: str, text: str | bytes) -> Path:
    path = desks.articles / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def rebuilt(desks: Desks, index: Path, **more: object) -> Manifest:
    return rebuild_index(desks, index, builds.TODAY, engine="memory", **more).manifest  # type: ignore[arg-type]


def serving(index: Path) -> list[str]:
    return sorted(Shelf(index).get().articles)


def made(index: Path) -> Manifest:
    return manifest.read(builds.build_folder(index))


# What goes in --------------------------------------------------------------------------------------


def test_published_articles_go_in_drafts_and_retired_ones_do_not(desks: Desks, index: Path) -> None:
    write(desks, "draft.md", '+++\nstatus = "draft"\n+++\n# 草稿火箭\n\n火箭。\n')
    write(desks, "retired.md", '+++\nstatus = "retired"\n+++\n# 下架火箭\n\n火箭。\n')
    write(desks, "published.md", '+++\nstatus = "published"\n+++\n# 已发布\n\n月亮。\n')
    rebuilt(desks, index)

    assert serving(index) == ["lost", "published", "topup"]
    assert ask(Shelf(index).get(), "火箭").answer == "none"
    assert made(index).articles == 3


def test_a_verdict_goes_in_with_every_article(desks: Desks, index: Path) -> None:
    write(desks, "faulty.md", FAULTY)
    rebuilt(desks, index)
    build = Shelf(index).get()

    assert build.articles["faulty"]["verdict"]["errors"] >= 1
    assert build.articles["lost"]["verdict"]["errors"] == 0
    assert "credential-sharing" in {finding["rule"] for finding in build.articles["faulty"]["findings"]}
    assert [hit.verdict.errors > 0 for hit in ask(build, "密码").hits] == [True]


def test_the_manifest_says_of_which_day_and_when_the_next_fact_changes(desks: Desks, index: Path) -> None:
    row = "subject = 'KZ'\nkind = 'x'\nclaim = 'x'\nconfidence = 'high'\n"
    row += "sources = [{ url = 'https://example.org', title = 'x', seen = 2026-01-01 }]\n"
    later = f"[[fact]]\nid = 'a.b'\nsince = 2026-12-24\n{row}[[fact]]\nid = 'a.c'\nuntil = 2026-11-25\n{row}"
    (desks.root / "facts" / "later.toml").write_text(later, encoding="utf-8")
    rebuilt(desks, index)

    assert (made(index).as_of, made(index).next_change) == ("2026-11-20", "2026-11-25")
    assert stale(desks, made(index), date(2026, 11, 24)) == []
    assert stale(desks, made(index), date(2026, 11, 25)) == ["a fact has changed on 2026-11-25"]


# What is refused -----------------------------------------------------------------------------------


@pytest.fixture
def before(desks: Desks, index: Path) -> Iterator[str]:
    """A build that serves; however the test ends, it still does and nothing lies about."""
    build = rebuilt(desks, index).build
    yield build
    assert builds.build_folder(index).name == build
    assert serving(index) == ["lost", "topup"]
    assert sorted(path.name for path in index.iterdir()) == sorted([CURRENT, LOCK, FILE, build])


@pytest.mark.usefixtures("before")
@pytest.mark.parametrize("bad", [b"# \xff\n", b"+++\nid = \n+++\n", b"+++\nstatus = 'new'\n+++\n", b"+++\nid = 'x'\n"])
def test_a_bad_article_is_named_and_the_old_build_serves(desks: Desks, index: Path, bad: bytes) -> None:
    write(desks, "bad.md", bad)

    with pytest.raises(BuildRefused, match=r"(?s)old build still serves.*bad\.md:\d+: .*--allow-bad"):
        rebuilt(desks, index)


@pytest.mark.usefixtures("before")
def test_two_articles_with_one_id_are_both_named_and_the_old_build_serves(desks: Desks, index: Path) -> None:
    write(desks, "other.md", '+++\nid = "topup"\n+++\n# 充值\n\n充值。\n')

    with pytest.raises(BuildRefused, match=r"other\.md|topup\.md") as refused:
        rebuilt(desks, index)
    assert "other.md" in str(refused.value)
    assert "topup.md" in str(refused.value)


@pytest.mark.usefixtures("before")
@pytest.mark.parametrize(
    ("article", "heading", "got"),
    [("lost", "", "topup"), ("topup", "别的标题", "怎么充值")],
)
def test_a_judged_question_that_fails_is_named_and_the_old_build_serves(
    desks: Desks, index: Path, article: str, heading: str, got: str
) -> None:
    row = f'[[question]]\ntext = "怎么充值"\narticle = "{article}"\n' + (f'heading = "{heading}"\n' if heading else "")
    (desks.root / "questions" / "more.toml").write_text(row, encoding="utf-8")

    with pytest.raises(BuildRefused, match=r"(?s)1 judged questions fail.*old one still serves.*怎么充值") as refused:
        rebuilt(desks, index)
    assert got in str(refused.value)


@pytest.mark.usefixtures("before")
def test_facts_or_words_that_do_not_load_leave_the_old_build(desks: Desks, index: Path) -> None:
    (desks.root / "facts" / "broken.toml").write_text("[[fact]\n", encoding="utf-8")

    with pytest.raises(BadCorpus, match=r"broken\.toml"):
        rebuild_index(Desks(desks.root), index, builds.TODAY, engine="memory")


@pytest.mark.usefixtures("before")
def test_an_unknown_engine_is_refused_with_those_there_are(desks: Desks, index: Path) -> None:
    with pytest.raises(BuildRefused, match=r"unknown engine 'lucene'; there are memory.*whoosh"):
        rebuild_index(desks, index, builds.TODAY, engine="lucene")


@pytest.mark.usefixtures("before")
def test_a_second_builder_is_turned_away(desks: Desks, index: Path) -> None:
    with FileLock(index / LOCK), pytest.raises(BuildBusy, match="another build is running"):
        rebuilt(desks, index)


def test_a_question_about_an_article_that_is_not_there_judges_nothing(desks: Desks, index: Path) -> None:
    row = '[[question]]\ntext = "怎么充值"\narticle = "kz-topup"\n'
    (desks.root / "questions" / "more.toml").write_text(row, encoding="utf-8")

    assert rebuilt(desks, index).articles == 2


def test_allow_bad_leaves_out_what_is_bad_and_says_so(desks: Desks, index: Path) -> None:
    write(desks, "bad.md", b"# \xff\n")
    write(desks, "other.md", '+++\nid = "topup"\n+++\n# 充值\n\n充值。\n')
    done = rebuild_index(desks, index, builds.TODAY, engine="memory", allow_bad=True)

    assert [Path(trouble.path).name for trouble in done.left_out] == ["bad.md", "topup.md"]
    assert serving(index) == ["lost", "topup"]


@pytest.mark.skipif(Path("/").anchor != "/", reason="names of files are bytes on POSIX only")
def test_a_file_whose_name_is_no_unicode_is_a_bad_article(desks: Desks, index: Path) -> None:
    path = desks.articles / b"\xff.md".decode(errors="surrogateescape")
    path.write_text("# 充值\n", encoding="utf-8")

    with pytest.raises(BuildRefused, match="rename it"):
        rebuilt(desks, index)
    assert rebuilt(desks, index, allow_bad=True).articles == 2


def test_a_place_where_nothing_can_be_written_is_refused_with_another_way(desks: Desks, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")

    with pytest.raises(BuildRefused, match="--index"):
        rebuilt(desks, tmp_path / "file" / "index")


# Again ---------------------------------------------------------------------------------------------


def test_the_last_builds_stay_and_what_a_killed_builder_left_goes(desks: Desks, index: Path) -> None:
    left = index / "20200101T000000-deadbeef"
    left.mkdir(parents=True)
    (index / f".{CURRENT}.deadbeef").write_text("x", encoding="utf-8")
    (index / "notes").mkdir()
    names = [rebuilt(desks, index).build for _ in range(KEEP + 1)]

    assert current(index) == names[: -KEEP - 1 : -1]
    assert sorted(path.name for path in index.iterdir()) == sorted([CURRENT, LOCK, FILE, "notes", *names[-KEEP:]])


def test_a_rebuild_mends_an_index_with_a_broken_pointer(desks: Desks, index: Path) -> None:
    rebuilt(desks, index)
    (index / CURRENT).write_text("../elsewhere\n", encoding="utf-8")
    rebuilt(desks, index)

    assert serving(index) == ["lost", "topup"]


# Stale ---------------------------------------------------------------------------------------------


def test_any_change_of_the_corpus_makes_the_build_stale_until_it_is_rebuilt(desks: Desks, index: Path) -> None:
    rebuilt(desks, index)

    for change in (
        lambda: write(desks, "topup.md", "# 怎么充值\n\n改过了。\n"),
        lambda: write(desks, "new.md", "# 新文章\n"),
        lambda: (desks.articles / "lost.md").unlink(),
        lambda: (desks.root / "words" / "dictionary.txt").write_text("充值 100 v\n", encoding="utf-8"),
        lambda: (desks.root / "questions" / "judged.toml").write_text("", encoding="utf-8"),
    ):
        assert stale(desks, made(index), builds.TODAY) == []
        change()
        assert stale(desks, made(index), builds.TODAY) == ["the corpus has changed since"]
        rewrite_print(desks, index)


def rewrite_print(desks: Desks, index: Path) -> None:
    """As if it had been rebuilt: half a second saved each time."""
    manifest.write(builds.build_folder(index), dataclasses.replace(made(index), corpus=corpus_print(desks)))


def test_the_state_of_an_index_can_be_asked_for(desks: Desks, index: Path) -> None:
    build = rebuilt(desks, index)
    state = index_state(desks, index)

    assert (state["build"], state["engine"], state["articles"]) == (build.build, "memory", 2)
    assert state["index"] == str(index)
    with pytest.raises(IndexMissing, match="kawen index build"):
        index_state(desks, index / "nowhere")
    (index / CURRENT).write_text("nowhere\n", encoding="utf-8")
    with pytest.raises((IndexMissing, IndexRefused), match="kawen index build"):
        index_state(desks, index)


def test_a_fresh_index_is_left_alone_and_a_missing_or_stale_one_is_built(desks: Desks, index: Path) -> None:
    said = list(fresh_index(desks, index))
    assert said[0].startswith(f"building the index in {index}")
    assert "2 articles" in said[1]
    assert list(fresh_index(desks, index)) == []

    write(desks, "new.md", "# 新文章\n\n新的。\n")
    assert "the corpus has changed since" in next(fresh := fresh_index(desks, index))
    assert "3 articles" in next(fresh)
    assert serving(index) == ["lost", "new", "topup"]


def test_a_damaged_index_is_built_anew(desks: Desks, index: Path) -> None:
    rebuilt(desks, index)
    (builds.build_folder(index) / "lexicon.json").write_text("{}", encoding="utf-8")

    reason, *_ = fresh_index(desks, index)
    assert "is damaged" in reason
    assert serving(index) == ["lost", "topup"]


# A folder of others --------------------------------------------------------------------------------


def test_a_foreign_folder_replaces_the_articles_and_is_remembered(desks: Desks, index: Path, tmp_path: Path) -> None:
    folder = builds.write_articles(
        tmp_path / "theirs", {"a.md": "# 火箭\n\n怎么坐火箭。\n", "deep/b.md": "# 月亮\n\n很远。\n"}
    )
    rebuilt(desks, index, articles=folder)

    assert serving(index) == ["a", "b"]
    assert made(index).articles_from == str(folder.resolve())
    assert articles_of(index) == folder.resolve()
    assert stale(desks, made(index), builds.TODAY) == []

    (folder / "a.md").write_text("# 火箭\n\n改过了。\n", encoding="utf-8")
    assert stale(desks, made(index), builds.TODAY) == ["the corpus has changed since"]
    assert "2 articles" in list(fresh_index(desks, index))[-1]
    assert serving(index) == ["a", "b"], "a stale foreign index is rebuilt from its own folder"


@pytest.mark.parametrize(
    "title",
    [
        "NOT 充值",
        "-充值",
        '"',
        "怎么",
        "的",
        "ＫＣＥＬＬ　卡",
        "🇰🇿",
        "C++",
        "第 1 章",
        "½ 价",
        "AND",
        "wi-fi 怎么连",
        "a" * 150,
        "𠮷野家",
        "後面",
    ],
)
def test_each_title_of_a_foreign_folder_finds_its_article(
    desks: Desks, index: Path, tmp_path: Path, title: str
) -> None:
    folder = builds.write_articles(
        tmp_path / "theirs", {"a.md": f"+++\ntitle = '{title}'\n+++\n\n正文。\n", "b.md": "# 月亮\n\n很远。\n"}
    )

    assert rebuilt(desks, index, articles=folder).articles == 2


def test_a_foreign_folder_that_is_gone_is_not_rebuilt_from_ours(desks: Desks, index: Path, tmp_path: Path) -> None:
    folder = builds.write_articles(tmp_path / "theirs", {"a.md": "# 火箭\n\n怎么坐火箭。\n"})
    rebuilt(desks, index, articles=folder)
    folder.rename(tmp_path / "elsewhere")

    assert stale(desks, made(index), builds.TODAY) == []
    with pytest.raises(BadSettings, match="which is gone"):
        articles_of(index)
    (builds.build_folder(index) / "lexicon.json").write_text("{}", encoding="utf-8")
    with pytest.raises(BadSettings, match="which is gone"):
        list(fresh_index(desks, index))


def test_a_folder_without_articles_is_an_error(desks: Desks, index: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(BuildRefused, match="empty"):
        rebuilt(desks, index, articles=tmp_path / "empty")
    with pytest.raises(BadInput, match="nowhere"):
        rebuilt(desks, index, articles=tmp_path / "nowhere")


def test_an_article_judged_on_another_day_is_judged_by_the_facts_of_that_day(desks: Desks, index: Path) -> None:
    rebuild_index(desks, index, builds.TODAY - timedelta(days=365), engine="memory")

    assert made(index).as_of == "2025-11-20"


@pytest.mark.parametrize("text", ["# 好\n\n好的。\n", ""])
def test_a_build_leaves_the_collector_of_garbage_as_it_was(tmp_path: Path, text: str) -> None:
    before = gc.get_threshold()
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.md").write_text(text, encoding="utf-8")
    with contextlib.suppress(BuildRefused):
        rebuild_index(builds.desks(), tmp_path / "index", builds.TODAY, articles=tmp_path / "articles", engine="memory")
    assert gc.get_threshold() == before


def test_a_folder_that_holds_other_things_is_not_built_into(desks: Desks, index: Path) -> None:
    index.mkdir()
    (index / CURRENT).write_text("mine\n", encoding="utf-8")

    with pytest.raises(BuildRefused, match="holds 'CURRENT' and no index; name a new or an empty folder"):
        rebuilt(desks, index)
    assert [(path.name, path.read_text("utf-8")) for path in index.iterdir()] == [(CURRENT, "mine\n")]


def test_a_freshly_mounted_folder_is_built_into(desks: Desks, index: Path) -> None:
    (index / "lost+found").mkdir(parents=True)
    write(desks, "a.md", "# 充值\n\n月亮。\n")

    assert rebuilt(desks, index).articles


def test_a_folder_without_articles_is_told_as_what_it_is(desks: Desks, index: Path, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()

    with pytest.raises(BuildRefused, match=r"no Markdown file \(\*\.md\) in this folder; nothing was built"):
        rebuilt(desks, index, articles=tmp_path / "nothing")
