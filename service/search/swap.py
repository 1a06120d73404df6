"""Put a finished file in the place of another in one step."""

import os
import time
from pathlib import Path

#: Times and seconds: Windows lets nobody replace a file that somebody is just reading.
_TRIES, _PAUSE = 50, 0.02


def swap(beside: Path, target: Path) -> None:
    """`target` is what `beside` was, or untouched; who reads it sees the one or the other whole."""
    for tries in range(_TRIES if os.name == "nt" else 1, 0, -1):
        try:
            os.replace(beside, target)
            return
        except PermissionError:
            if tries == 1:
                raise
            time.sleep(_PAUSE)
