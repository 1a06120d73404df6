"""Which words the corpus uses and the dictionary cuts badly: across their bounds, in pieces, or inside longer ones."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, combinations
from typing import Literal

from service.corpus.words import fine_cuts
from service.jobs.desks import Desks
from service.search.lexicon import Lexicon, lexicon
from service.text.later import later
from service.text.lines import Lines
from service.text.normalise import fold
from service.text.segment import Segmenter

Kind = Literal["across", "torn", "inside"]
_NAMES: dict[Kind, str] = {"across": "切错位置", "torn": "一个词被拆开", "inside": "地名藏在长词里"}
_HAN = later(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
#: Characters of a string that may be one word, and of pieces that are cut anew.
_LONGEST_WORD, _LONGEST_SPAN = 5, 6
#: Nats by which other pieces must be likelier, going by how often the corpus has them elsewhere.
_LIKELIER = 2.3
#: What a piece that the corpus never has elsewhere counts as.
_UNSEEN = 0.3
#: Freedom beyond which more neighbours say nothing, and the score from which a string is told of.
_FREE, _LEAST_SCORE = 3.0, 2.0


@dataclass(frozen=True, slots=True)
class Cut:
    """Something cut badly: `cut` is how, `better` how it should be; `score` ranks within its kind.

    `count` is how often, in so many `places` (articles; the judged questions are one), of which `where` and
    `example` show the first. Of kind `inside`, `better` is the place that the word hides.
    """

    kind: Kind
    cut: tuple[str, ...]
    better: tuple[str, ...]
    score: float
    count: int
    places: int
    where: str
    example: str

    @property
    def text(self) -> str:
        """How it is told, and how `corpus/words/cuts.txt` names it when it is fine."""
        return "/".join(self.cut)


@dataclass(slots=True)
class _Seen:
    """Where something was met."""

    count: int = 0
    places: set[str] = field(default_factory=set)
    first: tuple[str, str] = ("", "")

    def at(self, place: str, where: str, example: str) -> None:
        if not self.count:
            self.first = (where, example)
        self.count += 1
        self.places.add(place)


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of Han characters with its pieces; `place` is the article, or the questions."""

    text: str
    pieces: tuple[str, ...]
    place: str
    where: str
    example: str


def cuts(desks: Desks, least: int = 3) -> list[Cut]:
    """What is cut badly in the sentences of the articles and in the judged questions, worst first within each kind.

    Strings that may be one word are told of from `least` times on; what `corpus/words/cuts.txt` lists as fine, never.
    """
    known = lexicon(desks.words, desks.facts, {})
    runs = list(_runs(desks, known.segmenter))
    pieces = Counter(piece for run in runs for piece in run.pieces)
    fine = fine_cuts(desks.root)
    found = [
        *_across(runs, pieces, known.segmenter),
        *_torn(runs, pieces, known, least),
        *_inside(runs, known),
    ]
    order = list(_NAMES)
    found.sort(key=lambda one: (order.index(one.kind), -one.score, one.text))
    return [one for one in found if one.text not in fine and "".join(one.cut) not in fine]


def _runs(desks: Desks, segmenter: Segmenter) -> Iterator[_Run]:
    for place, where, text, example in _texts(desks):
        for han in _HAN.finditer(text):
            pieces = tuple(token.text for token in segmenter.cut(han[0]))
            yield _Run(han[0], pieces, place, where, example)


def _texts(desks: Desks) -> Iterator[tuple[str, str, str, str]]:
    """Each sentence and question: its place, where it stands, folded, and as it is written."""
    for article in desks.read()[0]:
        lines = Lines(article.text)
        for sentence in article.sentences:
            start, end = sentence.whole.start, sentence.whole.end
            where = f"{article.path}:{lines.place(start)[0]}"
            yield article.path, where, fold(sentence.text), " ".join(article.text[start:end].split())
    for question in desks.questions():
        yield "questions", "questions", fold(question.text), question.text


# Across the bounds of words -----------------------------------------------------------------------


def _across(runs: Sequence[_Run], pieces: Mapping[str, int], segmenter: Segmenter) -> Iterator[Cut]:
    """Two or three neighbours that are likelier with other bounds: 等到/账 is 等/到账."""
    total = sum(pieces.values()) or 1

    def weight(words: Sequence[str], less: int) -> float:
        return sum(math.log((max(pieces.get(word, 0) - less, 0) + _UNSEEN) / total) for word in words)

    seen: dict[tuple[tuple[str, ...], tuple[str, ...]], _Seen] = defaultdict(_Seen)
    gains: dict[tuple[str, ...], tuple[float, tuple[str, ...]]] = {}
    for run in runs:
        for cut in _neighbours(run.pieces):
            if cut not in gains:
                others = ((weight(other, 0) - weight(cut, 1), other) for other in _otherwise(cut, segmenter))
                gains[cut] = max(others, default=(0.0, ()))
            gain, better = gains[cut]
            if gain >= _LIKELIER:
                seen[cut, better].at(run.place, run.where, run.example)
    for (cut, better), met in seen.items():
        yield Cut(
            "across",
            cut,
            better,
            round(gains[cut][0] * met.count, 2),
            met.count,
            len(met.places),
            *met.first,
        )


