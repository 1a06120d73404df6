"""Order what an engine found, one passage an article; the better verdict first between equals."""

import math
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from service.model import MATCHES, Hit, Match
from service.search.engine import RELAXED, Alternative, Entry, Found, Group, Scored
from service.search.snippet import snippet
from service.text.normalise import folded

#: Two answers are equally good when their scores differ by no more than this share of the larger.
EQUAL = 0.10
#: Below this confidence, what was found is not an answer but the nearest there is.
ENOUGH = 0.67
#: The logistic curve of confidence: what counts the share of the question that the passage meets (rare words more, and
#: each word the same), the share that its heading meets, the share that is words of ours, and that a country is named;
#: and how much of all it takes.
COVERED, MET, SAID, OURS, PLACED, NEEDED = 2.35, 2.3, 3.05, 3.15, 1.9, 5.75
#: What the name of a country and a single character (mostly a verb) count in it beside a word.
PLACE, SINGLE = 0.3, 0.4
#: The share of a question that another wording of a heading has which is that question, and the share of its characters
#: that the words of the question are.
WORDED, MOSTLY = 0.8, 0.6
#: Coverage that only a passage about another number or country has.
ABOUT_ANOTHER = 0.002
REPEATED = "另有 {} 篇文章内容相同"
#: Said of a passage that is shown for its article, whose place another one has won.
BESIDE = "同篇另一节：{}"
#: What a passage lacks, told beside it; of a long question no more words than these.
LACKING, MOST_LACKING = "没有提到：{}", 6
#: How much less than the best of its article a passage may be worth that is shown for it.
NEAR = 0.75
#: How many times as much as the best of its article a passage is worth that is shown for it although it lacks a word
#: of a question that the best has, or has it only by a synonym: those words stood in a text about something else.
CLEARLY = 1.8
#: What each word of a heading that was not asked costs a passage beside others of its article, at most so many.
STRAY, MOST_STRAYS = 0.08, 3


def ordered(found: Iterable[Scored], first: int, home: Collection[str] = ()) -> list[Scored]:
    """The best passage of each article, best first; the order is settled for the `first` so many.

    First what has all words: exact before synonym before guessed, then by score. Then what lacks
    some, by score and by the share of the question it covers, so that the rarest word is dropped
    last. Between answers that are equal by `EQUAL`, the better verdict. Articles about other countries
    than `home`, if it is known, come last.
    """
    best: dict[str, Scored] = {}
    for scored in sorted(found, key=_key):
        best.setdefault(scored.entry.article, scored)
    here, there = list[Scored](), list[Scored]()
    for scored in best.values():
        (there if elsewhere(scored.entry, home) else here).append(scored)
    return by_verdict(here, first) + by_verdict(there, first - len(here))


def elsewhere(entry: Entry, home: Collection[str]) -> bool:
    """Whether an article is about other countries than those asked about."""
    return bool(home) and bool(entry.countries) and not set(home) & set(entry.countries)


def shown(top: Scored, found: Found, strays: Callable[[Entry], int]) -> Scored:
    """An article by its best passage `top`, showing the one of its passages that answers.

    Where one passage has all the words, so has the article: another that lacks one is shown when it says
    more, because its heading is the question. Between passages about as good, the one whose
    heading says least that was not asked (`strays` counts it): 「怎么充值」 asks for no comparison and no
    special case. Place and score of the article stay those of its best passage.
    """
    if not top.met:
        return top
    passages = found.passages(top.entry.article, top.value * NEAR)
    beside = [(one, met) for one in passages if (met := _met_beside(one, top)) is not None]
    if len(beside) < 2:
        return top
    chosen, met = min(beside, key=lambda pair: (_worth(pair[0], strays), _key(pair[0])))
    return replace(top, entry=chosen.entry, met=met)


def _met_beside(one: Scored, top: Scored) -> tuple[Alternative | None, ...] | None:
    """What is met when this passage is shown for its article; None where it cannot be."""
    if one.level == top.level and one.missing <= top.missing:
        return one.met if one.value >= top.value * NEAR else None
    if top.level >= RELAXED or one.value <= top.value:
        return None
    met = tuple(own or others for own, others in zip(one.met, top.met, strict=True))
    worded = one.rank >= RELAXED and not one.missing  # other wordings of its heading have what its text has not
    if worded or one.value >= top.value * CLEARLY:
        return met
    return None if _heads(top, one) or max((a.rank for a in met if a), default=0) != top.rank else met


def _heads(top: Scored, one: Scored) -> bool:
    """Whether the heading of the passage that has all words has one that the other lacks."""
    heading = folded(top.entry.section)
    return any(by is not None and own is None and by.text in heading for own, by in zip(one.met, top.met, strict=True))


def _worth(one: Scored, strays: Callable[[Entry], int]) -> float:
    return -one.value * (1 - STRAY * min(strays(one.entry), MOST_STRAYS))


def _key(scored: Scored) -> tuple[int, float, str, str]:
    return (scored.level, -scored.value, scored.entry.article, scored.entry.anchor)


