"""What is taken over from the build that serves makes the build that would have been made without it, to the byte."""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.corpus.encodings import text_of
from service.errors import BuildRefused
from service.jobs import index as jobs
from service.jobs import material
from service.jobs.ask import answer_json, ask
from service.jobs.index import Rebuilt, rebuild_index
from service.jobs.judge import Judge
from service.jobs.parts import FILE as PARTS
from service.search import build as building
from service.search import ledger, manifest, standing
from service.search.ledger import FILE
from service.search.shelf import current, opened
from tests.search import builds

#: Files whose bytes are Whoosh's own business; what they say is compared by answers and vocabulary.
WHOOSH = ("kawen_", "_kawen_", "documents.npy", "gone.npy")
WORDS = [
    "充值",
    "余额",
    "护照",
    "Kcell",
    "eSIM",
    "流量",
    "验证码",
    "激活",
    "补卡",
    "漫游",
    "Beeline",
    "500 坚戈",
    "机场",
    "营业厅",
]
QUESTIONS = [
    "怎么充值",
    "kcell 余额",
    "chongzhi",
    "护照 补卡",
    '"流量"',
    "-充值 漫游",
    "beelin",
    "独一无二",
    "最后一篇",
    "激活 eSIM",
]
KEPT = 24


def text(seed: int, *, passages: int = 3, more: str = "") -> str:
    chance = random.Random(seed)

    def said(size: int) -> str:
        return "".join(chance.choices(WORDS, k=size))

    front = chance.choice(
        ["", "", '+++\ncountries = ["KZ"]\ntopics = ["topup"]\n+++\n', '+++\ncountries = ["TH"]\n+++\n']
    )
    parts = "".join(
        f"## {said(3)}{number}\n\n{said(8)}。{chance.choice(['', '问：' + said(3) + '？'])}\n\n"
        for number in range(passages)
    )
    return f"{front}# {said(2)} {seed}\n\n{parts}{more}\n"


#: An article of the folder, or a new one, gets a text by its seed, or goes.
CHANGES = st.lists(
    st.lists(
        st.tuples(st.integers(0, KEPT + 3), st.none() | st.integers(0, 10_000), st.integers(0, 3)),
        min_size=1,
        max_size=2,
    ),
    min_size=1,
    max_size=4,
)


def updated(
    index: Path, articles: Path, *, reuse: bool = True, engine: str = "whoosh", allow_bad: bool = True
) -> Rebuilt:
    return rebuild_index(
        builds.desks(), index, builds.TODAY, articles=articles, engine=engine, allow_bad=allow_bad, reuse=reuse
    )


def folder_of(place: Path) -> Path:
    return builds.write_articles(place / "articles", {f"a{n:02}.md": text(n) for n in range(KEPT)})


def files(index: Path) -> dict[str, bytes]:
    where = builds.build_folder(index)
    found = {path.name: path.read_bytes() for path in manifest.files(where)}
    return {name: raw for name, raw in found.items() if not name.startswith(WHOOSH)}


def answers(index: Path) -> list[Any]:
    build = opened(builds.build_folder(index))
    said = [answer_json(ask(build, question, explain=True)) for question in QUESTIONS]
    for answer in said:
        del answer["build"], answer["took_ms"]
    entries = [build.engine.entries[number] for number in range(build.engine.count())]  # type: ignore[attr-defined]
    return [said, list(build.engine.terms()), entries, dict(build.articles)]


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many passages each build took over."""
    found: list[int] = []

    def spy(*given: Any) -> Any:
        columns = standing.taken_over(*given)
        assert columns.taken is not None
        found.append(int((columns.taken >= 0).sum()))
        return columns

    monkeypatch.setattr(building, "taken_over", spy)
    return found


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of articles and its index; a copy lies elsewhere, so its articles are others until they are built."""
    place = tmp_path_factory.mktemp("template")
    updated(place / "index", folder_of(place))
    return place


def afresh(place: Path) -> Path:
    """An index of the same articles without a build to take anything over from; linting is remembered."""
    (place / "afresh").mkdir()
    shutil.copy(place / "index" / PARTS, place / "afresh")
    assert updated(place / "afresh", place / "articles").manifest
    return place / "afresh"


