"""Nothing is ever half: killed, out of disk, read-only, slow, two at once; the old build answers until the new one is proven."""

import dataclasses
import os
import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from service.errors import BuildBusy, BuildRefused, IndexTrouble
from service.jobs.ask import ask
from service.jobs.index import rebuild_index
from service.jobs.limits import Limits
from service.search import build as building
from service.search import lease, manifest
from service.search.build import collect, rollback
from service.search.shelf import CURRENT, Shelf, current, opened
from service.search.sweep import is_build, kept, lying, sweep
from tests.search import builds
from tests.search.faults import Builder, builder, runs

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals, fork and resource limits of POSIX")
#: Engines whose builds are files here; what happens to servers is in tests/opensearch.
LOCAL = ("memory", "whoosh")
SCENES = [(what, engine) for engine in LOCAL for what in ("build", "update", "rollback", "gc")]
#: All scenes together, builds and updates thrice as often; a sweep at a desk visits fewer moments of each.
KILLS = runs(64)
SHARE = {"build": 3, "update": 3, "rollback": 1, "gc": 1}
TODAY = builds.TODAY


def write(articles: Path, state: int) -> None:
    """Two articles that both name their state: an answer that mixes two states is half a build."""
    for name in ("one", "two"):
        builds.write_articles(articles, {f"{name}.md": f"# 充值办法 {name}\n\n充值第{state}版：报手机号码和金额。\n"})


def answered(index: Path) -> int:
    """The one state that a reader who comes now is answered from."""
    names = current(index)
    assert names is not None
    found = {hit.snippet.split("第")[1].split("版")[0] for hit in ask(opened(index / names[0]), "充值").hits}
    assert len(found) == 1, f"half of one build, half of another: {found}"
    return int(found.pop())


class Scene:
    """An index of two builds, states 1 and 2, and a builder that things may go wrong in."""

    def __init__(self, place: Path, engine: str, builder: Builder) -> None:
        self.index, self.articles, self.builder, self.engine = place / "index", place / "articles", builder, engine
        self.state = 0

    def next(self) -> int:
        self.state += 1
        write(self.articles, self.state)
        return self.state

    def clean(self, what: str = "build") -> int:
        """A build that nothing stands in the way of."""
        self.next()
        done = self.do(what, count=True)
        assert done["ended"] == 0
        assert "made" in done, done
        assert answered(self.index) == self.state
        return int(done["moments"])

    def do(self, what: str, **more: Any) -> dict[str, Any]:
        """See `Builder.do`."""
        task = {"index": str(self.index), "articles": str(self.articles), "engine": self.engine}
        return self.builder.do(what, **{**task, **more})

    def left(self) -> list[str]:
        """What lies about that is of no use."""
        return [one.name for one in lying(self.index) if not one.stays]


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Builder]:
    """One warm process forks for all scenes."""
    with builder(tmp_path_factory.mktemp("warm")) as ours:
        yield ours


@pytest.fixture
def scene(tmp_path: Path, warm: Builder, request: pytest.FixtureRequest) -> Scene:
    made = Scene(tmp_path, getattr(request, "param", "memory"), warm)
    made.clean()
    made.clean()
    return made


