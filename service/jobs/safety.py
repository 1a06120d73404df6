"""Questions whose plain answer would hurt who asks: a warning, and the safety article that answers instead."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

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
    spoken = any(not _FOREIGN.search(run) for run in _LETTERS.findall(asked))

    def says(wordings: tuple[str, ...]) -> bool:
        return _any(wordings, spoken).search(asked) is not None

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


@lru_cache(maxsize=256)
def _any(wordings: tuple[str, ...], spoken: bool) -> re.Pattern[str]:
    """What finds one of the wordings; `spoken`: in pinyin, too."""
    return re.compile("|".join(_wording(wording, spoken) for wording in wordings) or r"(?!)")


def _wording(wording: str, spoken: bool) -> str:
    steps = ("(?:" + "|".join(_alternatives(step.split("|"), spoken)) + ")" for step in wording.split("…"))
    return _GAP.join(steps)


def _alternatives(words: Iterable[str], spoken: bool) -> Iterable[str]:
    if spoken:
        from pypinyin import lazy_pinyin  # loads its tables for a quarter of a second

    for word in map(str.strip, words):
        folded = fold(word)
        if not _HAN.search(folded):
            yield rf"(?<![a-z0-9]){re.escape(folded)}(?![a-z0-9])"
            continue
        yield re.escape(folded)
        if not spoken:
            continue
        sounds = r"\s?".join(map(re.escape, lazy_pinyin(folded)))
        yield sounds if len(folded) > 1 else rf"(?<![a-z0-9]){sounds}(?![a-z0-9])"
