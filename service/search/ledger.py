"""What the build that serves was made of, article by article, for the next one to work out only what has changed.

It lies beside the builds and is believed only for the build it names. Losing it costs time and nothing else: whatever
is wrong with it, the articles are read and taken apart again. It begins with the SHA-256 of the rest, which is compared
before anything else: a zip file checks only what is read of its parts, and a damaged header reads less.
"""

import contextlib
import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from service.errors import IndexRefused
from service.search import manifest
from service.search.columns import Counted
from service.search.swap import swap

FILE = "ledger"
#: What a ledger is called while it is written.
ASIDE = ".ledger."
#: Raised when what is kept changes shape.
_VERSION = 1
#: Bytes of the SHA-256 at its beginning.
_SUM = 32


@dataclass(frozen=True, slots=True)
class Row:
    """One file of the folder. `stamp` tells whether it was written to since, empty when that cannot be told by stamps;
    `told` is what the fingerprint of the corpus takes from it beside its name, `keys` are those its parts are remembered under.

    `verdict` is that of `Verdict.rank`, `facets` the values of each field, `spoken` what is spoken of its headings, a word
    a line; `passages` is how many of its passages are in the build.
    """

    path: str
    stamp: list[int]
    told: str
    keys: list[str]
    id: str
    published: bool
    passages: int
    verdict: list[int]
    facets: dict[str, list[str]]
    spoken: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """`context` is the fingerprint of what the articles were judged and cut by, `facets` all their values by field;
    `counted` belongs to the passages and the vocabulary of the build.
    """

    build: str
    context: str
    facets: dict[str, list[str]]
    rows: Sequence[Row]
    counted: Mapping[str, Counted]


def write(root: Path, ledger: Ledger) -> None:
    """Put it in the place of the one before, in one step; OSError when it cannot be written."""
    head = [
        _VERSION,
        ledger.build,
        ledger.context,
        ledger.facets,
        [[getattr(row, name) for name in Row.__slots__] for row in ledger.rows],
        list(ledger.counted),
    ]
    said = json.dumps(head, ensure_ascii=False).encode("utf-8", "surrogatepass")
    arrays = {"head": np.frombuffer(said, np.uint8)}
    for number, one in enumerate(ledger.counted.values()):
        for name in ("terms", "counts", "sizes"):
            column = getattr(one, name)
            arrays[f"{name}{number}"] = column.astype(np.min_scalar_type(int(column.max(initial=0))))
    beside = root / f"{ASIDE}{secrets.token_hex(4)}"
    try:
        with beside.open("w+b") as file:
            file.write(bytes(_SUM))
            np.savez(file, **arrays)  # type: ignore[arg-type]
            file.seek(_SUM)
            digest = hashlib.file_digest(file, "sha256").digest()
            file.seek(0)
            file.write(digest)
        beside.chmod(0o644)
        swap(beside, root / FILE)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def read(root: Path, build: str, *, rows_only: bool = False) -> Ledger | None:
    """The ledger of a build; None when there is none to be believed. With `rows_only` nothing is counted."""
    try:
        manifest.refuse_writable(root / FILE)
        with (root / FILE).open("rb") as file:
            if file.read(_SUM) != hashlib.file_digest(file, "sha256").digest():
                return None
            file.seek(_SUM)
            with np.load(file, allow_pickle=False) as arrays:
                version, of, context, facets, rows, fields = json.loads(arrays["head"].tobytes())
                if (version, of) != (_VERSION, build):
                    return None
                counted = {} if rows_only else {name: _counted(arrays, number) for number, name in enumerate(fields)}
        return Ledger(build, context, facets, [Row(*row) for row in rows], counted)
    except (IndexRefused, OSError, ValueError, KeyError, TypeError):
        return None


def _counted(arrays: Mapping[str, NDArray[Any]], number: int) -> Counted:
    terms, counts, sizes = (arrays[f"{name}{number}"] for name in ("terms", "counts", "sizes"))
    if not len(terms) == len(counts) == int(sizes.sum()):
        raise ValueError("the columns do not fit each other")
    return Counted(terms, counts.astype(np.int32), sizes.astype(np.int32))
