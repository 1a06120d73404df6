"""What else the reader may have meant: homophones, pinyin, initials, unfinished syllables, near spellings."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from service.search.engine import Entry
from service.search.lexicon import Lexicon
from service.text.normalise import fold
from service.text.segment import runs

_HAN = re.compile(r"[\u3400-\u9fff]+")
#: A title's own words are found by sound even if no dictionary has them.
_SHORTEST_PHRASE, _LONGEST_PHRASE = 3, 6
#: Characters of a Han word from which on one wrong character is a slip, not another word.
_SHORTEST_SLIP = 4
_SHORTEST_INITIALS, _LONGEST_INITIALS = 2, 5


def readings(
    spoken: Iterable[str], terms: Iterable[str], lexicon: Lexicon, known: Mapping[str, str] | None = None
) -> list[tuple[str, str]]:
    """(word, pinyin with a space between syllables) for every Han word a reader may type by sound, by word.

    Those are the words of the index, and the synonyms and names that lead to them; what is `spoken` of headings; of single
    characters the helpers that sound like one. Pinyin that is `known` from before is not worked out again.
    """
    words = {t[1:] for t in terms if t[0] == "w" and _HAN.fullmatch(t[1:])}
    words |= {w for w in (*lexicon.equals, *lexicon.widens, *lexicon.countries) if len(w) > 1 and _HAN.fullmatch(w)}
    words |= {w for w in (*lexicon.stop, *lexicon.question) if len(w) == 1 and _HAN.fullmatch(w)}
    words.update(spoken)
    said = dict(known or {})
    if new := [word for word in words if not said.get(word)]:
        from pypinyin import lazy_pinyin  # loads its tables for a quarter of a second

        said.update((word, " ".join(lazy_pinyin(word))) for word in new)
    return [(word, said[word]) for word in sorted(words)]


def spoken(heading: str, lexicon: Lexicon) -> list[str]:
    """What readers may type by sound of a folded heading: its characters that stand alone, and its phrases."""
    found: dict[str, None] = {}
    for run in runs(heading):
        if run.kind == "han":
            said = [t.text for t in lexicon.segmenter.cut(run.text)]
            found.update(dict.fromkeys(sorted(_phrases(said))))
            found.update(dict.fromkeys(word for word in said if len(word) == 1))
    return list(found)


def headings(entries: Iterable[Entry], lexicon: Lexicon) -> set[str]:
    """What is spoken of all headings of some passages."""
    return {word for entry in entries for text in {entry.title, entry.section} for word in spoken(fold(text), lexicon)}


def _phrases(words: list[str]) -> set[str]:
    found = set()
    for start in range(len(words)):
        phrase = ""
        for word in words[start:]:
            phrase += word
            if len(phrase) > _LONGEST_PHRASE:
                break
            if len(phrase) >= _SHORTEST_PHRASE:
                found.add(phrase)
    return found


class Speller:
    """Looks words of the index up by sound and by near spelling; its tables are made when they are first asked."""

    def __init__(self, read: Iterable[tuple[str, str]], terms: Iterable[str]) -> None:
        self._read = list(read)
        self._terms = terms

    def warm(self) -> None:
        """Make what would hold up the first question, for those who answer many."""
        _ = self._syllables, self._single, self._initials, self._longest

    @cached_property
    def _full(self) -> dict[str, list[str]]:
        """Words of several characters by their pinyin."""
        found: dict[str, list[str]] = {}
        for word, pinyin in self._read:
            if len(word) > 1:
                found.setdefault(pinyin.replace(" ", ""), []).append(word)
        return found

    @cached_property
    def _single(self) -> dict[str, list[str]]:
        """Single characters by their pinyin."""
        found: dict[str, list[str]] = {}
        for word, pinyin in self._read:
            if len(word) == 1:
                found.setdefault(pinyin, []).append(word)
        return found

    @cached_property
    def _initials(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word, pinyin in self._read:
            syllables = pinyin.split() if len(word) > 1 else []
            if _SHORTEST_INITIALS <= len(syllables) <= _LONGEST_INITIALS:
                found.setdefault("".join(s[0] for s in syllables), []).append(word)
        return found

    @cached_property
    def _syllables(self) -> set[str]:
        return set(" ".join(pinyin for word, pinyin in self._read if len(word) > 1).split())

    @cached_property
    def _sounds(self) -> list[str]:
        return sorted(self._full)

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._sounds), default=0)

    @cached_property
    def _latin(self) -> list[str]:
        return [t[1:] for t in self._terms if t[0] == "w" and t[1:].isascii() and t[1:].isalnum()]

    def read(self, latin: str) -> list[str]:
        """As `by_sound`, but a whole syllable is a word of one character rather than an unfinished longer word."""
        if latin in self._single:
            return [*self._single[latin], *self._full.get(latin, ())]
        return self.by_sound(latin)

    def by_sound(self, latin: str) -> list[str]:
        """Words whose pinyin is this, whole, with the last syllable unfinished, or in initials."""
        if latin in self._full:
            return self._full[latin]
        if len(latin) >= 4:
            start = bisect_left(self._sounds, latin)
            end = bisect_left(self._sounds, latin + "{")
            near = [sound for sound in self._sounds[start:end] if len(sound) - len(latin) <= 5]
            if near:
                shortest = min(map(len, near))
                return [word for sound in near if len(sound) == shortest for word in self._full[sound]]
        return self._initials.get(latin, [])

    def begun(self, latin: str) -> list[str]:
        """Words whose pinyin goes on from this by a syllable at most, the shortest first."""
        start = bisect_left(self._sounds, latin)
        end = bisect_left(self._sounds, latin + "{")
        near = sorted((sound for sound in self._sounds[start:end] if len(sound) - len(latin) <= 5), key=len)
        return [word for sound in near for word in self._full[sound]]

    def is_syllable(self, latin: str) -> bool:
        """Whether any word of the index has this syllable."""
        return latin in self._syllables

    def is_word(self, latin: str) -> bool:
        """Whether this is the whole pinyin of a word of several characters."""
        return latin in self._full

    def spelt(self, syllables: Sequence[str]) -> list[str]:
        """Pieces of pinyin that stand apart, joined into the pinyin of words, as long ones as there are.

        What is a word already is joined into another word only, not into the phrase of a heading. A syllable that is
        left over is a word where whole words are typed, and dropped where each syllable stands apart, or is no word;
        empty when nothing is a longer word.
        """
        words, at, longer = [], 0, False
        whole = not all(piece in self._syllables for piece in syllables)
        while at < len(syllables):
            for end in range(min(len(syllables), at + _LONGEST_PHRASE), at, -1):
                if self._makes(syllables[at:end], joined := "".join(syllables[at:end])):
                    words.append(joined)
                    at, longer = end, True
                    break
            else:
                words.extend(syllables[at : at + 1] if whole and syllables[at] in self._single else [])
                at += 1
        return words if longer else []

    def _makes(self, pieces: Sequence[str], joined: str) -> bool:
        if joined not in self._full:
            return False
        if len(pieces) == 1:
            return joined not in self._syllables
        if all(piece in self._syllables for piece in pieces):
            return True
        return any(word in self._words for word in self._full[joined])

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(t[1:] for t in self._terms if t[0] == "w" and not t[1:].isascii())

    def cut(self, latin: str) -> list[str]:
        """The pinyin of several words in a row, cut into as few of them as make up all of it; else empty."""
        if latin in self._full:
            return [latin]
        best: list[list[str] | None] = [[], *[None] * len(latin)]
        for end in range(2, len(latin) + 1):
            for start in range(max(0, end - self._longest), end - 1):
                before = best[start]
                if before is not None and latin[start:end] in self._full:
                    found = best[end]
                    if found is None or len(before) + 1 < len(found):
                        best[end] = [*before, latin[start:end]]
        return best[-1] or []

    def homophones(self, han: str) -> list[str]:
        """Other words of the index that sound the same."""
        from pypinyin import lazy_pinyin

        return [word for word in self._full.get("".join(lazy_pinyin(han)), []) if word != han]

    @cached_property
    def _by_size(self) -> dict[int, list[str]]:
        sizes: dict[int, list[str]] = {}
        for words in self._full.values():
            for word in words:
                sizes.setdefault(len(word), []).append(word)
        return sizes

    def near_han(self, han: str) -> list[str]:
        """Han words of the index of the same length with one other character; only longer words, where it is a slip."""
        from rapidfuzz.distance import Hamming
        from rapidfuzz.process import extract

        if not _SHORTEST_SLIP <= len(han) <= _LONGEST_PHRASE:
            return []
        found = extract(han, self._by_size.get(len(han), []), scorer=Hamming.distance, score_cutoff=1, limit=3)
        return [word for word, _, _ in found if word != han]

    def near(self, latin: str) -> list[str]:
        """Latin words of the index one slip away, two for long ones."""
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        if len(latin) < 4 or latin.isdigit():
            return []
        allowed = 1 if len(latin) < 8 else 2
        found = extract(latin, self._latin, scorer=OSA.distance, score_cutoff=allowed, limit=3)
        best = min((distance for _, distance, _ in found), default=0)
        return [word for word, distance, _ in found if distance == best and word[0] == latin[0]]
