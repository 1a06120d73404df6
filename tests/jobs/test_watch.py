"""Following a folder: quiet while nothing changes, patient while everything does, and never ended by an article."""

import contextlib
import gc
import itertools
import os
import time
import weakref
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock

from service.jobs import watch as watching
from service.jobs.suggest import suggest
from service.jobs.watch import Event, Watch
from service.model import Facts, Words
from service.search.build import LOCK
from service.search.shelf import Shelf
from tests.search import builds


class Script:
    """Stands in for time: each sleep runs the next thing that happens in the folder; after the last the watch ends."""

    def __init__(self, *acts: Callable[[], object]) -> None:
        self.acts, self.slept = list(acts), 0

    def __call__(self, seconds: float) -> None:
        self.slept += 1
        if self.slept > 60 or not self.acts:
            raise KeyboardInterrupt
        self.acts.pop(0)()


def nothing() -> None:
    """A while in which nothing happens."""


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return builds.write_articles(tmp_path / "articles", {"a.md": "# 怎么充值\n\n报手机号码。\n"})


def events(tmp_path: Path, *acts: Callable[[], object], today: Callable[[], date] | None = None) -> list[Event]:
    found: list[Event] = []
    watch = Watch(
        tmp_path / "index",
        today or (lambda: builds.TODAY),
        articles=tmp_path / "articles",
        engine="memory",
        sleep=Script(*acts),
    )
    with contextlib.suppress(KeyboardInterrupt):
        for event in watch:
            found.append(event)
    return found


def saving(articles: Path, name: str, text: str) -> Callable[[], object]:
    return lambda: (articles / name).write_text(text, encoding="utf-8")


def test_the_first_look_brings_the_index_up_to_date_and_then_it_is_quiet(tmp_path: Path, articles: Path) -> None:
    (event,) = events(tmp_path, nothing, nothing, nothing, nothing)

    assert event.done is not None
    assert event.done.manifest.articles == 1
    (again,) = events(tmp_path, nothing, nothing, nothing)
    assert again.done is not None
    assert again.done.unchanged


def test_an_edit_that_keeps_size_and_time_makes_an_update(tmp_path: Path, articles: Path) -> None:
    """As rsync and archives leave files: the day of the last change is not to be trusted."""
    path = articles / "a.md"

    def edit() -> None:
        state = path.stat()
        path.write_text("# 怎么补卡\n\n报手机号码。\n", encoding="utf-8")
        os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
        assert path.stat().st_size == state.st_size

    first, second = events(tmp_path, nothing, edit, nothing, nothing, nothing)

    assert first.done is not None
    assert second.done is not None
    assert not second.done.unchanged


def test_a_new_an_edited_and_a_deleted_article_each_make_an_update(tmp_path: Path, articles: Path) -> None:
    found = events(
        tmp_path,
        nothing,
        saving(articles, "b.md", "# 补卡\n\n带护照。\n"),
        nothing,
        saving(articles, "b.md", "# 补卡办法\n\n带护照去营业厅。\n"),
        nothing,
        lambda: (articles / "b.md").unlink(),
        nothing,
        nothing,
    )

    assert [event.done and (event.done.manifest.articles, event.done.reused) for event in found] == [
        (1, 0),
        (2, 1),
        (2, 1),
        (1, 1),
    ]


def test_an_update_lets_go_of_the_build_and_of_the_corpus_before_it(tmp_path: Path, articles: Path) -> None:
    gc.collect()
    before = held()
    watch = iter(
        Watch(
            tmp_path / "index",
            lambda: builds.TODAY,
            articles=articles,
            sleep=Script(
                *[nothing, saving(articles, "b.md", "# 怎么补卡\n\n带护照去 Kcell 营业厅补卡。\n"), nothing] * 2
            ),
        )
    )
    next(watch)
    shelf = Shelf(tmp_path / "index")
    old = weakref.ref(shelf.get())
    assert suggest(shelf.get(), "充值").completions

    next(watch)
    assert shelf.get() is not old()
    assert suggest(shelf.get(), "补卡").completions

    assert old() is None, "readers have another build"
    gc.collect()
    assert held() <= before, "and no cache has kept the facts and words of the two updates"


def held() -> int:
    """How many fact bases and word lists there are."""
    return sum(isinstance(one, Facts | Words) for one in gc.get_objects())


def test_a_broken_article_is_told_and_the_watch_goes_on(tmp_path: Path, articles: Path) -> None:
    found = events(
        tmp_path,
        nothing,
        lambda: (articles / "bad.md").write_bytes(b"# \xff\n"),
        nothing,
        nothing,
        saving(articles, "bad.md", "# 好了\n\n好了。\n"),
        nothing,
        nothing,
    )

    assert [event.done is not None for event in found] == [True, False, True]
    assert "bad.md:1: not UTF-8" in found[1].trouble
    assert builds.build_folder(tmp_path / "index").name == found[2].done.manifest.build  # type: ignore[union-attr]


def test_a_folder_that_is_taken_away_and_comes_back_is_followed(tmp_path: Path, articles: Path) -> None:
    found = events(
        tmp_path,
        nothing,
        lambda: articles.rename(tmp_path / "away"),
        nothing,
        nothing,
        lambda: (tmp_path / "away").rename(articles),
        saving(articles, "a.md", "# 怎么充值\n\n报手机号码和金额。\n"),
        nothing,
        nothing,
    )

    assert [event.done is not None for event in found] == [True, False, True]
    assert "no such folder" in found[1].trouble


def test_changes_that_come_one_after_the_other_make_one_update(tmp_path: Path, articles: Path) -> None:
    saves = [saving(articles, f"n{n}.md", f"# 第{n}篇\n\n内容。\n") for n in range(8)]
    found = events(tmp_path, nothing, *saves, nothing, nothing, nothing)

    assert [event.done and event.done.manifest.articles for event in found] == [1, 9]


def test_a_folder_that_never_rests_is_not_waited_for_for_ever(
    tmp_path: Path, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "LONGEST", 0.2)
    numbers = itertools.count()

    def save() -> None:
        saving(articles, "b.md", f"# 补卡{next(numbers)}\n\n带护照。\n")()
        time.sleep(0.05)

    assert len(events(tmp_path, nothing, *[save] * 50)) > 1


def test_the_next_day_is_a_change(tmp_path: Path, articles: Path) -> None:
    days = itertools.chain([date(2026, 11, 20)] * 3, itertools.repeat(date(2026, 11, 21)))
    found = events(tmp_path, *[nothing] * 6, today=lambda: next(days))

    assert [event.done and event.done.manifest.as_of for event in found] == ["2026-11-20", "2026-11-21"]


def test_a_clock_set_back_hides_no_change(tmp_path: Path, articles: Path) -> None:
    def older() -> None:
        saving(articles, "a.md", "# 怎么充值\n\n报手机号吗。\n")()
        os.utime(articles / "a.md", (1, 1))

    found = events(tmp_path, nothing, older, nothing, nothing)
    assert [event.done and event.done.reused for event in found] == [0, 0]


def test_while_somebody_else_builds_a_change_is_kept_in_mind(tmp_path: Path, articles: Path) -> None:
    lock = FileLock(tmp_path / "index" / LOCK)

    def change() -> None:
        saving(articles, "b.md", "# 补卡\n\n带护照。\n")()
        lock.acquire()

    found = events(tmp_path, nothing, change, nothing, nothing, nothing, lock.release, nothing, nothing)
    assert [event.done and event.done.manifest.articles for event in found] == [1, 2]
