"""How often jieba's dictionary counts each word, as one block of bytes: looked into at once, where jieba itself loads
for half a second and its twin in Rust for a tenth.

The block is kept between runs (see `kept`), named by the release and the file it was made from. Words of as many
bytes lie beside each other, sorted, and their counts behind them.
"""

import hashlib
import json
import sys
from array import array
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from service import kept

#: Raised when the block changes for the same dictionary.
_FORMAT = 1
_FOLDER = "wordbook"


class Wordbook:
    """Counts of words, of which the `longest` has so many characters."""

    def __init__(self, block: bytes) -> None:
        """ValueError when it is none that `written` made."""
        head, _, rest = block.partition(b"\n")
        self.longest, groups = json.loads(head)
        self._groups: dict[int, tuple[int, bytes, memoryview]] = {}
        counts, at = memoryview(rest), 0
        for size, many in groups:
            end = at + size * many
            self._groups[size] = many, rest[at:end], counts[end : end + 4 * many].cast("I")
            at = end + 4 * many
        if at != len(rest):
            raise ValueError("a book of words that is cut short")

    def count(self, word: str) -> int:
        """0 for a word that it does not have."""
        sought = word.encode("utf-8", "surrogatepass")
        size = len(sought)
        if size not in self._groups:
            return 0
        many, words, counts = self._groups[size]
        low, high = 0, many
        while low < high:
            middle = (low + high) >> 1
            if words[middle * size : (middle + 1) * size] < sought:
                low = middle + 1
            else:
                high = middle
        return counts[low] if low < many and words[low * size : (low + 1) * size] == sought else 0


def written(counts: Mapping[str, int]) -> bytes:
    """The block of these words; those that count 0 are left out."""
    groups: dict[int, list[tuple[bytes, int]]] = {}
    longest = 0
    for word, count in counts.items():
        if count:
            said = word.encode("utf-8", "surrogatepass")
            groups.setdefault(len(said), []).append((said, count))
            longest = max(longest, len(word))
    head = json.dumps([longest, [[size, len(group)] for size, group in groups.items()]])
    parts = [head.encode(), b"\n"]
    for group in groups.values():
        group.sort()
        parts += [b"".join(said for said, _ in group), array("I", [count for _, count in group]).tobytes()]
    return b"".join(parts)


def read() -> Wordbook | None:
    """That of the jieba which is installed; None when none was kept yet."""
    key = _key()
    body = kept.read(_FOLDER, key) if key else None
    if body is None:
        return None
    try:
        return Wordbook(body)
    except (ValueError, TypeError):
        return None


def keep(counts: Mapping[str, int]) -> None:
    """Keep jieba's own dictionary for the runs to come."""
    if read() is None and (key := _key()):
        kept.write(_FOLDER, key, written(counts))


def _key() -> str | None:
    """By what the dictionary is known without reading it, as jieba knows it for its own cache."""
    from importlib.metadata import version

    package = find_spec("jieba")
    if package is None or package.origin is None:
        return None
    try:
        state = Path(package.origin).with_name("dict.txt").stat()
    except OSError:
        return None
    said = (_FORMAT, version("jieba"), state.st_size, state.st_mtime_ns, sys.byteorder, array("I").itemsize)
    return hashlib.sha256(repr(said).encode()).hexdigest()
