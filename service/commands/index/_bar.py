"""A progress line on a terminal: step, share, rate, time left; nothing at all where there is no terminal."""

import sys
import time
from typing import TextIO

_WIDTH = 24
#: Seconds between two looks of the eye.
_EVERY = 0.1


class Bar:
    """A `service.search.progress.Progress` that draws one line and wipes it when it ends."""

    def __init__(self, stream: TextIO | None = None, *, quiet: bool = False) -> None:
        self._stream = stream or sys.stderr
        self._on = not quiet and self._stream.isatty()
        self._step, self._begun, self._drawn, self._long = "", 0.0, 0.0, 0

    def __call__(self, step: str, done: int, total: int) -> None:
        if not self._on:
            return
        now = time.monotonic()
        if step != self._step:
            self._step, self._begun, self._drawn = step, now, 0.0
        if now - self._drawn < _EVERY:
            return
        self._drawn = now
        self._draw(line(step, done, total, now - self._begun))

    def __enter__(self) -> "Bar":
        return self

    def __exit__(self, *_: object) -> None:
        self.wipe()

    def wipe(self) -> None:
        """Make room for a line of text."""
        if self._long:
            self._draw("")
            self._stream.write("\r")
            self._stream.flush()

    def _draw(self, said: str) -> None:
        self._stream.write("\r" + said.ljust(self._long))
        self._stream.flush()
        self._long = len(said)


def line(step: str, done: int, total: int, seconds: float) -> str:
    """What is drawn, at most 80 columns: `lint       [########----]  512/1,000  86/s  0:06 left`."""
    if total <= 0:
        return step
    full = _WIDTH * min(done, total) // total
    said = f"{step:<10} [{'#' * full}{'-' * (_WIDTH - full)}] {done:>9,}/{total:,}"
    if not done or seconds <= 0:
        return said
    rate = done / seconds
    minutes, left = divmod(round((total - done) / rate), 60)
    return f"{said}  {rate:,.0f}/s  {minutes}:{left:02} left"