# Killed --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("what", "scene"), SCENES, indirect=["scene"], ids=lambda value: str(value))
def test_killed_at_every_step_the_old_build_or_the_new_one_answers_whole(what: str, scene: Scene) -> None:
    """SIGKILL at each touch of the file system in turn; what is left over, then at moments of chance."""
    chance = random.Random(f"20261120 {what} {scene.engine}")
    share = KILLS * SHARE[what] * 4 // sum(SHARE.values()) // len(SCENES)
    moments = prepared(scene, what)
    steps = sorted({1 + number * moments // share for number in range(min(share, moments))})
    tasks: list[dict[str, float | str]] = [{"fault": "kill", "at": step} for step in steps]
    if what in ("build", "update"):
        tasks += [{"after": chance.uniform(0.0, 0.12)} for _ in range(share - len(tasks))]
    killed = halves = 0
    for task in tasks:
        before = answered(scene.index)
        if what in ("build", "update"):
            scene.next()
        done = scene.do(what, **task)
        killed += done["ended"] == "killed"
        halves += bool(scene.left())

        now = answered(scene.index)
        assert now in (before, scene.state) or what == "rollback", (task, before, now)
        if "made" in done and what in ("build", "update"):
            assert now == scene.state, "a builder that says it is done has switched"
        if what not in ("build", "update"):
            prepared(scene, what)

    assert killed >= len(tasks) * (0.9 if what in ("build", "update") else 0.5), "hardly anybody was killed"
    scene.clean()
    scene.do("gc")
    assert scene.left() == [], "what a killed builder leaves does not stay"


def test_killed_at_every_step_of_the_switch_the_pointer_names_a_whole_build(scene: Scene) -> None:
    """The one step that may not be half done: every moment of it, at every desk."""
    moments = int(scene.do("switch", count=True)["moments"])
    names = current(scene.index) or []
    for step in range(1, moments + 1):
        assert scene.do("switch", fault="kill", at=step)["ended"] == "killed"
        assert answered(scene.index) in (1, 2)
        assert sorted(current(scene.index) or []) == sorted(names)
    scene.do("gc")
    assert scene.left() == []


def prepared(scene: Scene, what: str) -> int:
    """Make sure that there is something to do; how many moments it has."""
    if what in ("build", "update"):
        scene.clean(what)
        return scene.clean(what)
    while len(kept(scene.index, current(scene.index) or [])) < 3 or (what == "rollback" and _first(scene.index)):
        scene.clean()
    rehearsal = scene.index.parent / "rehearsal"
    shutil.rmtree(rehearsal, ignore_errors=True)
    shutil.copytree(scene.index, rehearsal)
    return int(scene.do(what, index=str(rehearsal), count=True)["moments"])


def _first(index: Path) -> bool:
    """Whether the build that serves is the oldest there is: there is no going back."""
    names = current(index) or []
    numbers = [manifest.read(index / name).number for name in names]
    return numbers[0] == min(numbers)


# The disk ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scene", LOCAL, indirect=True)
@pytest.mark.parametrize("fault", ["ENOSPC", "EIO"])
def test_a_disk_that_fills_up_at_any_step_leaves_the_old_build_and_no_rubbish(fault: str, scene: Scene) -> None:
    moments = int(scene.do("build")["moments"])
    for step in range(1, moments + 1, max(1, moments // max(4, KILLS // 14))):
        before = answered(scene.index)
        scene.next()
        done = scene.do("build", fault=fault, at=step)

        assert done["ended"] == 0, f"an error that is no ServiceError, at moment {step}"
        if "serves now" in done.get("refused", ""):
            assert answered(scene.index) == scene.state
            assert len(scene.left()) <= 1, "the build that nobody goes back to, for the next sweep"
        elif "refused" in done:
            assert "old build still serves" in done["refused"] or "--index" in done["refused"]
            assert answered(scene.index) == before
            assert scene.left() == []
        else:
            assert answered(scene.index) == scene.state
    scene.clean()
    assert scene.left() == []


@pytest.mark.parametrize("scene", LOCAL, indirect=True)
@pytest.mark.parametrize("largest", [0, 1, 100, 400, 1000, 2000, 5000, 20_000, 100_000])
def test_a_file_that_cannot_grow_is_never_half_a_build(largest: int, scene: Scene) -> None:
    """A real limit of the system: write(2) itself fails, in whoever's code it is."""
    before = answered(scene.index)
    scene.next()
    done = scene.do("build", largest=largest)

    assert done["ended"] == 0, done
    assert answered(scene.index) == (scene.state if "made" in done else before)
    assert scene.left() == []
    scene.clean("update")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the device that is always full is Linux's")
def test_a_column_that_a_full_disk_cuts_short_is_said_in_words(tmp_path: Path) -> None:
    """NumPy tells how many numbers it wrote, and neither which file nor why no more."""
    with pytest.raises(BuildRefused, match="is the disk full"), building.building(tmp_path):
        np.zeros(1_000_000).tofile("/dev/full")


def test_a_lock_that_may_not_be_opened_is_named(tmp_path: Path) -> None:
    (tmp_path / building.LOCK).mkdir()
    with pytest.raises(BuildRefused, match=rf"{building.LOCK}: .*choose another folder"), building.building(tmp_path):
        pytest.fail("nobody builds without a lock")


@pytest.mark.parametrize("what", ["build", "update", "rollback", "gc"])
def test_a_folder_that_may_not_be_written_to_is_said_and_goes_on_answering(what: str, scene: Scene) -> None:
    before = answered(scene.index)
    scene.next()
    done = scene.do(what, fault="EROFS", at=1)
    assert done["ended"] == 0
    assert "Read-only file system" in done["refused"]
    assert answered(scene.index) == before

    told = scene.do("ask", fault="EROFS", at=1)
    assert len(told["made"]) == 2, "a reader writes nothing"


def test_a_slow_disk_slows_the_builder_and_no_reader(scene: Scene) -> None:
    shelf, stop = Shelf(scene.index), threading.Event()
    seen: list[int] = []

    def read() -> None:
        while not stop.is_set():
            snippets = {hit.snippet.split("第")[1].split("版")[0] for hit in ask(shelf.get(), "充值").hits}
            assert len(snippets) == 1
            seen.append(int(snippets.pop()))

    before = answered(scene.index)
    state = scene.next()
    reader = threading.Thread(target=read)
    reader.start()
    done = scene.do("build", fault="slow")
    stop.set()
    reader.join()

    assert "made" in done
    assert seen
    assert set(seen) <= {before, state}
    assert sorted(seen) == seen, "nobody who has seen the new build sees the old one again"
    assert answered(scene.index) == state


def test_nobody_waits_for_a_build_that_is_slow_to_open(scene: Scene) -> None:
    """The opener stands at a gate; questions are answered from the build before, then from the new one."""
    gate, arrived = threading.Event(), threading.Event()
    shelf = Shelf(scene.index, at_once=0.0)
    before = shelf.get().manifest.build
    where = str(scene.index)
    asking = threading.get_ident()

    def audit(event: str, args: tuple[object, ...]) -> None:
        if event == "open" and not gate.is_set() and threading.get_ident() != asking:
            path = str(args[0])
            if path.startswith(where) and path.endswith("lexicon.json"):
                arrived.set()
                gate.wait(60)

    sys.addaudithook(audit)
    scene.clean()
    assert [shelf.get().manifest.build for _ in range(3)] == [before] * 3
    assert arrived.wait(60)
    assert shelf.get().manifest.build == before
    assert shelf.trouble is None
    gate.set()
    opener = next(thread for thread in threading.enumerate() if thread.name == "kawen-opener")
    opener.join(60)
    assert shelf.get().manifest.build == (current(scene.index) or [])[0] != before


# The clock -----------------------------------------------------------------------------------------


def test_a_clock_set_back_changes_nothing_but_the_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each build is made a day before the one before it, by the clock."""
    day = datetime(2026, 11, 20, tzinfo=UTC)

    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> "Clock":
            nonlocal day
            day -= timedelta(days=1)
            return cls(day.year, day.month, day.day, tzinfo=UTC)

    monkeypatch.setattr(building, "datetime", Clock)
    shelf, made = Shelf(tmp_path / "index", at_once=60.0), []
    for state in range(1, 6):
        write(tmp_path / "articles", state)
        made.append(rebuilt(tmp_path))
        assert answered(tmp_path / "index") == state
        assert shelf.get().manifest.build == made[-1]

    assert made == sorted(made, reverse=True), "the clock did go backwards"
    assert current(tmp_path / "index") == made[:1:-1]
    assert rollback(tmp_path / "index").build == made[-2]
    assert answered(tmp_path / "index") == 4
    assert rollback(tmp_path / "index").build == made[-3]
    write(tmp_path / "articles", 6)
    rebuilt(tmp_path)
    assert rollback(tmp_path / "index").build == made[-3], "back to what served before, not to what was made last"


def rebuilt(place: Path, keep: int = 3) -> str:
    done = rebuild_index(
        builds.desks(), place / "index", TODAY, articles=place / "articles", engine="memory", limits=Limits(keep)
    )
    return done.manifest.build


# Two at once, and readers --------------------------------------------------------------------------

BUILDERS = """
import sys
from datetime import date
from pathlib import Path
from service.errors import BuildBusy
from service.jobs.desks import Desks
from service.jobs.index import rebuild_index
desks, index, articles = Desks(), Path(sys.argv[1]), Path(sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
made = 0
for _ in range(12):
    try:
        rebuild_index(desks, index, date(2026, 11, 20), articles=articles, engine="memory")
        made += 1
    except BuildBusy:
        pass
print(made, flush=True)
"""


def test_builders_at_once_take_turns_or_are_turned_away(tmp_path: Path) -> None:
    write(tmp_path / "articles", 5)
    rebuilt(tmp_path)
    command = [sys.executable, "-c", BUILDERS, str(tmp_path / "index"), str(tmp_path / "articles")]
    processes = [
        subprocess.Popen(
            command, cwd=builds.ROOT, env=builds.environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    while any(process.poll() is None for process in processes):
        assert answered(tmp_path / "index") == 5
    counts = [int(process.communicate()[0]) for process in processes]

    assert sum(counts) >= 3, counts
    names = {path.name for path in (tmp_path / "index").iterdir() if is_build(path.name)}
    assert manifest.read(builds.build_folder(tmp_path / "index")).number == sum(counts) + 1, "each was counted once"
    assert names == set(current(tmp_path / "index") or [])


HOLDER = """
import sys
from pathlib import Path
from service.search import lease, manifest
from service.search.shelf import Shelf
shelf = Shelf(Path(sys.argv[1]))
build = shelf.get()
print(build.manifest.build, flush=True)
sys.stdin.readline()
print(manifest.verified(shelf.root / build.manifest.build).build, flush=True)
"""


def test_a_build_that_any_process_has_open_is_never_removed(tmp_path: Path) -> None:
    write(tmp_path / "articles", 1)
    first = rebuilt(tmp_path)
    index = tmp_path / "index"
    command = [sys.executable, "-c", HOLDER, str(index)]
    with subprocess.Popen(
        command, cwd=builds.ROOT, env=builds.environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdin is not None
        assert reader.stdout is not None
        assert reader.stdout.readline().strip() == first
        last = [rebuilt(tmp_path, keep=1) for _ in range(4)][-1]
        gone, stays = collect(index, 1)
        assert gone == []
        assert {(one.name, one.why) for one in stays} == {(first, "open"), (last, "in service")}
        reader.stdin.write("verify\n")
        reader.stdin.flush()
        assert reader.stdout.readline().strip() == first, "it is still whole"
    assert [one.name for one in collect(index, 1)[0]] == [first], "a lease ends with its process"


def test_a_build_that_was_opened_a_moment_ago_is_not_retired(tmp_path: Path) -> None:
    """Who clears away has looked already; the reader came in between."""
    write(tmp_path / "articles", 1)
    where = tmp_path / "index" / rebuilt(tmp_path)
    reading = lease.Lease(where)

    assert not lease.retire(where)
    assert manifest.verified(where)
    reading.end()
    assert lease.retire(where)
    assert not where.exists()


def test_a_killed_reader_keeps_nothing(tmp_path: Path) -> None:
    write(tmp_path / "articles", 1)
    first = rebuilt(tmp_path)
    command = [sys.executable, "-c", HOLDER, str(tmp_path / "index")]
    with subprocess.Popen(
        command, cwd=builds.ROOT, env=builds.environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdout is not None
        reader.stdout.readline()
        reader.kill()
    rebuilt(tmp_path, keep=1)

    assert not (tmp_path / "index" / first).exists()


READER = """
import sys
from pathlib import Path
from service.jobs.ask import ask
from service.search.shelf import Shelf
shelf, stop = Shelf(Path(sys.argv[1])), Path(sys.argv[2])
asked, seen = 0, []
while not stop.exists() or seen[-1] != 100:
    build = shelf.get()
    hits = ask(build, "充值").hits
    found = {hit.snippet.split("第")[1].split("版")[0] for hit in hits}
    assert len(hits) == 2 and found == {str(build.manifest.number % 2)}, (build.manifest.number, hits)
    assert shelf.trouble is None, shelf.trouble
    asked += 1
    if build.manifest.number not in seen[-1:]:
        seen.append(build.manifest.number)
        print("follows", flush=True)
print(asked, *seen)
"""


def test_a_reader_in_another_process_follows_a_hundred_switches(tmp_path: Path) -> None:
    """One build is kept, so that every switch pulls the one before from under whoever is about to open it."""
    index, stop = tmp_path / "index", tmp_path / "stop"
    for state in (1, 0):
        write(tmp_path / "articles", state)
        rebuilt(tmp_path)
    templates = [shutil.copytree(index / name, tmp_path / name) for name in current(index) or []]
    put(index, templates[0], 0)
    command = [sys.executable, "-c", READER, str(index), str(stop)]
    with subprocess.Popen(
        command, cwd=builds.ROOT, env=builds.environment(), stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "follows\n"
        for number in range(1, 101):
            put(index, templates[number % 2], number)
            if number % 4 == 0:
                assert reader.stdout.readline() == "follows\n", "it follows while others switch"
        stop.touch()
        asked, *seen = map(int, reader.stdout.read().splitlines()[-1].split())

    assert reader.returncode == 0
    assert asked >= len(seen) > 20
    assert seen == sorted(set(seen)), "nobody goes back in time"
    assert seen[-1] == 100
    collect(index, 1)
    assert [path.name for path in index.iterdir() if is_build(path.name)] == current(index)


def put(index: Path, template: Path, number: int) -> None:
    """Another build of what a template holds, switched to as a builder does."""
    name = f"20261120T000000-{number:08x}"
    made = manifest.read(shutil.copytree(template, index / name))
    manifest.write(index / name, dataclasses.replace(made, build=name, number=number))
    with building.building(index):
        building.switch(index, name, 1)
        sweep(index, 1)


def test_who_asks_whether_somebody_builds_stands_in_nobodys_way(tmp_path: Path) -> None:
    write(tmp_path / "articles", 1)
    rebuilt(tmp_path)
    stop = threading.Event()

    def ask_again_and_again() -> None:
        while not stop.is_set():
            building.busy(tmp_path / "index")

    asking = threading.Thread(target=ask_again_and_again)
    asking.start()
    try:
        for _ in range(10):
            rebuilt(tmp_path)
    except BuildBusy:
        pytest.fail("a look at the lock was taken for a builder")
    finally:
        stop.set()
        asking.join()


def test_what_is_no_build_of_ours_is_never_touched(tmp_path: Path) -> None:
    write(tmp_path / "articles", 1)
    rebuilt(tmp_path)
    index = tmp_path / "index"
    ours = {"20200101T000000-0000000g", "20200101T000000-00000000x", "notes", ".gone-notes", "backup-20200101T000000"}
    for name in ours:
        (index / name).mkdir()
        (index / name / "mine.txt").write_text("x", encoding="utf-8")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "mine.txt").write_text("x", encoding="utf-8")
    (index / "20200101T000000-deadbeef").symlink_to(elsewhere)
    (index / ".gone-20200101T000000-deadbeef").symlink_to(elsewhere)
    collect(index, 1)

    assert ours <= {path.name for path in index.iterdir()}
    assert (elsewhere / "mine.txt").exists()


def test_a_damaged_build_cannot_be_gone_back_to(tmp_path: Path) -> None:
    index = tmp_path / "index"
    write(tmp_path / "articles", 1)
    first = rebuilt(tmp_path)
    write(tmp_path / "articles", 2)
    second = rebuilt(tmp_path)
    (index / first / "lexicon.json").write_text("{}", encoding="utf-8")

    with pytest.raises(Exception, match=f"{second} still serves.*lexicon.json is damaged"):
        rollback(index)
    assert answered(index) == 2


def test_a_flipped_bit_in_the_pointer_serves_no_other_build(tmp_path: Path) -> None:
    """Of three builds one is right; a pointer that is damaged names none of them, or is harmless."""
    for state in (1, 2, 3):
        write(tmp_path / "articles", state)
        rebuilt(tmp_path)
    path, chance = tmp_path / "index" / CURRENT, random.Random(20261120)
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << chance.randrange(8))]) + whole[at + 1 :])
        try:
            assert answered(tmp_path / "index") == 3
        except IndexTrouble:
            continue
