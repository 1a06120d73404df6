"""Writes questions down behind the reader's back: no search waits for a disk."""

import atexit
import logging
import os
import threading
import time
from collections import deque

from service.errors import StoreTrouble
from service.store import questions
from service.store.database import Database
from service.store.questions import Asked

#: Seconds between two writes; who is killed loses no more.
EVERY = 2.0
#: Seconds after which a question that was being typed is taken for a whole one.
SETTLED = 10.0
#: Questions that wait while the disk is stuck; those beyond are not counted.
MOST = 20_000


class Recorder:
    """Takes questions from any thread, writes them from one of its own; made before the fork, used after."""

    def __init__(self, store: Database, *, words: bool, log: bool, days: int) -> None:
        self._store = store
        self._words, self._log, self._days = words, log, days
        self._waiting: deque[Asked] = deque(maxlen=MOST)
        #: By address, which is held for these seconds and in memory only.
        self._typed: dict[str, tuple[float, Asked]] = {}
        self._lock = threading.Lock()
        self._writer: tuple[int, threading.Thread] | None = None

    def keeps(self, answer: str) -> bool:
        """Whether a question with such an answer is written down: one that was answered only where there is a query log."""
        return self._log or answer != "found"

    def typed(self, address: str) -> None:
        """Let go of what somebody was typing: it was asked in whole."""
        self._typed.pop(address, None)

    def add(self, asked: Asked, *, typing: bool = False) -> None:
        """Note a question. While somebody is `typing`, each replaces the one before, and the last one counts."""
        if typing:
            if len(self._typed) < MOST:
                self._typed[asked.address] = time.monotonic(), asked
        else:
            self.typed(asked.address)
            self._take(asked)
        if (self._waiting or self._typed) and (self._writer is None or self._writer[0] != os.getpid()):
            self._start()

    def flush(self, *, last: bool = False) -> None:
        """Write what waits, the `last` time also what may be unfinished; what cannot be written is told in the log."""
        with self._lock:
            now = time.monotonic()
            for address, (moment, asked) in list(self._typed.items()):
                if last or now - moment > SETTLED:
                    self._typed.pop(address, None)
                    self._take(asked)
            some = []
            while self._waiting:
                some.append(self._waiting.popleft())
            if not some:
                return
            try:
                questions.record(self._store, some, words=self._words, log=self._log, days=self._days)
            except StoreTrouble as trouble:
                logging.getLogger(__name__).error("%d questions were not counted: %s", len(some), trouble)

    def _take(self, asked: Asked) -> None:
        if self.keeps(asked.answer):
            self._waiting.append(asked)

    def forget(self) -> None:
        """Delete what is past its day, if there is a store."""
        if self._store.file.is_file():
            questions.forget(self._store, self._days)

    def _start(self) -> None:
        with self._lock:
            if self._writer is not None and self._writer[0] == os.getpid():
                return
            writer = threading.Thread(target=self._write, name="kawen-recorder", daemon=True)
            self._writer = (os.getpid(), writer)
            atexit.register(self.flush, last=True)
            writer.start()

    def _write(self) -> None:
        pause = threading.Event()
        while True:
            pause.wait(EVERY)
            self.flush()
