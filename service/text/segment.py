"""Cut folded text into tokens: by script first, then Han by jieba or rjieba; the only user of either.

Latin and digit runs, USSD codes, domains and APN names, prices and phone numbers stay whole, so
that a dictionary word never swallows half of one (`esim卡` is `esim` and `卡`, not `e` and `sim卡`).
"""

import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from math import log
from pathlib import Path
from typing import Any, Literal, NamedTuple, Protocol

from service.text import wordbook
from service.text.later import later

Kind = Literal["code", "phone", "price", "time", "number", "domain", "latin", "han"]

#: Raised when tokens change for the same text: an index built by another number is refused.
VERSION = 2
_HAN = r"\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_LETTER = rf"(?:(?![{_HAN}_])\w)"
#: Accents that no precomposed letter takes in (Казахста́н, İstanbul): inside a word, never a gap.
_ACCENT = r"\u0300-\u036f"
_UNITS = "坚戈|卢布|索姆|美元|欧元|英镑|日元|韩元|泰铢|林吉特|令吉|港元|港币|台币|人民币|比索|里亚尔|迪拉姆|里拉|拉里|图格里克|盾|铢|块|元|tenge|kzt|usd|eur|rub|cny|rmb|thb|jpy|krw"
_TOKEN = later(
    rf"""
      (?P<code>[*\#]{{1,2}}[0-9][0-9*]{{0,19}}\#)
    | (?P<phone>\+[0-9]{{1,3}}(?:[ -]?\(?[0-9]{{2,4}}\)?){{2,5}}(?![0-9]))
    | (?P<local>(?<![0-9.,])[0-9]{{1,3}}(?:[ -]?\([0-9]{{3,4}}\)|[ -][0-9]{{3,4}})(?:[ -][0-9]{{2,4}}){{2,3}}(?![0-9]))
    | (?P<price>[$¥€£₸₽₩฿]\ ?[0-9]+(?:[.,][0-9]+)*|[0-9]+(?:[.,][0-9]+)*\ ?(?:{_UNITS})(?![a-z]))
    | (?P<time>[0-9]+\ ?(?:个月|小时|分钟|[天日月年周]))
    | (?P<number>[0-9]+(?:[.,:][0-9]+)+(?!{_LETTER}|\.))
    | (?P<domain>(?<![a-z0-9-])[a-z0-9-]+(?:\.[a-z0-9-]+)+)
    | (?P<latin>{_LETTER}(?:{_LETTER}|[{_ACCENT}])*(?:[-'&]{_LETTER}(?:{_LETTER}|[{_ACCENT}])*)*)
    | (?P<han>[{_HAN}]+)
    """,
    re.VERBOSE,
)
_SPLIT = later(rf"\d+|(?:[^\W\d_]|[{_ACCENT}])+")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of folded text; what lies between tokens (spaces, punctuation) is no token."""

    text: str
    start: int
    end: int
    kind: Kind


def runs(text: str) -> Iterator[Token]:
    """Tokens by script, Han runs uncut."""
    for found in _TOKEN.finditer(text):
        kind: Any = "phone" if found.lastgroup == "local" else found.lastgroup
        yield Token(found[0], found.start(), found.end(), kind)


_HAN_LINES = later(rf"^[{_HAN}]+$", re.MULTILINE)
_OTHER_LINES = later(r"^.*[a-z0-9 ].*$", re.MULTILINE)


def han_among(words: Iterable[str]) -> frozenset[str]:
    """Those of some folded words that have neither a token of another script nor a space."""
    left = frozenset(words)
    lines = "\n".join(left)  # thousands are asked about at a start, and two looks tell of nearly all
    found = left.intersection(_HAN_LINES.findall(lines))
    left -= found.union(_OTHER_LINES.findall(lines))
    return found.union(word for word in left if " " not in word and all(run.kind == "han" for run in runs(word)))


_THOUSANDS = later(r"(?<=\d),(?=\d{3}(?!\d))")


def spellings(token: Token) -> tuple[str, ...]:
    """How else a Latin token, domain or price may be written: joined, and in its parts.

    The first spelling is the whole token; one-letter parts of names are left out.
    """
    whole = token.text.replace(" ", "")
    if token.kind in ("price", "number"):
        whole = _THOUSANDS.sub("", whole)
    if token.kind in ("code", "phone", "number"):
        return (re.sub(r"[^\d+*#.,:]", "", whole),)
    joined = re.sub(rf"[-'&{_ACCENT}]", "", whole)
    parts = [part for part in re.split(r"[-'&.]", whole) if part]
    pieces = [piece for part in parts for piece in _SPLIT.findall(part)]
    if token.kind in ("price", "time"):
        return (whole, re.sub(r"[^\d.,]", "", whole))
    found = [joined, whole, *(p for p in (*parts, *pieces) if len(p) > 1)]
    return tuple(dict.fromkeys(found))


def unit(token: Token) -> str:
    """The unit of a price or a time, which is a word of its own: 坚戈 in 500坚戈."""
    return re.sub(r"[\d., ]", "", token.text) if token.kind in ("price", "time") else ""


class Frequencies(NamedTuple):
    """What our words count in jieba's sums, so that rjieba can be told exactly the same.

    `surplus` is what jieba's total has more than rjieba's: it forgets to take off a word's former count.
    `total` is jieba's, 0 where that was not noted.
    """

    words: dict[str, int]
    surplus: int
    total: int = 0


class Segmenter:
    """Cuts Han runs with jieba's dictionary and ours; no HMM, so that index and query always agree.

    A word with frequency 0 gets the frequency that keeps it whole; `names` stay whole and closed.
    Where rjieba is installed (the extra `fast`) and `frequencies` are known it cuts, else jieba does.
    """

    def __init__(
        self,
        words: Iterable[tuple[str, int]] = (),
        names: Iterable[str] = (),
        frequencies: Frequencies | None = None,
    ) -> None:
        self._words = tuple(words)
        self._names = frozenset(names)
        #: Pairs that are words of ours; jieba knows as many more that name nothing in a name.
        self._pairs = frozenset(word for word in (*(word for word, _ in self._words), *self._names) if len(word) == 2)
        self._given = frequencies

    @cached_property
    def _cutter(self) -> "Cutter":
        given = self._given
        book = wordbook.read() if given is not None and given.total else None
        return self._loaded() if given is None or book is None else _Booked(book, given, self._loaded)

    def _loaded(self) -> "Cutter":
        fast = None if self._given is None else _rjieba(_PROVEN, tuple(self._given.words.items()), self._given.surplus)
        return _Jieba(_tokenizer(self._words, self._names)) if fast is None else _Rjieba(fast)

    @property
    def frequencies(self) -> Frequencies:
        """What jieba makes of our words; loads it."""
        if self._given is not None:
            return self._given
        base, ours = _dictionary(), _tokenizer(self._words, self._names)
        words = {word: ours.FREQ[word] for word in sorted({*(w for w, _ in self._words), *self._names})}
        added = sum(count - base.FREQ.get(word, 0) for word, count in words.items())
        return Frequencies(words, ours.total - base.total - added, ours.total)

    def warm(self, characters: int | None = None) -> None:
        """Load the dictionary now (jieba 0.4 s), for those who would rather not pay at the first question.

        For so many `characters` only when they are worth it.
        """
        if characters is None or characters > _LOADED_FROM:
            self._cutter = self._loaded()
        self._cutter.cut("卡")

    def cut(self, text: str) -> list[Token]:
        """All tokens of folded text; Han words side by side, none overlapping."""
        found = []
        for run in runs(text):
            if run.kind != "han":
                found.append(run)
                continue
            at = run.start
            for word in self._cutter.cut(run.text):
                found.append(Token(word, at, at + len(word), "han"))
                at += len(word)
        return found

    def knows(self, word: str) -> bool:
        """Whether a dictionary has the word."""
        return self._cutter.knows(word)

    def words_in(self, run: str) -> list[str]:
        """The words of a Han run of two characters and more, and the words inside those; names stay whole."""
        return self.parts(run).words

    def parts(self, run: str) -> "Parts":
        """A Han run in characters, pairs and words. A name is closed: a pair inside it that is a word of ours is
        none there, nor are its characters.
        """
        words: list[str] = []
        closed = set[int]()
        knows = self._cutter.knows
        at = 0
        for word in self._cutter.cut(run):
            size = len(word)
            if size > 1:
                words.append(word)
            if size > 2 and word in self._names:
                closed.update(i for i in range(at, at + size - 1) if run[i : i + 2] in self._pairs)
            elif size > 2:
                inner = {word[i : i + n] for n in (2, 3) if n < size for i in range(size - n + 1)}
                words.extend(sorted(w for w in inner if knows(w)))
            at += size
        characters = [char for i, char in enumerate(run) if i not in closed and i - 1 not in closed]
        return Parts(characters, [run[i : i + 2] for i in range(len(run) - 1) if i not in closed], words)


class Parts(NamedTuple):
    """What a Han run is looked up by, in the order of the text; words as `Segmenter.words_in`."""

    characters: list[str]
    pairs: list[str]
    words: list[str]


class Cutter(Protocol):
    """What cuts: jieba, or its twin in Rust; a test holds them to the same pieces."""

    def cut(self, run: str) -> list[str]:
        """The words of a Han run, side by side."""

    def knows(self, word: str) -> bool:
        """Whether its dictionary has the word."""


class _Jieba:
    """The reference."""

    def __init__(self, tokenizer: Any) -> None:
        self._tokenizer = tokenizer

    def cut(self, run: str) -> list[str]:
        return list(self._tokenizer.cut(run, HMM=False))

    def knows(self, word: str) -> bool:
        return bool(self._tokenizer.FREQ.get(word))


#: Characters from which on what loads is worth its loading.
_LOADED_FROM = 4000


class _Booked:
    """The same sums in Python with counts that need no loading: slow, but a question is done before the others begin.

    After some pages of text it hands over to what `load` gives.
    """

    def __init__(self, book: wordbook.Wordbook, ours: Frequencies, load: Callable[[], Cutter]) -> None:
        self._book, self._ours, self._load = book, ours.words, load
        self._log_total = log(ours.total)
        self._longest = max(book.longest, *map(len, ours.words), 1)
        self._left = _LOADED_FROM
        self._next: Cutter | None = None

    def cut(self, run: str) -> list[str]:
        if self._next is None:
            self._left -= len(run)
            if self._left < 0:
                self._next = self._load()
        if self._next is not None:
            return self._next.cut(run)
        found: list[str] = []
        for number, part in enumerate(_JIEBAS.split(run)):
            found.extend(self._cut(part) if number % 2 else part)
        return found

    def knows(self, word: str) -> bool:
        return self._next.knows(word) if self._next is not None else bool(self._count(word))

    def _count(self, word: str) -> int:
        ours = self._ours.get(word)
        return self._book.count(word) if ours is None else ours

    def _cut(self, run: str) -> list[str]:
        """By the dearest way through, from the end; of equals the one with the longer word, as jieba has it."""
        size = len(run)
        best: list[tuple[float, int]] = [(0.0, 0)] * (size + 1)
        for at in range(size - 1, -1, -1):
            ways = [
                (log(count) - self._log_total + best[end][0], end)
                for end in range(at + 1, min(size, at + self._longest) + 1)
                if (count := self._count(run[at:end]))
            ]
            best[at] = max(ways, default=(best[at + 1][0] - self._log_total, at + 1))
        found, at = list[str](), 0
        while at < size:
            found.append(run[at : best[at][1]])
            at = best[at][1]
        return found


#: What jieba takes for Han; anything else it cuts into characters.
_JIEBAS = later(r"([\u4e00-\u9fd5]+)")


class _Rjieba:
    """The same dictionary and sums in Rust: ten times as fast, ready in 50 ms instead of 400."""

    def __init__(self, made: Any) -> None:
        self._cut, self._has = made.cut, made.has_word

    def cut(self, run: str) -> list[str]:
        found: list[str] = []
        for number, part in enumerate(_JIEBAS.split(run)):
            found.extend(self._cut(part, False) if number % 2 else part)
        return found

    def knows(self, word: str) -> bool:
        return bool(self._has(word))


#: The release of rjieba that was shown to cut like jieba 0.42.1.
_PROVEN = "0.2.2"


@lru_cache(maxsize=2)
def _rjieba(release: str, words: tuple[tuple[str, int], ...], surplus: int) -> Any:
    """rjieba with our words, kept as `_tokenizer` is; None where the release is not installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        if version("rjieba") != release:
            return None
        made = _extension().Jieba()
    except (PackageNotFoundError, ImportError):
        return None
    for word, count in words:
        made.add_word(word, count, None)
    if surplus:
        made.add_word("\0\0", surplus, None)  # stands in no text, counts in the total
    return made


