"""Writes questions down behind the reader's back: no search waits for a disk."""

import atexit
import logging
import os
import threading
from collections import deque

from service.errors import StoreTrouble
from service.store import questions
from service.store.database import Database
from service.store.questions import Asked

#: Seconds between two writes; who is killed loses no more.
EVERY = 2.0
#: Questions that wait while the disk is stuck; those beyond are not counted.
MOST = 20_000


class Recorder:
    """Takes questions from any thread, writes them from one of its own; made before the fork, used after."""

    def __init__(self, store: Database, *, words: bool, log: bool, days: int) -> None:
        self._store = store
        self._words, self._log, self._days = words, log, days
        self._waiting: deque[Asked] = deque(maxlen=MOST)
        self._lock = threading.Lock()
        self._writer: tuple[int, threading.Thread] | None = None

    def add(self, asked: Asked) -> None:
        """Note a question; one that was answered is let go unless there is a query log."""
        if asked.answer == "found" and not self._log:
            return
        self._waiting.append(asked)
        if self._writer is None or self._writer[0] != os.getpid():
            self._start()

    def flush(self) -> None:
        """Write what waits; what cannot be written is told in the log and let go."""
        with self._lock:
            some = []
            while self._waiting:
                some.append(self._waiting.popleft())
            if not some:
                return
            try:
                questions.record(self._store, some, words=self._words, log=self._log, days=self._days)
            except StoreTrouble as trouble:
                logging.getLogger(__name__).error("%d questions were not counted: %s", len(some), trouble)

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
            atexit.register(self.flush)
            writer.start()

    def _write(self) -> None:
        pause = threading.Event()
        while True:
            pause.wait(EVERY)
            self.flush()