@given(changes=CHANGES)
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_sequence_of_updates_writes_the_files_of_a_build_made_afresh(
    template: Path, tmp_path_factory: pytest.TempPathFactory, changes: list[list[tuple[int, int | None, int]]]
) -> None:
    place = tmp_path_factory.mktemp("sequence")
    shutil.copytree(template, place, dirs_exist_ok=True)
    articles = place / "articles"
    updated(place / "index", articles)
    for step in changes:
        for number, seed, passages in step:
            path = articles / f"a{number:02}.md"
            if seed is None:
                path.unlink(missing_ok=True)
            else:
                path.write_text(text(seed, passages=passages, more=f"独一无二{seed}。"), encoding="utf-8")
        updated(place / "index", articles)
    assert (place / "index" / FILE).is_file()
    alone = afresh(place)

    assert files(place / "index") == files(alone)
    assert answers(place / "index") == answers(alone)
    shutil.rmtree(place)


def test_one_article_changed_takes_over_all_others_into_two_segments(tmp_path: Path, taken: list[int]) -> None:
    index, articles = tmp_path / "index", folder_of(tmp_path)
    passages = updated(index, articles).manifest.passages
    for seed in (1000, 1001, 1002):
        (articles / "a07.md").write_text(text(seed, passages=2), encoding="utf-8")
        assert updated(index, articles).reused == KEPT - 1
    assert len(taken) == 3
    assert min(taken) >= passages - 4

    where = builds.build_folder(index)
    assert len(list(where.glob("kawen_*.seg"))) == 2, "what is new lies in a segment of its own, never in a third"
    assert len(np.load(where / "gone.npy")) > 0, "words that only the old text had"
    assert answers(index) == answers(afresh(tmp_path))


@pytest.mark.parametrize("name", ["0.md", "a11b.md", "zz.md"])
def test_a_new_article_stands_where_its_name_puts_it(tmp_path: Path, taken: list[int], name: str) -> None:
    index, articles = tmp_path / "index", folder_of(tmp_path)
    updated(index, articles)
    (articles / name).write_text(text(6000, passages=1), encoding="utf-8")
    updated(index, articles)

    assert len(taken) == 1
    alone = afresh(tmp_path)
    assert files(index) == files(alone)
    assert answers(index) == answers(alone)