def _neighbours(pieces: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for size in (2, 3):
        for at in range(len(pieces) - size + 1):
            cut = tuple(pieces[at : at + size])
            if size < sum(map(len, cut)) <= _LONGEST_SPAN:
                yield cut


def _otherwise(cut: Sequence[str], segmenter: Segmenter) -> Iterator[tuple[str, ...]]:
    """The same characters in as many known words or single characters, with none of the bounds."""
    text = "".join(cut)
    bounds = set(accumulate(len(piece) for piece in cut[:-1]))
    free = [at for at in range(1, len(text)) if at not in bounds]
    for chosen in combinations(free, len(cut) - 1):
        words = tuple(text[a:b] for a, b in zip((0, *chosen), (*chosen, len(text)), strict=True))
        if all(len(word) == 1 or segmenter.knows(word) for word in words):
            yield words


# In pieces ----------------------------------------------------------------------------------------


def _torn(runs: Sequence[_Run], pieces: Mapping[str, int], known: Lexicon, least: int) -> Iterator[Cut]:
    """Strings in pieces that behave like one word: they cohere (pointwise mutual information, at the weakest place),
    stand among many neighbours (branching entropy, on the poorer side), and have a character that seldom stands alone.
    """
    helpers = known.stop_words | known.question_words
    counts, left, right = _grams(runs)
    total = sum(len(run.text) for run in runs)
    apart: dict[tuple[str, ...], _Seen] = defaultdict(_Seen)
    for run in runs:
        for at in range(len(run.pieces)):
            for end in range(at + 2, len(run.pieces) + 1):
                cut = run.pieces[at:end]
                if sum(map(len, cut)) > _LONGEST_WORD:
                    break
                apart[cut].at(run.place, run.where, run.example)
    for cut, met in apart.items():
        alone = [piece for piece in cut if len(piece) == 1 and piece not in helpers]
        if met.count < least or len(met.places) < 2 or not alone or {cut[0], cut[-1]} & helpers:
            continue
        word = "".join(cut)
        halves = ((word[:at], word[at:]) for at in range(1, len(word)))
        cohesion = min(math.log(counts[word] * total / (counts[a] * counts[b])) for a, b in halves)
        freedom = min(_entropy(left[word]), _entropy(right[word]))
        bound = max(met.count / pieces[piece] for piece in alone)
        score = cohesion * min(freedom, _FREE) * math.sqrt(bound)
        if score >= _LEAST_SCORE:
            yield Cut("torn", cut, (word,), round(score, 2), met.count, len(met.places), *met.first)


def _grams(runs: Sequence[_Run]) -> tuple[Counter[str], dict[str, Counter[str]], dict[str, Counter[str]]]:
    """How often each string occurs, and which characters stand before and behind it; "" where the run ends."""
    counts: Counter[str] = Counter()
    left: dict[str, Counter[str]] = defaultdict(Counter)
    right: dict[str, Counter[str]] = defaultdict(Counter)
    for run in runs:
        text = run.text
        for start in range(len(text)):
            for end in range(start + 1, min(start + _LONGEST_WORD, len(text)) + 1):
                gram = text[start:end]
                counts[gram] += 1
                left[gram][text[start - 1 : start]] += 1
                right[gram][text[end : end + 1]] += 1
    return counts, left, right


def _entropy(neighbours: Mapping[str, int]) -> float:
    """In nats; every end of a run counts as a neighbour of its own."""
    total = sum(neighbours.values())
    return sum(
        count / total * math.log(total if not neighbour else total / count) for neighbour, count in neighbours.items()
    )


# Inside longer words ------------------------------------------------------------------------------


def _inside(runs: Sequence[_Run], known: Lexicon) -> Iterator[Cut]:
    """Words that are none of ours and have the name of a place in them: who asks with them names no place."""
    names = sorted((name for name in known.countries if _HAN.fullmatch(name)), key=len, reverse=True)
    if not names:
        return
    pattern = re.compile("|".join(map(re.escape, names)))
    ours = known.ours | known.countries.keys()
    seen: dict[tuple[str, str], _Seen] = defaultdict(_Seen)
    for run in runs:
        for piece in run.pieces:
            if len(piece) > 2 and piece not in ours and (name := pattern.search(piece)):
                seen[piece, name[0]].at(run.place, run.where, run.example)
    for (word, place), met in seen.items():
        yield Cut("inside", (word,), (place,), float(met.count), met.count, len(met.places), *met.first)


def cut_lines(found: Sequence[Cut], limit: int) -> Iterator[str]:
    """The first `limit` of each kind, two lines each, for a terminal."""
    for kind, name in _NAMES.items():
        some = [one for one in found if one.kind == kind]
        if some:
            yield f"{name}：{len(some)} 处" + (f"，先列 {limit} 处" if len(some) > limit else "")
        for one in some[:limit]:
            yield f"  {one.text} → {'/'.join(one.better)}  {one.count} 次，{one.places} 处文章或问题，{one.score:g} 分"
            yield f"      {one.where}: {one.example}"
    if not found:
        yield "没有发现切得不好的词。"