@cache
def _extension() -> Any:
    """rjieba's compiled module alone: its package loads a dictionary of its own when it is imported (80 ms)."""
    from importlib.machinery import PathFinder
    from importlib.util import find_spec, module_from_spec

    package = find_spec("rjieba")
    found = PathFinder.find_spec("rjieba.rjieba", package.submodule_search_locations if package else [])
    if found is None or found.loader is None:
        raise ImportError("rjieba has no compiled module")
    module = module_from_spec(found)
    found.loader.exec_module(module)
    return module


@lru_cache(maxsize=2)
def _tokenizer(words: tuple[tuple[str, int], ...], names: frozenset[str]) -> Any:
    """jieba with our words; kept, because the same words are asked for by every build and every reader."""
    base = _dictionary()
    tokenizer = _jieba().Tokenizer()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = dict(base.FREQ), base.total, True
    for word, count in words:
        known = tokenizer.FREQ.get(word, 0)
        tokenizer.add_word(word, max(count, known) if count else None)  # None: as much as it takes
    for name in sorted(names):
        tokenizer.add_word(name)
    return tokenizer


def _jieba() -> Any:
    """jieba without setuptools' pkg_resources, which it only asks for the place of its own file (100 ms)."""
    import sys

    missing = object()
    before: Any = sys.modules.get("pkg_resources", missing)
    if before is missing and "jieba" not in sys.modules:
        sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    try:
        import jieba
    finally:
        if before is missing and sys.modules.get("pkg_resources", missing) is None:
            del sys.modules["pkg_resources"]
    return jieba


