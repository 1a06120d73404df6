"""How far the corpus reaches, by country and topic."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from service.corpus.coverage import promise
from service.jobs.desks import Desks
from service.model import Article


@dataclass(frozen=True, slots=True)
class Coverage:
    """`rows` hold for each country its code (empty: articles on no one country) and name, its number of articles,
    of passages, and of articles by topic.
    """

    topics: Mapping[str, str]
    rows: tuple[tuple[str, str, int, int, Mapping[str, int]], ...]


def coverage(desks: Desks) -> Coverage:
    """How many published articles there are by country and topic; promised destinations first, then by name."""
    found, _ = desks.read()
    counts = counted(found)
    passages: Counter[str] = Counter()
    for article in found:
        for code in article.countries or ("",):
            passages[code] += len(article.passages) if article.status == "published" else 0
    names = {country.code: country.name for country in desks.words.countries}
    topics = {facet.id: facet.name for facet in desks.words.facets if facet.field == "topics"}
    first = promise(desks.root).destinations
    order = [*first, *sorted({code for code, _ in counts} - {*first, ""}), ""]
    rows = [
        (code, names.get(code, "不限国家"), counts[code, ""], passages[code], {t: counts[code, t] for t in topics})
        for code in order
    ]
    return Coverage(topics, tuple(rows))


def counted(articles: Iterable[Article]) -> Counter[tuple[str, str]]:
    """Published articles by (country, topic), and under "" all of a country."""
    found: Counter[tuple[str, str]] = Counter()
    for article in articles:
        if article.status == "published":
            for code in article.countries or ("",):
                found.update((code, topic) for topic in ("", *article.topics))
    return found


def coverage_lines(found: Coverage) -> Iterator[str]:
    """The table as Markdown, which a terminal shows as well."""
    head = ("", "文章", "段落", *found.topics.values())
    yield "| " + " | ".join(head) + " |"
    yield "|" + " --- |" * len(head)
    for code, name, articles, passages, topics in found.rows:
        counts = (articles, passages, *(topics[topic] for topic in found.topics))
        yield f"| {f'{name} {code}'.strip()} | " + " | ".join(str(count or "") for count in counts) + " |"
