"""Complete what a reader is typing: headings that begin or go on so, names of operators and countries."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeVar

from service.search.lexicon import Lexicon
from service.search.suggest import Speller
from service.text.normalise import fold
from service.text.segment import runs

Kind = Literal["question", "operator", "country", "related"]
#: Headings that are looked through for a text that stands inside them; a long list costs time at every key.
_LOOKED_AT = 20_000
#: Those that begin as typed, of which the shortest are offered; and names that are.
_BEGUN, _NAMES = 200, 3
_Row = TypeVar("_Row", bound=tuple[str, ...])
#: Readings of unfinished pinyin that are tried.
_READINGS = 12


@dataclass(frozen=True, slots=True)
class Completion:
    """A text a reader may mean, and what it is: a heading, a name, or a question that merely has to do with it."""

    text: str
    kind: Kind


class Completer:
    """Headings and names of one build, folded and sorted once; any number of threads may ask."""

    def __init__(self, headings: Iterable[str], lexicon: Lexicon, speller: Speller) -> None:
        self._speller = speller
        told = {heading.strip(): None for heading in headings if heading.strip()}
        self._headings = sorted((_plain(heading), heading) for heading in told)
        kinds: tuple[tuple[Kind, Iterable[str]], ...] = (
            ("country", lexicon.countries),
            ("operator", lexicon.operators),
        )
        names = {_plain(name): (name, kind) for kind, all_names in kinds for name in sorted(all_names)}
        self._names = sorted((plain, name, kind) for plain, (name, kind) in names.items())

    def complete(self, typed: str, limit: int) -> list[Completion]:
        """Texts that begin as typed, then names, then headings that have all of it; in Han, Latin or pinyin."""
        found: dict[str, Completion] = {}
        for text in self._meant(fold(typed)):
            for completion in (*self._beginning(_plain(text), limit), *self._holding(text, limit)):
                found.setdefault(completion.text, completion)
            if len(found) >= limit:
                break
        return list(found.values())[:limit]

    def _meant(self, text: str) -> list[str]:
        """What was typed, and with its pinyin read: `kcell chongz` is also kcell 充值."""
        tokens = text.split()
        if not tokens or not tokens[-1].isascii():
            return [text]
        pieces = [run.text for run in runs(tokens[-1])] if tokens else []
        last = pieces[-1] if pieces else tokens[-1]
        read = [" ".join([*tokens[:-1], tokens[-1].removesuffix(last) + word]) for word in self._readings(last)]
        together = "".join(token for token in tokens if token.isalpha())
        if len(tokens) > 1 and all(map(str.isalpha, tokens)):
            read += self._readings(together)
        return [text, *dict.fromkeys(read)]

    def _readings(self, latin: str) -> list[str]:
        return list(dict.fromkeys([*self._speller.by_sound(latin), *self._speller.begun(latin)]))[:_READINGS]

    def _beginning(self, plain: str, limit: int) -> list[Completion]:
        if not plain:
            return []
        headings = _from(self._headings, (plain, ""), plain)
        names = _from(self._names, (plain, "", ""), plain)
        found = [Completion(text, "question") for _, text in sorted(headings, key=_short)[:limit]]
        named = [Completion(text, kind) for _, text, kind in sorted(names, key=_short)[:_NAMES]]
        return [*named, *found] if plain.isascii() else [*found[: max(limit - len(named), 1)], *named]

    def _holding(self, text: str, limit: int) -> list[Completion]:
        words = [plain for word in text.split() if (plain := _plain(word))]
        found = []
        for heading, told in self._headings[:_LOOKED_AT] if words else ():
            if all(word in heading for word in words):
                found.append(Completion(told, "question"))
                if len(found) == limit:
                    break
        return found


def _from(rows: list[_Row], at: tuple[str, ...], plain: str) -> list[_Row]:
    """The rows whose first field begins so, of those that are looked at."""
    start = bisect_left(rows, at)
    return [row for row in rows[start : start + _BEGUN] if row[0].startswith(plain)]


def _short(row: tuple[str, ...]) -> tuple[int, str]:
    return (len(row[0]), row[0])


def _plain(text: str) -> str:
    """Folded, with nothing but letters and digits: spaces and marks are typed or not."""
    return "".join(filter(str.isalnum, fold(text)))
