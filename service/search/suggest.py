"""What else the reader may have meant: homophones, pinyin, initials, unfinished syllables, near spellings."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property

from service.search.engine import Entry
from service.search.lexicon import Lexicon
from service.text.normalise import fold
from service.text.segment import runs

_HAN = re.compile(r"[\u3400-\u9fff]+")
#: A title's own words are found by sound even if no dictionary has them.
_SHORTEST_PHRASE, _LONGEST_PHRASE = 3, 6
_SHORTEST_INITIALS, _LONGEST_INITIALS = 2, 5


def readings(entries: Iterable[Entry], terms: Iterable[str], lexicon: Lexicon) -> list[tuple[str, str]]:
    """(word, pinyin with a space between syllables) for every Han word a reader may type by sound.

    Those are the words of the index, and the synonyms and names that lead to them.
    """
    from pypinyin import lazy_pinyin

    words = {t[1:] for t in terms if t[0] == "w" and _HAN.fullmatch(t[1:])}
    words |= {w for w in (*lexicon.equals, *lexicon.widens, *lexicon.countries) if len(w) > 1 and _HAN.fullmatch(w)}
    for entry in entries:
        for heading in {fold(entry.title), fold(entry.section)}:
            for run in runs(heading):
                if run.kind == "han":
                    words.update(_phrases([t.text for t in lexicon.segmenter.cut(run.text)]))
    return [(word, " ".join(lazy_pinyin(word))) for word in sorted(words)]


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
    """Looks words of the index up by sound and by near spelling; holds no text of its own."""

    def __init__(self, read: Iterable[tuple[str, str]], terms: Iterable[str]) -> None:
        self._full: dict[str, list[str]] = {}
        self._initials: dict[str, list[str]] = {}
        for word, pinyin in read:
            syllables = pinyin.split()
            self._full.setdefault("".join(syllables), []).append(word)
            if _SHORTEST_INITIALS <= len(syllables) <= _LONGEST_INITIALS:
                self._initials.setdefault("".join(s[0] for s in syllables), []).append(word)
        self._sounds = sorted(self._full)
        self._terms = terms

    @cached_property
    def _latin(self) -> list[str]:
        return [t[1:] for t in self._terms if t[0] == "w" and t[1:].isascii() and t[1:].isalnum()]

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

    def homophones(self, han: str) -> list[str]:
        """Other words of the index that sound the same."""
        from pypinyin import lazy_pinyin

        return [word for word in self._full.get("".join(lazy_pinyin(han)), []) if word != han]

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
