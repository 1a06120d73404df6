"""The shelf of the service, which tells its log when another build begins to answer."""

import logging
import os
import threading
from pathlib import Path

from service.search.shelf import Opened, Shelf

_LOG = logging.getLogger(__name__)


class ToldShelf(Shelf):
    """A shelf whose process logs each switch once; the first build it opens is none."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self._telling = threading.Lock()
        self._told: str | None = None

    def get(self) -> Opened:
        """The current build."""
        found = super().get()
        if found.manifest.build != self._told:
            self._tell()
        return found

    def _tell(self) -> None:
        with self._telling:
            name = super().get().manifest.build  # another thread may have told of it, or there is yet another
            before, self._told = self._told, name
        if before not in (None, name):
            _LOG.info("process %d answers from build %s now, no longer from %s", os.getpid(), name, before)
