"""What a reader does with a build that is missing, damaged, foreign or outdated: refuse it in words, or go on serving."""

import dataclasses
import hashlib
import json
import os
import random
import shutil
import threading
from pathlib import Path

import pytest

from service.errors import IndexMissing, IndexOutdated, IndexRefused, IndexTrouble, NotFound, ServiceError
from service.jobs.ask import ask
from service.search import manifest
from service.search.build import switch
from service.search.shelf import CURRENT, Opened, Shelf, current, opened
from tests.search import builds

#: Seconds that a question waits for a new build where the test wants it to see that one, on a busy machine too.
PATIENT = 60.0


@pytest.fixture
def build(index: Path) -> Path:
    """A copy of the corpus's build."""
    return builds.build_folder(index)


def rewrite(folder: Path, **values: object) -> None:
    """Other values behind a seal that fits, as another program would write them."""
    path = folder / manifest.NAME
    told = {**json.loads(path.read_bytes()), **values}
    plain = json.dumps({**told, "seal": ""}, ensure_ascii=False, indent=1) + "\n"
    told["seal"] = hashlib.sha256(plain.encode()).hexdigest()
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


# The manifest --------------------------------------------------------------------------------------


def test_a_build_opens_and_says_what_it_holds(build: Path) -> None:
    made = opened(build).manifest

    assert made.build == build.name
    assert (made.articles, made.as_of) == (len(opened(build).articles), "2026-11-20")
    assert made.files == manifest.checksums(build)


def test_a_folder_without_manifest_is_refused(build: Path) -> None:
    (build / manifest.NAME).unlink()

    with pytest.raises(IndexRefused, match=r"no manifest.*kawen index build"):
        opened(build)


def test_a_build_that_is_not_there_is_refused_or_missing(index: Path) -> None:
    with pytest.raises(IndexTrouble, match="kawen index build"):
        opened(index / "20990101T000000-00000000")


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "7", '"x"', "{}", json.dumps({"format": manifest.FORMAT}), "\x00", "[" * 100_000, "{" * 9],
)
def test_a_manifest_that_is_none_is_refused(build: Path, text: str) -> None:
    (build / manifest.NAME).write_text(text, encoding="utf-8")

    with pytest.raises(IndexRefused, match="kawen index build"):
        opened(build)


@pytest.mark.parametrize(
    "values",
    [
        {"files": None},
        {"files": []},
        {"files": "x"},
        {"files": {}},
        {"engine": None},
        {"engine": []},
        {"engine": "lucene"},
        {"engine": "../memory"},
        {"engine": "__init__"},
        {"next_change": 7},
        {"articles": "many"},
        {"articles_from": 7},
        {"extra": 1},
    ],
    ids=json.dumps,
)
def test_a_manifest_with_wrong_values_is_refused(build: Path, values: dict[str, object]) -> None:
    rewrite(build, **values)

    with pytest.raises(IndexRefused, match="kawen index build"):
        opened(build)


def test_a_manifest_cut_anywhere_is_refused(build: Path) -> None:
    path = build / manifest.NAME
    whole = path.read_bytes()
    for size in range(0, len(whole), max(1, len(whole) // 40)):
        path.write_bytes(whole[:size])
        with pytest.raises(IndexRefused, match="kawen index build"):
            opened(build)


@pytest.mark.parametrize(
    "values", [{"format": 0}, {"format": 99}, {"format": "1"}, {"analyser": "other"}, {"format": 98, "new": 1}]
)
def test_another_version_is_outdated_not_damaged(build: Path, values: dict[str, object]) -> None:
    rewrite(build, **values)

    with pytest.raises(IndexOutdated, match="kawen index build"):
        opened(build)


def test_a_flipped_bit_anywhere_is_noticed_and_the_file_is_named(
    engine_name: str, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    """At the first bit, the last, and every one of a seeded choice between; of the manifest at every byte."""
    shutil.copytree(builds.shipped(tmp_path_factory, engine_name), tmp_path / "index")
    build = builds.build_folder(tmp_path / "index")
    chance = random.Random(20261120)
    for path in (build / manifest.NAME, *manifest.files(build)):
        whole = path.read_bytes()
        places = range(len(whole)) if path.name == manifest.NAME else {0, len(whole) - 1, chance.randrange(len(whole))}
        for at in places:
            path.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << chance.randrange(8))]) + whole[at + 1 :])
            with pytest.raises(IndexTrouble, match=f"({path.name} is damaged|has format|another version).*index build"):
                opened(build)
        path.write_bytes(whole)
    opened(build)


