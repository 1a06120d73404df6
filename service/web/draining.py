"""One bit that a process and those it has forked share: the service is about to stop."""

import mmap


class Draining:
    """False until somebody begins; then true in every process that was forked after this was made."""

    def __init__(self) -> None:
        self._shared = mmap.mmap(-1, 1)

    def begin(self) -> None:
        """Say that no new work should come."""
        self._shared[0] = 1

    def __bool__(self) -> bool:
        return bool(self._shared[0])
