"""Why a hit stands where it stands: in words for readers, in numbers that add up to the score for engineers.

The numbers are found by asking again with less: what the score loses when a word of the question is taken away is
what the word contributed. So they add up whatever the engine and its formula; how a contribution falls to the
fields is their share of the word's occurrences, each saturated and weighed as the index weighs it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from service.model import Explanation, Part
from service.search.analysis import ASKED, run_terms
from service.search.engine import RELAXED, Alternative, Engine, Entry, Group, Plan, Scored
from service.search.lexicon import Lexicon
from service.search.rank import confidence
from service.search.weigh import FIELDS, K1
from service.text.normalise import fold
from service.text.segment import runs

#: What readers call the fields.
_NAMES = {"section": "小标题", "title": "文章标题", "path": "上级标题", "body": "正文", "asked": "相近的问法"}
#: The part of the score that no word of the question has for itself: question words, pairs across words.
REST = "…"


def explain(engine: Engine, lexicon: Lexicon, plan: Plan, scored: Scored) -> Explanation:
    """The explanation of one hit by its best passage; it costs two questions for each word."""
    if not scored.met:
        words: tuple[str, ...] = ("没有一个词能当作答案，按字面接近排列",)
        return Explanation(scored.entry.anchor, 0.0, words, (_rest(lexicon, plan, scored, scored.score),))
    words, parts = tuple(_words(plan.groups, scored)), tuple(_parts(engine, lexicon, plan, scored))
    return Explanation(scored.entry.anchor, round(confidence(scored, plan.groups, lexicon.ours), 3), words, parts)


def _parts(engine: Engine, lexicon: Lexicon, plan: Plan, scored: Scored) -> Iterator[Part]:
    """Take away the terms of one word after the other, then what is left of the bag, then word after word."""
    left, score = plan, scored.score
    own = [{t for run in runs(group.text) for t in run_terms(run, lexicon.segmenter)} for group in plan.groups]
    own = [terms | {ASKED + term for term in terms} for terms in own]
    gained = []
    for terms in own:
        left = replace(left, bag=tuple(term for term in left.bag if term not in terms))
        gained.append(score - (score := _score(engine, left, scored)))
    rest, left = left.bag, replace(left, bag=())
    beside = score - (score := _score(engine, left, scored))
    for number, (group, by) in enumerate(zip(plan.groups, scored.met, strict=True)):
        silent = Group(group.text, (_NOTHING,), group.countries, group.operators)
        left = replace(left, groups=(*left.groups[:number], silent, *left.groups[number + 1 :]))
        total = gained[number] + score - (score := _score(engine, left, scored))
        fields = _fields(lexicon, scored.entry, own[number] | set(by.scored if by else ()), total)
        yield Part(group.text, by.text if by else None, by.match if by else None, round(total, 4), fields)
    if abs(beside) > 1e-4:
        yield _rest(lexicon, replace(plan, bag=rest), scored, beside)


#: A way to meet a word that nothing has: the word stays in the question and gives nothing.
_NOTHING = Alternative("\0", ("\0",), ("\0",))


def _rest(lexicon: Lexicon, plan: Plan, scored: Scored, total: float) -> Part:
    return Part(REST, None, None, round(total, 4), _fields(lexicon, scored.entry, set(plan.bag), total))


def _score(engine: Engine, plan: Plan, scored: Scored) -> float:
    """What a question scores in this passage; nothing where it has none of its words."""
    own = engine.ask(plan).passages(scored.entry.article)
    return next((one.score for one in own if one.entry.anchor == scored.entry.anchor), 0.0)


def _fields(lexicon: Lexicon, entry: Entry, terms: set[str], total: float) -> dict[str, float]:
    """A contribution shared out to the fields that have any of the terms; rounded so that it still adds up."""
    texts = _texts(entry)
    if entry.section == entry.title:
        texts["section"] = ""
    shares, known = {}, set[str]()
    for name, text in texts.items():
        found = Counter(t for run in runs(fold(text)) for t in run_terms(run, lexicon.segmenter))
        if name == "asked":
            found = Counter({ASKED + term: count for term, count in found.items() if term not in known})
        known.update(found)
        counts = {term: count for term, count in found.items() if term in terms}
        shares[name] = FIELDS[name] * sum(n * (K1[name] + 1) / (n + K1[name]) for n in counts.values())
    whole = sum(shares.values())
    return {name: round(total * share / whole, 4) for name, share in shares.items() if share} if whole else {}


def _texts(entry: Entry) -> dict[str, str]:
    """The text of each field."""
    path, asked = "\n".join(entry.path), "\n".join(entry.asked)
    return {"section": entry.section, "title": entry.title, "path": path, "body": entry.body, "asked": asked}


def _words(groups: Sequence[Group], scored: Scored) -> Iterator[str]:
    entry = scored.entry
    folded = {name: fold(text) for name, text in _texts(entry).items()}
    for group, by in zip(groups, scored.met, strict=True):
        if by is None:
            yield f"没有提到「{group.text}」"
            continue
        places = [_NAMES[name] for name, text in folded.items() if by.text in text]
        said = f"「{group.text}」" + (f"（{by.label}）" if by.label and by.rank < RELAXED else "")
        yield f"{said}在{'、'.join(places)}里" if places else f"{said}：全文讲的就是它"