def test_a_segment_that_has_lost_too_much_is_written_anew(tmp_path: Path) -> None:
    index, articles = tmp_path / "index", folder_of(tmp_path)
    updated(index, articles)
    for number in range(KEPT // 4):
        (articles / f"a{number:02}.md").write_text(text(2000 + number), encoding="utf-8")
    updated(index, articles)

    assert len(list(builds.build_folder(index).glob("kawen_*.seg"))) == 1


@pytest.mark.parametrize("seed", range(6))
def test_a_ledger_that_is_damaged_is_not_believed(tmp_path: Path, seed: int) -> None:
    index, articles = tmp_path / "index", folder_of(tmp_path)
    updated(index, articles)
    chance, path = random.Random(seed), index / FILE
    raw = bytearray(path.read_bytes())
    for _ in range(chance.choice([1, 1, 20])):
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    path.write_bytes(raw[: chance.choice([len(raw), len(raw) // 2, 0, len(raw)])])
    (articles / "a03.md").write_text(text(3000), encoding="utf-8")
    updated(index, articles)
    alone = afresh(tmp_path)

    assert files(index) == files(alone)
    assert answers(index) == answers(alone)


def test_one_damaged_byte_of_a_ledger_is_noticed_wherever_it_is(tmp_path: Path) -> None:
    """A zip file tells of a damaged name or number by some twenty kinds of errors, and of a header by none."""
    index = tmp_path / "index"
    updated(index, folder_of(tmp_path))
    build, path = (current(index) or [""])[0], index / FILE
    raw = path.read_bytes()
    size = raw.index(b"NUMPY", raw.index(b"terms0")) + 7  # a shorter header: numbers begin in the middle of it
    assert ledger.read(index, build) is not None
    for place in (size, *range(300), *range(300, len(raw), 97)):
        for bits in (1, 3, 16, 64):
            path.write_bytes(raw[:place] + bytes([raw[place] ^ bits]) + raw[place + 1 :])
            assert ledger.read(index, build) is None, (place, bits)


@pytest.mark.parametrize("name", ["texts.npy", "readings.json", "articles.jsonl", "lexicon.json", "seg"])
def test_nothing_is_taken_over_of_a_damaged_build(tmp_path: Path, taken: list[int], name: str) -> None:
    index, articles = tmp_path / "index", folder_of(tmp_path)
    updated(index, articles)
    path = next(path for path in manifest.files(builds.build_folder(index)) if path.name.endswith(name))
    whole = path.read_bytes()
    path.write_bytes(whole[:-9] + bytes([whole[-9] ^ 4]) + whole[-8:])
    (articles / "a03.md").write_text(text(3001), encoding="utf-8")
    updated(index, articles)

    assert taken == []
    assert files(index) == files(afresh(tmp_path))


def test_a_ledger_of_another_build_is_not_believed(tmp_path: Path, taken: list[int]) -> None:
    index, articles = tmp_path / "index", folder_of(tmp_path)
    updated(index, articles)
    (articles / "a03.md").write_text(text(4000), encoding="utf-8")
    updated(index, articles)
    assert len(taken) == 1
    building.rollback(index)
    (articles / "a04.md").write_text(text(4001), encoding="utf-8")
    updated(index, articles)

    assert len(taken) == 1, "the ledger is that of the build that was left"
    assert ledger.read(index, (current(index) or [""])[0]) is not None


def test_another_value_of_a_facet_takes_nothing_over(tmp_path: Path, taken: list[int]) -> None:
    index, articles = tmp_path / "index", folder_of(tmp_path)
    updated(index, articles)
    (articles / "new.md").write_text('+++\ntopics = ["weather"]\n+++\n# 天气\n\n天气很好。\n', encoding="utf-8")
    updated(index, articles)

    assert taken == []
    assert files(index) == files(afresh(tmp_path))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[frozenset[str] | None]:
    """The articles that each build is asked for in any case."""
    found: list[frozenset[str] | None] = []

    def spy(*given: Any, **named: Any) -> Judge:
        found.append(named["changed"])
        return Judge(*given, **named)

    monkeypatch.setattr(jobs, "Judge", spy)
    return found


@pytest.mark.parametrize("engine", ["whoosh", "memory"])
def test_an_article_of_a_refused_update_is_asked_for_in_the_next(
    tmp_path: Path, asked: list[frozenset[str] | None], engine: str
) -> None:
    index, articles = tmp_path / "index", folder_of(tmp_path)
    updated(index, articles, engine=engine)
    (articles / "new.md").write_text("# 新文章\n\n漫游很贵。\n", encoding="utf-8")
    (articles / "bad.md").write_text("+++\nid =\n+++\n# 坏文章\n", encoding="utf-8")
    with pytest.raises(BuildRefused):
        updated(index, articles, engine=engine, allow_bad=False)
    (articles / "bad.md").unlink()
    updated(index, articles, engine=engine, allow_bad=False)

    assert asked[-1] == frozenset({"new"})


def test_an_article_with_another_value_of_a_facet_is_asked_for_and_counted(
    tmp_path: Path, asked: list[frozenset[str] | None]
) -> None:
    index, articles = tmp_path / "index", folder_of(tmp_path)
    updated(index, articles)
    (articles / "new.md").write_text('+++\ntopics = ["weather"]\n+++\n# 天气\n\n天气很好。\n', encoding="utf-8")
    done = updated(index, articles)

    assert asked[-1] == frozenset({"new"})
    assert done.reused == KEPT


def test_a_folder_of_articles_that_has_another_name_is_a_change(tmp_path: Path) -> None:
    """What is found in an article says where the article is."""
    index, articles = tmp_path / "index", folder_of(tmp_path)
    builds.write_articles(articles / "before", {"b.md": "# 最便宜的卡\n\n全球最便宜。\n"})
    updated(index, articles)
    (articles / "before").rename(articles / "behind")
    assert not updated(index, articles).unchanged
    assert files(index) == files(afresh(tmp_path))

    inside = rebuild_index(builds.desks(), index, builds.TODAY, articles=articles / "behind", reuse=True)
    alone = rebuild_index(builds.desks(), tmp_path / "alone", builds.TODAY, articles=articles / "behind")
    assert inside.manifest.corpus == alone.manifest.corpus, "the same file has another name below another folder"


BUILDS = """
import sys
from pathlib import Path
from service.jobs.index import rebuild_index
from tests.search import builds
rebuild_index(builds.desks(), Path(sys.argv[1]), builds.TODAY, articles=Path(sys.argv[2]))
"""


def test_two_processes_write_the_same_files_and_cut_alike(tmp_path: Path) -> None:
    """Sets have another order in every process; what depends on it would be cut anew by each update."""
    named = ", ".join(f'"{country.code}"' for country in builds.desks().words.countries)
    front = f"+++\ncountries = [{named}]\n+++\n"
    articles = builds.write_articles(
        tmp_path / "articles", {f"{n}.md": f"{front}# 充值办法{n}\n\n报手机号码和金额。\n" for n in range(2)}
    )
    for seed in ("1", "2"):
        run = [sys.executable, "-c", BUILDS, str(tmp_path / seed), str(articles)]
        subprocess.run(run, env=builds.environment(PYTHONHASHSEED=seed), cwd=builds.ROOT, check=True)

    assert files(tmp_path / "1") == files(tmp_path / "2")
    assert keys(tmp_path / "1") == keys(tmp_path / "2")


def keys(index: Path) -> list[list[str]]:
    """What the parts of each article are remembered under."""
    found = ledger.read(index, builds.build_folder(index).name)
    assert found is not None
    return [row.keys for row in found.rows]


# Stamps --------------------------------------------------------------------------------------------


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the articles that were read."""
    found: list[str] = []
    before = text_of

    def spy(path: Path, shown: str) -> str:
        found.append(path.name)
        return before(path, shown)

    monkeypatch.setattr(material, "text_of", spy)
    return found


def test_what_was_not_written_to_is_not_read_again(
    tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(material, "_TICK", -(10**12))  # as if everything had been written long ago
    index, articles = tmp_path / "index", folder_of(tmp_path)
    updated(index, articles)
    read.clear()
    assert updated(index, articles).unchanged
    assert read == []

    path = articles / "a07.md"
    state = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("。", "！", 1), encoding="utf-8")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert path.stat().st_size == state.st_size
    done = updated(index, articles)
    assert done.reused == KEPT - 1, "the same size and the same day, and yet another text"
    assert set(read) == {"a07.md"}
    assert answers(index) == answers(afresh(tmp_path))


def test_what_was_written_a_moment_ago_is_read_again(tmp_path: Path, read: list[str]) -> None:
    """Its stamp could hide another change within the same tick of the clock."""
    index, articles = tmp_path / "index", folder_of(tmp_path)
    updated(index, articles)
    read.clear()
    assert updated(index, articles).unchanged
    assert set(read) == {path.name for path in articles.iterdir()}


def test_a_file_that_was_only_touched_is_read_and_taken_over(tmp_path: Path, read: list[str], taken: list[int]) -> None:
    index, articles = tmp_path / "index", folder_of(tmp_path)
    updated(index, articles)
    (articles / "a01.md").write_text(text(5000), encoding="utf-8")
    read.clear()
    done = updated(index, articles)

    assert "a02.md" in read
    assert done.reused == KEPT - 1
    assert len(taken) == 1


def test_a_build_by_hand_reads_everything(tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(material, "_TICK", -(10**12))
    index, articles = tmp_path / "index", folder_of(tmp_path)
    updated(index, articles)
    read.clear()
    updated(index, articles, reuse=False)

    assert len(set(read)) == KEPT


def test_a_ledger_that_a_killed_builder_left_half_written_goes(tmp_path: Path) -> None:
    index, articles = tmp_path / "index", folder_of(tmp_path)
    updated(index, articles)
    (index / f"{ledger.ASIDE}0123abcd").write_bytes(b"PK")
    assert [one.name for one in building.collect(index)[0]] == [f"{ledger.ASIDE}0123abcd"]
    assert (index / FILE).is_file()