def by_verdict(found: Sequence[Scored], first: int) -> list[Scored]:
    """Move a better verdict up to the front of its equals, and no further."""
    verdicts = [scored.entry.verdict.rank for scored in found]
    lowest = min(verdicts, default=(0, 0))
    if all(verdict == lowest for verdict in verdicts[: max(first, 0)]):
        return list(found)
    alike = [_alike(scored) for scored in found]
    left, done = list(range(len(found))), list[int]()
    while left and len(done) < first:
        best = chosen = left[0]
        for other in left if verdicts[best] > lowest else ():
            if verdicts[other] < verdicts[chosen] and _equal(alike[best], alike[other]):
                chosen = other
        left.remove(chosen)
        done.append(chosen)
    return [found[place] for place in (*done, *left)]


_Alike = tuple[tuple[int, int, Match], float, float]


def _alike(scored: Scored) -> _Alike:
    """What makes two answers equally good: words missing and the kind of match, the same; score and value, close."""
    return (scored.level, scored.missing, match_of(scored)), scored.score, scored.value


def _equal(best: _Alike, other: _Alike) -> bool:
    """Whether two answers are equally good: as many words missing, the same kind of match, scores close.

    Where words are missing, what the passages are worth must be close too: one about another country may score as high.
    """
    kind, score, value = best
    if other[0] != kind:
        return False
    return _close(score, other[1]) and _close(value, other[2])


def _close(one: float, two: float) -> bool:
    return min(one, two) >= max(one, two) * (1 - EQUAL)


def match_of(scored: Scored) -> Match:
    """The weakest kind of match among the words that were met."""
    return max([a.match for a in scored.met if a is not None], key=MATCHES.index, default="exact")


def confidence(best: Scored, groups: Sequence[Group], ours: Collection[str]) -> float:
    """How likely the best passage is an answer, 0 to 1: by the share of the question that it meets, and that its
    heading meets, and by how much of the question is about what we know, `ours` (see `Lexicon.ours`).

    Fitted on questions that the corpus answers and on such as it does not (tests/search/answers.toml). A
    passage about another number, country or operator answers nothing, however many words it has.
    """
    if not best.met or best.coverage < ABOUT_ANOTHER:
        return 0.0
    heading, total = folded(best.entry.section), sum(map(_weight, groups)) or 1.0
    worded = _wording(best, groups)
    met = said = known = 0.0
    for group, by in zip(groups, best.met, strict=True):
        weight = _weight(group)
        # a word that only another wording has tells where an answer may be, not that it is one
        if by is not None and (by.rank < RELAXED or by.text in worded):
            met += weight
            said += weight * (by.text in heading or by.text in worded)
        if not group.countries and (group.text in ours or (by is not None and (by.text in ours or _is_exact(by)))):
            known += weight
    score = COVERED * best.coverage + (MET * met + SAID * said + OURS * known) / total
    if any(group.countries for group in groups):
        score += PLACED
    return 1 / (1 + math.exp(NEEDED - score))


def _wording(best: Scored, groups: Sequence[Group]) -> str:
    """The other wording of the heading that is the question: it has nearly all of its words, and they are most of it.
    Empty where none is.
    """
    if best.rank < RELAXED:
        return ""
    weights = [(by.text if by else "\0", _weight(g)) for g, by in zip(groups, best.met, strict=True) if not g.countries]
    least = WORDED * sum(weight for _, weight in weights)
    for wording in map(folded, best.entry.asked):
        here = [(text, weight) for text, weight in weights if text in wording]
        if sum(weight for _, weight in here) >= least and sum(len(t) for t, _ in here) >= MOSTLY * len(wording):
            return wording
    return ""


def _is_exact(by: Alternative) -> bool:
    """Whether what was met is a name, a code or a price as it was typed: those are found in what is about them."""
    return by.match == "exact" and any(char.isascii() and char.isalnum() for char in by.text)


def _weight(group: Group) -> float:
    if group.countries:
        return PLACE
    return SINGLE if len(group.text) == 1 and not group.text.isascii() else 1.0


def good_enough(best: Scored, groups: Sequence[Group], ours: Collection[str]) -> bool:
    """Whether the best hit is an answer, not merely the nearest thing."""
    return confidence(best, groups, ours) >= ENOUGH


def missing(scored: Scored, words: Sequence[str]) -> tuple[str, ...]:
    """The words of the question that a passage does not have."""
    if not scored.met:
        return tuple(words)
    return tuple(word for word, met in zip(words, scored.met, strict=True) if met is None)


def hit(
    scored: Scored,
    words: Sequence[str],
    places: Collection[str] = (),
    phrases: Collection[str] = (),
    *,
    repeats: int = 0,
    answers: bool = True,
) -> Hit:
    """What is shown of a passage.

    `words` are those of the question, for what was not met; `places` those among them that only say
    where, and so do not choose the snippet; `phrases` must be there and are highlighted whole;
    `repeats` are the articles that say the same; what does not answer is merely the nearest.
    """
    met = [a for a in scored.met if a is not None]
    entry = scored.entry
    heading = folded(entry.section)
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
        match=match_of(scored) if answers else "nearest",
        missing=(lacking := missing(scored, words)),
        verdict=entry.verdict,
        why=tuple(
            dict.fromkeys(
                [
                    *(a.label for a in met if a.label),
                    *([LACKING.format("、".join(lacking[:MOST_LACKING]))] if lacking else []),
                    *([REPEATED.format(repeats)] if repeats else []),
                ]
            )
        ),
    )
