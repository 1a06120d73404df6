"""What front matter leaves out is inferred from the text: countries, operators, kinds, topics."""

from collections import Counter
from dataclasses import replace

from ahocorasick_rs import AhoCorasick, MatchKind

from service.model import Article, Facts, Words
from service.text.normalise import fold, folded

#: Where readers come from: 中国移动, 中国护照 and 中国游客 do not make an article one about China.
HOME = "CN"


class Names:
    """Finds names of countries and operators, and words that give a topic away."""

    def __init__(self, facts: Facts, words: Words) -> None:
        self._countries = _Spotter(
            {name: {c.code} for c in words.countries for name in (c.name, *c.aliases, *c.cities)}
        )
        spelt: dict[str, set[str]] = {}
        for operator in facts.operators:
            if operator.status == "active":
                for name in operator.names:
                    spelt.setdefault(name, set()).add(operator.id)
        self._operators = _Spotter(spelt)
        self._at_home = {o.id: set(o.countries) for o in facts.operators}
        self._facets = {
            name: _Spotter({w: {f.id} for f in words.facets if f.field == name for w in f.words})
            for name in ("kinds", "topics")
        }

    def operators_in(self, text: str) -> tuple[str, ...]:
        """The operators that a text names, in whichever country."""
        return tuple(sorted(self._operators.count(fold(text))))

    def fill(self, article: Article, given: set[str]) -> Article:
        """The article with every facet that was not given."""
        title = fold(article.title)
        body = "\n".join(sentence.text for sentence in article.sentences)
        found: dict[str, tuple[str, ...]] = {}
        countries = set(article.countries)
        if "countries" not in given:
            found["countries"] = self._countries_of(title, body)
            countries = set(found["countries"])
        if "operators" not in given:
            counts = self._operators.count(body)
            found["operators"] = tuple(o for o in sorted(counts) if not countries or self._at_home[o] & countries)
        for name, spotter in self._facets.items():
            if name not in given:
                counts = spotter.count(title) + spotter.count(body)
                enough = {f for f, n in counts.items() if n >= 2} | set(spotter.count(title))
                found[name] = tuple(sorted(enough))
        return replace(article, **found)  # type: ignore[arg-type]

    def _countries_of(self, title: str, body: str) -> tuple[str, ...]:
        named = self._countries.count(title)
        if named:
            return tuple(sorted(named))
        counts = self._countries.count(body)
        if not counts:
            homes = [self._at_home[o] for o in self._operators.count(body)]
            alone = {code for home in homes if len(home) == 1 for code in home}
            return tuple(alone) if len(alone) == 1 else ()
        if len(counts) > 1:
            counts.pop(HOME, None)
        most = max(counts.values())
        return tuple(sorted(code for code, n in counts.items() if n >= 2 and n * 2 >= most))


class _Spotter:
    """Counts ids by the names that stand for them; a Latin name must stand alone."""

    def __init__(self, names: dict[str, set[str]]) -> None:
        self._ids: dict[str, set[str]] = {}
        for name, ids in names.items():
            self._ids.setdefault(folded(name), set()).update(ids)
        self._names = list(self._ids)
        self._automaton = AhoCorasick(self._names, matchkind=MatchKind.LeftmostLongest)

    def count(self, text: str) -> Counter[str]:
        """How often each id is named in folded text."""
        counts: Counter[str] = Counter()
        for which, start, end in self._automaton.find_matches_as_indexes(text):
            if not _continues(text, start) and not _continues(text, end):
                counts.update(self._ids[self._names[which]])
        return counts


def _continues(text: str, at: int) -> bool:
    """Whether a Latin word or a number goes on across this place."""
    around = text[max(0, at - 1) : at + 1]
    return len(around) == 2 and around.isascii() and around.isalnum()
