"""Stop asking what does not answer: after some failures in a row nobody waits any more, one asks now and then."""

import threading
import time
from collections.abc import Callable

#: Failures in a row that open it.
FAILURES = 5
#: Seconds until one may try again, and what that grows to while trying fails.
PAUSE, LONGEST = 1.0, 30.0


class Breaker:
    """Closed: all may ask. Open: nobody, until the pause is over; then one, whose luck decides for all."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._pause = PAUSE
        self._until: float | None = None

    def may_ask(self) -> bool:
        """Whether the caller may ask now; whoever may must tell how it went."""
        with self._lock:
            if self._until is None:
                return True
            if self._clock() < self._until:
                return False
            self._until = self._clock() + self._pause  # the others wait for this one
            return True

    def went_well(self) -> None:
        """An answer came."""
        with self._lock:
            self._failures, self._pause, self._until = 0, PAUSE, None

    def went_wrong(self) -> None:
        """None came."""
        with self._lock:
            self._failures += 1
            if self._until is not None:
                self._pause = min(self._pause * 2, LONGEST)
                self._until = self._clock() + self._pause
            elif self._failures >= FAILURES:
                self._until = self._clock() + self._pause
