"""A bar for runs that take long: on standard error, and only where somebody looks at it."""

import sys
import time

_WIDTH = 30
#: Seconds before the bar is shown, and between two of its states.
_PATIENCE, _PAUSE = 0.7, 0.1


class Bar:
    """Told how far a run is; draws nothing unless standard error is a terminal."""

    def __init__(self, *, wanted: bool) -> None:
        self._shown = False
        self._next = time.monotonic() + _PATIENCE if wanted and sys.stderr.isatty() else None

    def __call__(self, done: int, all: int) -> None:
        if self._next is None or not all or (now := time.monotonic()) < self._next:
            return
        self._next, self._shown = now + _PAUSE, True
        full = _WIDTH * done // all
        sys.stderr.write(f"\r[{'#' * full}{'.' * (_WIDTH - full)}] {done}/{all}")
        sys.stderr.flush()

    def close(self) -> None:
        """Wipe the bar away."""
        if self._shown:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()
        self._next = None