def test_a_file_too_few_or_too_many_is_refused_and_named(build: Path) -> None:
    for path in sorted(build.iterdir()):
        if path.name == manifest.NAME:
            continue
        aside = path.rename(build.parent / path.name)
        with pytest.raises(IndexRefused, match=f"{path.name} is missing.*kawen index build"):
            opened(build)
        aside.rename(path)
    (build / "extra.txt").write_text("x", encoding="utf-8")
    with pytest.raises(IndexRefused, match=r"extra\.txt is not part of the build.*kawen index build"):
        opened(build)


def test_a_folder_among_the_files_is_refused(build: Path) -> None:
    (build / "folder").mkdir()

    with pytest.raises(IndexRefused, match="kawen index build"):
        opened(build)


@pytest.mark.parametrize("name", ["lexicon.json", "readings.json", "articles.jsonl", "passages.json"])
@pytest.mark.parametrize("text", ["", "[]", "{}", "null", "7", '[{"id": 1}]', "[[1, 2]]", '{"dictionary": 7}'])
def test_wrong_contents_behind_checksums_that_fit_are_refused_or_harmless(build: Path, name: str, text: str) -> None:
    (build / name).write_text(text, encoding="utf-8")
    manifest.write(build, dataclasses.replace(manifest.read(build), files=manifest.checksums(build)))
    try:
        ask(opened(build), "充值")
    except IndexRefused as refused:
        said = str(refused)
    else:
        said = "kawen index build"

    assert "kawen index build" in said


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
@pytest.mark.parametrize("part", ["index", "build", "manifest", "file"])
def test_what_everybody_may_write_is_refused_with_the_way_out(index: Path, build: Path, part: str) -> None:
    path = {"index": index, "build": build, "manifest": build / manifest.NAME, "file": build / "passages.json"}[part]
    path.chmod(path.stat().st_mode | 0o002)

    with pytest.raises(IndexRefused, match=r"writable by everybody.*run: chmod o-w "):
        opened(build)
    path.chmod(path.stat().st_mode & ~0o002)
    opened(build)


# The pointer ---------------------------------------------------------------------------------------


def test_no_pointer_means_no_index(tmp_path: Path) -> None:
    for root in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(IndexMissing, match="kawen index build"):
            Shelf(root).get()
        assert current(root, missing_ok=True) is None


POINTERS = [
    "",
    "\n",
    "  \n",
    "../x\n",
    "..\n",
    ".\n",
    "/etc\n",
    "a/b\n",
    ".hidden\n",
    "\udcff\n",
    "\x00\n",
    "nowhere\n",
]


@pytest.mark.parametrize("pointer", [*POINTERS, "x" * 5000, "构建\n", "manifest.json\n", "lock\n", "jobs\n"], ids=ascii)
def test_a_pointer_to_nothing_that_is_a_build_is_refused(index: Path, pointer: str) -> None:
    (index / "jobs").mkdir(exist_ok=True)
    (index / "x").mkdir()
    shutil.copytree(builds.build_folder(index), index.parent / "x")
    (index / CURRENT).write_bytes(pointer.encode(errors="surrogateescape"))

    with pytest.raises(IndexTrouble, match="kawen index build"):
        Shelf(index).get()


def test_a_pointer_that_is_a_folder_is_refused(index: Path) -> None:
    (index / CURRENT).unlink()
    (index / CURRENT).mkdir()

    with pytest.raises(IndexRefused, match="kawen index build"):
        Shelf(index).get()


