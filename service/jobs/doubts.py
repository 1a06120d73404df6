"""Which sentences of the corpus to check next: those that rest on facts of less than high confidence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from service.jobs.claims import claims_of
from service.jobs.desks import Desks
from service.model import Article, Fact, Span
from service.text.lines import Lines
from service.text.normalise import fold

_NAMES = {"high": "高", "medium": "中", "low": "低"}
#: Share of letter pairs in common from which a sentence is taken to say a fact.
_ALIKE = 0.15


@dataclass(frozen=True, slots=True)
class Doubt:
    """A sentence that rests on a fact whose confidence is not high."""

    path: str
    line: int
    sentence: str
    fact: str
    confidence: str


def doubts(desks: Desks, today: date) -> list[Doubt]:
    """Every sentence that makes a claim whose fact is of medium or low confidence, or is the nearest in words to such
    a fact that its article cites; in file order.
    """
    found: dict[tuple[str, int, str], Doubt] = {}
    articles, _ = desks.read()
    for article in articles:
        lines = Lines(article.text)
        for span, fact in [*_claimed(desks, article, today), *_cited(desks, article)]:
            text = " ".join(article.text[span.start : span.end].split())
            doubt = Doubt(article.path, lines.place(span.start)[0], text, fact.id, fact.confidence)
            found[article.path, span.start, fact.id] = doubt
    return [found[key] for key in sorted(found)]


def _claimed(desks: Desks, article: Article, today: date) -> Iterator[tuple[Span, Fact]]:
    """The sentences of claims, with the unsure facts behind them."""
    for judged in claims_of(desks, article, today):
        span = judged.claim.span
        sentence = next((s for s in article.sentences if s.whole.start <= span.start < s.whole.end), None)
        for id in (*judged.facts, *judged.past):
            if (fact := desks.facts.facts[id]).confidence != "high":
                yield sentence.whole if sentence else span, fact


def _cited(desks: Desks, article: Article) -> Iterator[tuple[Span, Fact]]:
    """For each unsure fact the article cites the sentence that says most of it; the title where none does."""
    pairs = [(sentence.whole, _pairs(sentence.text)) for sentence in article.sentences]
    for id in article.facts:
        fact = desks.facts.facts.get(id)
        if fact is None or fact.confidence == "high":
            continue
        wanted = _pairs(fold(fact.claim))
        shared, span = max(
            ((len(wanted & have) / len(wanted | have), whole) for whole, have in pairs if have),
            key=lambda pair: pair[0],
            default=(0.0, article.title_span),
        )
        yield (span if shared >= _ALIKE else article.title_span), fact


def _pairs(text: str) -> set[str]:
    kept = "".join(char for char in text if char.isalnum())
    return {kept[at : at + 2] for at in range(len(kept) - 1)}


def doubt_lines(found: Sequence[Doubt]) -> Iterator[str]:
    """One line a sentence and fact, for a terminal."""
    for one in found:
        yield f"{one.path}:{one.line}: {one.sentence}（{one.fact}，可信度{_NAMES[one.confidence]}）"
    yield f"{len({(one.path, one.line, one.sentence) for one in found})} 句话依据的事实可信度不是高。"