@cache
def _dictionary() -> Any:
    """jieba's own dictionary, loaded once (0.4 s)."""
    import logging

    jieba = _jieba()
    logging.getLogger("jieba").setLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    with _cache_folder() as folder:
        tokenizer.tmp_dir = folder
        tokenizer.initialize()
    wordbook.keep(tokenizer.FREQ)
    return tokenizer


class _cache_folder:
    """A folder of our own for jieba's cache: its fixed name in a shared /tmp could be anybody's file."""

    def __enter__(self) -> str:
        from platformdirs import user_cache_path

        self._passing: tempfile.TemporaryDirectory[str] | None = None
        try:
            folder = user_cache_path("kawen") / "jieba"
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            if _only_ours(folder):
                return str(folder)
        except (OSError, RuntimeError):
            pass  # no home, or one that cannot be written (containers): the cache saves 50 ms, so do without
        self._passing = tempfile.TemporaryDirectory(prefix="kawen-jieba-")
        return self._passing.name

    def __exit__(self, *_: object) -> None:
        if self._passing is not None:
            self._passing.cleanup()


def _only_ours(folder: Path) -> bool:
    if not hasattr(os, "getuid"):
        return True
    state = folder.stat()
    return state.st_uid == os.getuid() and not state.st_mode & 0o022
