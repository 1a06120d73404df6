"""The build that serves as material for the next: what is the same is taken over, and gives the very same columns.

Whatever all passages decide together (rarity, mean lengths, the order of articles, the vocabulary) is worked out again;
what one passage says of itself is not.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Protocol

import numpy as np
from numpy.typing import NDArray

from service import folder
from service.errors import IndexTrouble
from service.search import ledger as ledgers
from service.search import manifest, mapped
from service.search.columns import FACETS, Columns, Counted, Numbers, Sorts
from service.search.engine import ENGINES, Entries, Entry
from service.search.ledger import Ledger, Row
from service.search.mapped import Texts
from service.search.pages import Pages
from service.search.shelf import ARTICLES, LEXICON, sounds
from service.search.weigh import postings


class Keeps(Protocol):
    """An engine whose builds can be taken over: it keeps the columns of `mapped`, and gives back what it stores."""

    taken_over: ClassVar[bool]
    #: The passages as they are stored.
    entries: Sequence[Entry]

    def __init__(self, where: Path) -> None: ...
    def terms(self) -> Sequence[str]: ...


@dataclass(frozen=True, slots=True)
class Piece:
    """The passages of one article, `size` of them: those of the build that serves from number `at` on, or new ones."""

    id: str
    size: int
    verdict: tuple[int, ...]
    facets: Mapping[str, Sequence[str]]
    at: int | None


def keeps(engine: str) -> bool:
    """Whether builds of an engine can be taken over."""
    return getattr(folder.load(ENGINES, engine).Engine, "taken_over", False) is True


class Standing:
    """A build that was verified, and its ledger; ValueError or IndexTrouble when they do not fit each other."""

    def __init__(self, where: Path, ledger: Ledger, engine: str) -> None:
        if manifest.verified(where).engine != engine:
            raise ValueError(f"{where} is of another engine")
        self.ledger = ledger
        self.engine: Keeps = folder.load(ENGINES, engine).Engine(where)
        self.names = self.engine.terms()
        self.texts, self.sorts = mapped.stored(where, len(self.engine.entries))
        self.pages = Pages(where / ARTICLES)
        self.sounds = dict(sounds(where))
        self.lexicon = (where / LEXICON).read_bytes()
        #: By what an article was made of: its row, the number of its first passage, and its page.
        self.known: dict[str, tuple[Row, int, bytes]] = {}
        at, lines = 0, dict(zip(self.pages.ids, self.pages.lines, strict=True))
        for row in ledger.rows:
            self.known[row.keys[0]] = (row, at, lines[row.id] if row.published else b"")
            at += row.passages
        if at != len(self.engine.entries) or set(map(len, (c.sizes for c in ledger.counted.values()))) != {at}:
            raise ValueError("the ledger does not fit its build")


def standing(root: Path, build: str, engine: str, context: str) -> Standing | None:
    """What can be taken over of a build; None when nothing can be believed, or it was judged or cut by something else."""
    if not keeps(engine) or (ledger := ledgers.read(root, build)) is None or ledger.context != context:
        return None
    try:
        return Standing(root / build, ledger, engine)
    except (IndexTrouble, OSError, ValueError, KeyError, TypeError):
        return None


def taken_over(base: Standing, pieces: Sequence[Piece], fresh: Columns) -> Columns:
    """The columns of all pieces in their order; `fresh` are those of the new passages alone, in theirs."""
    size = len(base.engine.entries)
    runs, new = list[list[int]](), 0
    for piece in pieces:
        start = size + new if piece.at is None else piece.at
        new += piece.size if piece.at is None else 0
        if runs and runs[-1][1] == start != size:  # the last old passage and the first new one are no neighbours
            runs[-1][1] += piece.size
        elif piece.size:
            runs.append([start, start + piece.size])
    if new != len(fresh):
        raise ValueError("the new passages are not those of the pieces")
    numbers = _spliced(runs, np.arange(size + new, dtype=np.int32))
    taken = np.where(numbers < size, numbers, -1).astype(np.int32)
    names, counted = _counted(base, fresh, runs)
    known = _sorts(base, pieces, fresh, runs, numbers)
    entries = _Spliced(base.engine.entries, fresh.entries, numbers)
    weighed = postings(len(numbers), len(names), counted)
    return Columns(entries, _texts(base, fresh, runs), names, weighed, counted, known, taken)


class _Spliced(Entries):
    """Passages by number, those of the build that serves read when they are looked at."""

    def __init__(self, old: Sequence[Entry], new: Sequence[Entry], numbers: Numbers) -> None:
        self._old, self._new, self._numbers = old, new, numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def read(self, number: int) -> Entry:
        """The passage of a number."""
        at = int(self._numbers[number])
        return self._old[at] if at < len(self._old) else self._new[at - len(self._old)]


def _spliced(runs: Sequence[Sequence[int]], joined: NDArray[Any]) -> NDArray[Any]:
    """The runs of a column, one after the other."""
    return np.concatenate([joined[:0], *(joined[start:end] for start, end in runs)])


def _split(runs: Sequence[Sequence[int]], size: int) -> Iterator[tuple[bool, int, int]]:
    """Whether each run is new, and its bounds among the old or the new passages."""
    for start, end in runs:
        yield (start >= size, *((start - size, end - size) if start >= size else (start, end)))


def _texts(base: Standing, fresh: Columns, runs: Sequence[Sequence[int]]) -> Texts:
    both = (base.texts, Texts.of(fresh.folded))
    bounds = [np.concatenate(([0], texts.ends)) for texts in both]
    sizes = _spliced(runs, np.concatenate([np.diff(ends) for ends in bounds]))
    split = _split(runs, len(base.texts))
    blocks = [both[new].block[bounds[new][start] : bounds[new][end]] for new, start, end in split]
    return Texts(np.concatenate([np.zeros(0, np.uint8), *blocks]), np.cumsum(sizes, dtype=np.int64))


def _counted(base: Standing, fresh: Columns, runs: Sequence[Sequence[int]]) -> tuple[list[str], dict[str, Counted]]:
    """The vocabulary of what is left and new, and the counts with their terms by place in it."""
    old = base.names
    have = [bisect_left(old, term) for term in fresh.terms]
    added = [(at, term) for at, term in zip(have, fresh.terms, strict=True) if at == len(old) or old[at] != term]
    union = sorted([*old, *(term for _, term in added)])
    moved = np.arange(len(old)) + np.searchsorted(
        np.array([at for at, _ in added], np.int64), np.arange(len(old)), "right"
    )
    place = {term: at + number for number, (at, term) in enumerate(added)}
    new = np.array(
        [place.get(t, -1) if t in place else moved[at] for t, at in zip(fresh.terms, have, strict=True)], np.int64
    )
    spliced, used = {}, np.zeros(len(union), np.bool_)
    for name, field in fresh.counted.items():
        before = base.ledger.counted[name]
        bounds = (before.starts, field.starts)
        both = ((before, moved), (field, new))
        split = [
            (both[new], slice(bounds[new][start], bounds[new][end]))
            for new, start, end in _split(runs, len(before.sizes))
        ]
        terms = np.concatenate([np.zeros(0, np.int64), *(places[one.terms[span]] for (one, places), span in split)])
        counts = np.concatenate([np.zeros(0, np.int32), *(one.counts[span] for (one, _), span in split)])
        sizes = _spliced(runs, np.concatenate((before.sizes, field.sizes)))
        used[terms] = True
        spliced[name] = (terms, counts.astype(np.int32), sizes.astype(np.int32))
    left = np.cumsum(used) - 1
    names = [term for term, there in zip(union, used.tolist(), strict=True) if there]
    return names, {name: Counted(left[terms], counts, sizes) for name, (terms, counts, sizes) in spliced.items()}


def _sorts(
    base: Standing, pieces: Sequence[Piece], fresh: Columns, runs: Sequence[Sequence[int]], numbers: Numbers
) -> Sorts:
    """As `columns.sorts` of all passages. Facets and verdict are the article's; the order of its anchors, and the operators
    that its headings name, are those its passages had.
    """
    said = [piece for piece in pieces if piece.size]
    sizes = np.array([piece.size for piece in said], np.int64)
    starts = np.concatenate(([0], np.cumsum(sizes)))[:-1]
    article = np.repeat(np.arange(len(said), dtype=np.int32), sizes)
    within = _spliced(runs, np.concatenate((base.sorts.order, fresh.sorts.order))).astype(np.int64)
    order = within
    if len(said):
        within -= np.repeat(np.minimum.reduceat(within, starts), sizes)
        anchors = np.maximum.reduceat(within, starts) + 1
        rising = np.array(sorted(range(len(said)), key=lambda number: said[number].id), np.int64)
        before = np.empty(len(said), np.int64)
        before[rising] = np.cumsum(anchors[rising]) - anchors[rising]
        order = within + np.repeat(before, sizes)
    ranks = {rank: place for place, rank in enumerate(sorted({piece.verdict for piece in said}))}
    verdict = np.repeat(np.array([ranks[piece.verdict] for piece in said], np.int32), sizes)
    values, bits = _facets(base, said, sizes, fresh, numbers)
    return Sorts(article, order.astype(np.int32), verdict, bits, values, [piece.id for piece in said])


def _facets(
    base: Standing, said: Sequence[Piece], sizes: NDArray[np.int64], fresh: Columns, numbers: Numbers
) -> tuple[list[tuple[str, str]], NDArray[np.uint8]]:
    having: dict[tuple[str, str], NDArray[np.bool_]] = {}
    by_article: dict[tuple[str, str], list[int]] = {}
    for number, piece in enumerate(said):
        for field in FACETS:
            for one in piece.facets[field]:
                by_article.setdefault((field, one), []).append(number)
    for key, articles in by_article.items():
        mask = np.zeros(len(said), np.bool_)
        mask[articles] = True
        having[key] = np.repeat(mask, sizes)
    having.update(_named(base, fresh, numbers))
    values = sorted(having)
    bits = np.zeros((len(values), -(-len(numbers) // 8)), np.uint8)
    for row, value in enumerate(values):
        bits[row] = np.packbits(having[value])
    return values, bits


def _named(base: Standing, fresh: Columns, numbers: Numbers) -> Iterator[tuple[tuple[str, str], NDArray[np.bool_]]]:
    """The operators that headings name, each with the passages of those headings."""
    old = len(base.engine.entries)
    halves = ((base.sorts, slice(0, old)), (fresh.sorts, slice(old, old + len(fresh))))
    found: dict[tuple[str, str], NDArray[np.bool_]] = {}
    for known, half in halves:
        for row, value in enumerate(known.values):
            if value[0] == "named":
                mask = found.setdefault(value, np.zeros(old + len(fresh), np.bool_))
                mask[half] = np.unpackbits(known.facets[row], count=half.stop - half.start)
    for value, mask in found.items():
        if (left := mask[numbers]).any():
            yield value, left