def test_a_build_elsewhere_is_never_reached_through_the_pointer(index: Path) -> None:
    """The neighbour is whole; only the way to it is wrong."""
    shutil.copytree(builds.build_folder(index), index.parent / "neighbour")
    opened(index.parent / "neighbour")
    (index / CURRENT).write_text("../neighbour\n", encoding="utf-8")

    with pytest.raises(IndexRefused):
        Shelf(index).get()


# The shelf -----------------------------------------------------------------------------------------


def second(index: Path, damaged: bool = False) -> Path:
    """Another build beside the current one, switched to."""
    old = builds.build_folder(index)
    new = index / "20990101T000000-00000000"
    shutil.copytree(old, new)
    rewrite(new, build=new.name)
    if damaged:
        (new / "lexicon.json").write_text("{}", encoding="utf-8")
    switch(index, new.name)
    return new


def test_a_reader_follows_the_pointer_at_its_next_question(index: Path) -> None:
    shelf = Shelf(index, at_once=PATIENT)
    before = shelf.get()
    new = second(index)

    assert shelf.get().manifest.build == new.name != before.manifest.build
    assert shelf.trouble is None


def test_the_same_build_is_opened_once(index: Path) -> None:
    shelf = Shelf(index)

    assert shelf.get() is shelf.get()


def test_readers_that_come_at_once_share_one_build(index: Path) -> None:
    shelf, gate = Shelf(index), threading.Barrier(16)
    got: list[Opened] = []

    def read() -> None:
        gate.wait()
        got.append(shelf.get())

    threads = [threading.Thread(target=read) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(got) == 16
    assert len({id(build) for build in got}) == 1


def test_the_old_build_goes_on_serving_when_the_new_one_is_damaged(index: Path) -> None:
    shelf = Shelf(index, at_once=PATIENT)
    before = shelf.get()
    new = second(index, damaged=True)

    assert shelf.get() is before
    assert shelf.trouble is not None
    assert "lexicon.json is damaged" in shelf.trouble
    assert builds.names(ask(shelf.get(), "kcell充值"))[0] == "kz-topup"
    with pytest.raises(IndexRefused):
        Shelf(index).get()

    shutil.rmtree(new)
    shutil.copytree(index / before.manifest.build, new)
    rewrite(new, build=new.name)
    switch(index, new.name)
    assert shelf.get().manifest.build == new.name
    assert shelf.trouble is None


def test_the_old_build_goes_on_serving_when_everything_is_deleted(index: Path) -> None:
    shelf = Shelf(index, at_once=PATIENT)
    before = shelf.get()
    shutil.rmtree(index)

    assert shelf.get() is before
    assert shelf.trouble is not None
    assert builds.names(ask(shelf.get(), "kcell充值"))[0] == "kz-topup"


def test_an_open_build_needs_none_of_its_files_any_more(index: Path) -> None:
    build = Shelf(index).get()
    shutil.rmtree(index)

    assert builds.names(ask(build, "chongzhi kcell"))[0] == "kz-topup"
    assert build.articles["kz-topup"]["title"]


def test_a_reader_that_comes_before_the_first_build_sees_it_when_it_is_there(index: Path, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "later")
    with pytest.raises(IndexMissing):
        shelf.get()
    shutil.copytree(index, tmp_path / "later")

    assert shelf.get().manifest.articles


def test_switching_remembers_the_build_before_to_go_back_to(index: Path) -> None:
    before = builds.build_folder(index).name
    after = second(index).name

    assert current(index) == [after, before]
    switch(index, before)
    assert current(index) == [before, after]
    assert not [path for path in index.iterdir() if path.name.startswith(f".{CURRENT}")]


def test_every_trouble_of_an_index_is_a_service_error() -> None:
    """The doors print these and nothing else."""
    assert all(issubclass(kind, ServiceError) for kind in (IndexMissing, IndexOutdated, IndexRefused, NotFound))
