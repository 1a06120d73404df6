"""Order what an engine found, one passage an article; the better verdict first between equals."""

from collections.abc import Collection, Iterable, Sequence

from service.model import MATCHES, Hit, Match
from service.search.engine import Scored
from service.search.snippet import snippet
from service.text.normalise import fold

#: Two answers are equally good when their scores differ by no more than this share of the larger.
EQUAL = 0.10
#: Below this share of the question's weight, what was found is not an answer but the nearest there is.
ENOUGH = 0.6


def ordered(found: Iterable[Scored], first: int) -> list[Scored]:
    """The best passage of each article, best first; the order is settled for the `first` so many.

    First what has all words: exact before synonym before guessed, then by score. Then what lacks
    some, by score and by the share of the question it covers, so that the rarest word is dropped
    last. Between answers that are equal by `EQUAL`, the better verdict.
    """
    best: dict[str, Scored] = {}
    for scored in found:
        other = best.get(scored.entry.article)
        if other is None or _key(scored) < _key(other):
            best[scored.entry.article] = scored
    return by_verdict(sorted(best.values(), key=_key), first)


def _key(scored: Scored) -> tuple[int, float, str, str]:
    return (scored.level, -scored.value, scored.entry.article, scored.entry.anchor)


def by_verdict(found: Sequence[Scored], first: int) -> list[Scored]:
    """Move a better verdict up to the front of its equals, and no further."""
    left, done = list(found), list[Scored]()
    verdicts = {id(scored): scored.entry.verdict.rank for scored in left}
    lowest = min(verdicts.values(), default=(0, 0))
    while left and len(done) < first:
        best = chosen = left[0]
        for other in left if verdicts[id(best)] > lowest else ():
            if verdicts[id(other)] < verdicts[id(chosen)] and _equal(best, other):
                chosen = other
        left.remove(chosen)
        done.append(chosen)
    return done + left


def _equal(best: Scored, other: Scored) -> bool:
    """Whether two answers are equally good: as many words missing, the same kind of match, scores close."""
    if min(best.score, other.score) < max(best.score, other.score) * (1 - EQUAL):
        return False
    return (best.level, best.missing, match_of(best)) == (other.level, other.missing, match_of(other))


def match_of(scored: Scored) -> Match:
    """The weakest kind of match among the words that were met."""
    return max((a.match for a in scored.met if a is not None), key=MATCHES.index, default="exact")


def good_enough(best: Scored) -> bool:
    """Whether the best hit is an answer, not merely the nearest thing."""
    return best.coverage >= ENOUGH


def missing(scored: Scored, words: Sequence[str]) -> tuple[str, ...]:
    """The words of the question that a passage does not have."""
    if not scored.met:
        return tuple(words)
    return tuple(word for word, met in zip(words, scored.met, strict=True) if met is None)


def hit(scored: Scored, words: Sequence[str], places: Collection[str] = (), phrases: Collection[str] = ()) -> Hit:
    """What is shown of a passage.

    `words` are those of the question, for what was not met; `places` those among them that only say
    where, and so do not choose the snippet; `phrases` must be there and are highlighted whole.
    """
    met = [a for a in scored.met if a is not None]
    entry = scored.entry
    heading = fold(entry.section)
    shown = [*phrases, *(a.text for a in met)]
    sought = [word for word in shown if word not in heading and word not in places]
    text, marked = snippet(entry.body, shown, sought)
    return Hit(
        article=entry.article,
        title=entry.title,
        section=entry.section,
        anchor=entry.anchor,
        snippet=text,
        marks=marked,
        score=scored.score,
        coverage=round(scored.coverage, 3),
        match=match_of(scored),
        missing=missing(scored, words),
        verdict=entry.verdict,
        why=tuple(dict.fromkeys(a.label for a in met if a.label)),
    )
