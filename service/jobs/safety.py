"""Questions whose plain answer would hurt who asks: a warning, and the safety article that answers instead."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version

from service import kept
from service.jobs.ask import LARGEST_LIMIT, article_url, ask
from service.model import Danger, Hit, Words
from service.search.shelf import Opened
from service.text.later import later
from service.text.normalise import fold

#: Characters between two steps of a wording; none of them ends a sentence.
_GAP = r"[^?!.。？！\n]{0,12}?"
_HAN = later(r"[\u3400-\u9fff]+")
_SIGNS = later(r"[^\w\s?!.。？！'&]|_")
#: Spaces beside Chinese characters say nothing; those between other words part them.
_LOOSE = later(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")
_LETTERS = later(r"[a-z]{2,}")
#: Letters that stand so in no pinyin: i, u, v at the start, or a consonant that ends no syllable with no vowel after it.
_FOREIGN = later(r"\A[iuv]|(?![zcs]h)[bcdfhjklmpqstwxyz](?![aeiouv])")
#: The topic of articles that may answer a dangerous question.
TOPIC = "fraud"


@dataclass(frozen=True, slots=True)
class Safety:
    """What a question is in danger of, and the passage that says why; None when no article does."""

    danger: Danger
    hit: Hit | None


def danger_of(words: Words, question: str) -> Danger | None:
    """The danger a question runs into, or None; traditional characters and pinyin are understood."""
    asked = _LOOSE.sub("", " ".join(_SIGNS.sub(" ", fold(question)).split()))
    holds = asked.replace(" ", "").__contains__
    spoken = any(not _FOREIGN.search(run) for run in _LETTERS.findall(asked))
    sounds = _sounds(words) if spoken else _SILENT

    def says(wordings: tuple[str, ...]) -> bool:
        for wording, steps in _needed(wordings, sounds):
            for step in steps:
                if not any(map(holds, step)):
                    break
            else:
                if _pattern(wording, sounds).search(asked):
                    return True
        return False

    met = (danger for danger in words.dangers if says(danger.wordings))
    found = next((danger for danger in met if not says(danger.unless)), None)
    return None if found is None or says(words.harmless) else found


def safety(build: Opened, words: Words, question: str, countries: Sequence[str]) -> Safety | None:
    """The warning and the best safe answer for a dangerous question: of one of its `countries`, else a general one."""
    danger = danger_of(words, question)
    if danger is None:
        return None
    if TOPIC not in build.lexicon.facets["topics"]:
        return Safety(danger, None)
    for country in countries:
        if found := _clean(build, danger, [("country", country)]):
            return Safety(danger, found[0])
    general = (hit for hit in _clean(build, danger) if not build.articles[hit.article]["countries"])
    return Safety(danger, next(general, None))


def _clean(build: Opened, danger: Danger, filters: Sequence[tuple[str, str]] = ()) -> list[Hit]:
    """The passages that answer what the reader should ask instead, of articles without errors."""
    for asked in (danger.question, danger.name):
        answer = ask(build, asked, filters=[("topic", TOPIC), *filters], limit=LARGEST_LIMIT)
        if answer.answer == "found" and (clean := [hit for hit in answer.hits if not hit.verdict.errors]):
            return clean
    return []


def safety_lines(warning: Safety) -> Iterator[str]:
    """The warning and the safe answer for a terminal."""
    yield f"⚠ 先看安全提醒：{warning.danger.name}"
    yield f"   {warning.danger.warning}"
    if warning.hit is not None:
        yield f"   {warning.hit.title} › {warning.hit.section}"
        yield from (f"   {line}" for line in warning.hit.snippet.splitlines())
        yield f"   {article_url(warning.hit.article, warning.hit.anchor)}"
    yield ""


@dataclass(frozen=True, eq=False)
class _Sounds:
    """The syllables of words with Chinese characters; of none where only characters count."""

    spelt: Mapping[str, Sequence[str]]


_SILENT = _Sounds({})
_FOLDER = "sounds"
#: Wordings whose patterns are kept; several times those of one corpus.
_WORDINGS = 2048


@lru_cache(maxsize=256)
def _needed(wordings: tuple[str, ...], sounds: _Sounds) -> list[tuple[str, list[tuple[str, ...]]]]:
    """Each wording with what a question needs of each of its steps, spaces aside: few have to be looked for at all."""
    return [
        (wording, sorted((tuple(_close(step, sounds)) for step in _steps(wording)), key=len)) for wording in wordings
    ]


def _close(step: Iterable[str], sounds: _Sounds) -> Iterator[str]:
    for word in step:
        yield "".join(word.split())
        if word in sounds.spelt:
            yield "".join("".join(sounds.spelt[word]).split())


@lru_cache(maxsize=_WORDINGS)
def _steps(wording: str) -> tuple[tuple[str, ...], ...]:
    """The words of each step, folded as questions are."""
    return tuple(tuple(fold(word.strip()) for word in step.split("|")) for step in wording.split("…"))


@lru_cache(maxsize=_WORDINGS)
def _pattern(wording: str, sounds: _Sounds) -> re.Pattern[str]:
    """What finds a wording, by the sounds that are given in pinyin, too."""
    return re.compile(_GAP.join(f"(?:{'|'.join(_alternatives(step, sounds))})" for step in _steps(wording)))


def _alternatives(words: Iterable[str], sounds: _Sounds) -> Iterable[str]:
    for word in words:
        if not _HAN.search(word):
            yield rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])"
            continue
        yield re.escape(word)
        if word in sounds.spelt:
            spelt = r"\s?".join(map(re.escape, sounds.spelt[word]))
            yield spelt if len(word) > 1 else rf"(?<![a-z0-9]){spelt}(?![a-z0-9])"


def _sounds(words: Words) -> _Sounds:
    """How the words of all wordings sound."""
    wordings = [wording for danger in words.dangers for wording in (*danger.wordings, *danger.unless)]
    return _sounds_of((*wordings, *words.harmless))


@lru_cache(maxsize=2)
def _sounds_of(wordings: tuple[str, ...]) -> _Sounds:
    said = {word for wording in wordings for step in _steps(wording) for word in step if _HAN.search(word)}
    return _Sounds(_spelt(sorted(said)))


def _spelt(said: list[str]) -> dict[str, list[str]]:
    """The syllables of words, from the table that is kept of them: pypinyin loads for a quarter of a second."""
    key = hashlib.sha256(repr((version("pypinyin"), said)).encode()).hexdigest()
    if (body := kept.read(_FOLDER, key)) is not None:
        with suppress(ValueError, TypeError):
            return dict(zip(said, json.loads(body), strict=True))
    from pypinyin import lazy_pinyin

    found = [lazy_pinyin(word) for word in said]
    kept.write(_FOLDER, key, json.dumps(found).encode())
    return dict(zip(said, found, strict=True))
