"""Counts of the current minute by address, in this process: what limits are held against without a server for it."""

import threading
import time

from limits.storage.base import Storage

from service.errors import BadSettings

#: Addresses that are counted at once; beyond that the oldest windows are forgotten first.
MOST = 100_000


def unusable(uri: str, trouble: Exception) -> BadSettings:
    """What to say of a `limit_storage` that cannot be used; its password is not said."""
    redis = "; run: pip install -e '.[redis]'" if uri.startswith("redis") else ""
    return BadSettings(
        f"limit_storage {place(uri)} cannot be used: {type(trouble).__name__}{redis}; there are memory://, redis://"
    )


def place(uri: str) -> str:
    """An address without a password."""
    scheme, _, rest = uri.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"


class Windows(Storage):
    """A table of (count, end of its window); unlike the storage in `limits` it starts no thread for each request."""

    STORAGE_SCHEME = ["kawen"]  # noqa: RUF012 (the name and type that the registry of storages reads)

    def __init__(self, uri: str | None = None, wrap_exceptions: bool = False, **options: float | str | bool) -> None:
        super().__init__(uri, wrap_exceptions, **options)
        self._lock = threading.Lock()
        self._counts: dict[str, tuple[int, float]] = {}

    @property
    def base_exceptions(self) -> type[Exception] | tuple[type[Exception], ...]:
        return ValueError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count, in a window of `expiry` seconds that begins with the first request."""
        now = time.time()
        with self._lock:
            count, end = self._counts.get(key, (0, 0.0))
            if end <= now:
                count, end = 0, now + expiry
                if len(self._counts) >= MOST:
                    self._sweep(now)
            self._counts[key] = count + amount, end
            return count + amount

    def get(self, key: str) -> int:
        """The count of the current window."""
        count, end = self._counts.get(key, (0, 0.0))
        return count if end > time.time() else 0

    def get_expiry(self, key: str) -> float:
        """When the current window ends, in seconds of the clock."""
        return max(self._counts.get(key, (0, 0.0))[1], time.time())

    def check(self) -> bool:
        """It is always there."""
        return True

    def reset(self) -> int | None:
        """Forget everything; how much it was."""
        with self._lock:
            known = len(self._counts)
            self._counts.clear()
        return known

    def clear(self, key: str) -> None:
        """Forget one count."""
        with self._lock:
            self._counts.pop(key, None)

    def _sweep(self, now: float) -> None:
        """Forget what is over; when all is current, the half that began first."""
        kept = {key: one for key, one in self._counts.items() if one[1] > now}
        if len(kept) >= MOST:
            kept = dict(sorted(kept.items(), key=lambda item: item[1][1])[MOST // 2 :])
        self._counts = kept
