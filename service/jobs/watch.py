"""Follow a folder: look again and again, wait until it is quiet, update; whatever goes wrong, go on looking."""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from service.errors import BuildBusy, ServiceError
from service.jobs.desks import Desks
from service.jobs.index import DEFAULT_ENGINE, Rebuilt, rebuild_index
from service.jobs.limits import Limits
from service.search.progress import Progress, silent

#: Seconds that a folder which never comes to rest is waited for.
LONGEST = 10.0
#: Files looked at; a folder of more is not one of articles, and would be looked at for ever.
MOST = 1_000_000
#: What is seen of the files: where each is, how large, and stamps that differ when it was written to; like those of
#: `material.sources`, else an update would find what nobody calls it for.
Seen = dict[str, tuple[int, int, int, int]]


@dataclass(frozen=True, slots=True)
class Event:
    """An update that was made, or why it was not; `at` is the time of day, `seconds` how long it took."""

    at: str
    seconds: float
    done: Rebuilt | None
    trouble: str = ""


class Watch:
    """An endless iterator of events; the first brings the index up to date.

    It polls, because notifications are lost on network drives, container mounts and when queues
    overflow; stamps are compared for equality, never for order, so a clock set back hides nothing.
    """

    def __init__(
        self,
        root: Path,
        today: Callable[[], date],
        *,
        articles: Path | None = None,
        engine: str = DEFAULT_ENGINE,
        allow_bad: bool = False,
        limits: Limits | None = None,
        every: float = 1.0,
        settle: float = 0.5,
        progress: Progress = silent,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self._root, self._today, self._articles, self._engine = root, today, articles, engine
        self._allow_bad, self._limits, self._progress = allow_bad, limits, progress
        self._every, self._settle, self._sleep = every, settle, sleep
        self._corpus = Desks().root
        self.folder = articles or Desks().articles

    def __iter__(self) -> Iterator[Event]:
        seen: tuple[Seen, date] | None = None
        while True:
            found = (self._look(), self._today())
            if found == seen:
                self._sleep(self._every)
                continue
            found = (self._quiet(found[0]), found[1])
            event = self._update(found[1])
            if event is None:  # somebody else is building: look again, and do not forget that something changed
                self._sleep(self._every)
                continue
            seen = found
            yield event

    def _update(self, today: date) -> Event | None:
        begun = time.monotonic()
        done, trouble = None, ""
        try:
            done = rebuild_index(
                Desks(self._corpus),
                self._root,
                today,
                articles=self._articles,
                engine=self._engine,
                allow_bad=self._allow_bad,
                limits=self._limits,
                reuse=True,
                progress=self._progress,
            )
        except BuildBusy:
            return None
        except (ServiceError, OSError) as refused:
            trouble = str(refused)
        at = datetime.now(UTC).astimezone().strftime("%H:%M:%S")
        return Event(at, round(time.monotonic() - begun, 3), done, trouble)

    def _quiet(self, seen: Seen) -> Seen:
        """What is there once nothing has changed for a while, or patience is at its end."""
        last = time.monotonic() + LONGEST
        while time.monotonic() < last:
            self._sleep(self._settle)
            found = self._look()
            if found == seen:
                break
            seen = found
        return seen

    def _look(self) -> Seen:
        seen: Seen = {}
        for folder in (self.folder, *(self._corpus / part for part in ("facts", "words", "questions"))):
            for here, folders, files in os.walk(folder):
                folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "node_modules")
                for name in files:
                    path = os.path.join(here, name)  # noqa: PTH118 (Path costs more than the look itself)
                    try:
                        state = os.stat(path)  # noqa: PTH116
                    except OSError:
                        continue
                    seen[path] = (state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino)
                    if len(seen) >= MOST:
                        return seen
        return seen
