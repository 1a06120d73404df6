"""Answers given lately, to give again: the same question of the same build has the same answer."""

import threading
import time
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import replace

from service.jobs.ask import DEFAULT_LIMIT, ask
from service.model import Answer
from service.search.shelf import Opened

#: Hits that are kept in all (some 2 kB each); an answer without any counts as one.
ROOM = 5_000

_Key = tuple[str, str, tuple[tuple[str, str], ...], int, str | None]


class Answers:
    """The answers asked for last, for any number of threads; an explained one is always worked out anew."""

    def __init__(self, room: int = ROOM) -> None:
        self._left = room
        self._known: OrderedDict[_Key, Answer] = OrderedDict()
        self._lock = threading.Lock()

    def ask(
        self,
        build: Opened,
        text: str,
        *,
        filters: Iterable[tuple[str, str]] = (),
        limit: int = DEFAULT_LIMIT,
        cursor: str | None = None,
        explain: bool = False,
        until: float | None = None,
    ) -> Answer:
        """See `jobs.ask.ask`; `took_ms` is what it took this time."""
        begun = time.perf_counter()
        chosen = tuple(filters)
        key = (build.manifest.build, text, chosen, limit, cursor)
        if explain:
            return ask(build, text, filters=chosen, limit=limit, cursor=cursor, explain=True, until=until)
        with self._lock:
            known = self._known.get(key)
            if known is not None:
                self._known.move_to_end(key)
        if known is not None:
            return replace(known, took_ms=round((time.perf_counter() - begun) * 1000, 2))
        answer = ask(build, text, filters=chosen, limit=limit, cursor=cursor, until=until)
        self._keep(key, answer)
        return answer

    def _keep(self, key: _Key, answer: Answer) -> None:
        with self._lock:
            if key in self._known:  # another thread was quicker
                return
            self._known[key] = answer
            self._left -= _size(answer)
            while self._left < 0:
                _, oldest = self._known.popitem(last=False)
                self._left += _size(oldest)


def _size(answer: Answer) -> int:
    return max(1, len(answer.hits))
