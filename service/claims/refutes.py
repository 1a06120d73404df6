"""What facts contradict by pattern, where attribute and values cannot say it: found in linear time.

All patterns are one RE2 set, run once over a page; most pages hold none and cost nothing more. A pattern
with a negator of its own puts it into the group `own`, so that it is not taken for a denial of the claim.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import re2

from service.claims.page import Page
from service.claims.stance import Stance, stance
from service.model import Fact, Facts, Sentence
from service.text.beside import beside

#: Lets ^ and $ mean the bounds of a sentence, in a page as in a sentence alone.
LINES = "(?m)"
#: Bytes for the automaton of the set; it is built as far as texts need it.
_MEMORY = 64 << 20


@dataclass(frozen=True, slots=True)
class Refuted:
    """A piece of a sentence that a fact contradicts; positions are those of the sentence's text."""

    fact: Fact
    sentence: Sentence
    start: int
    end: int
    stance: Stance


@lru_cache(maxsize=256)
def pattern(text: str) -> Any:
    """A pattern of `refutes`, compiled; `re2.error` when RE2 does not take it."""
    return re2.compile(LINES + text, _options())


class Refuters:
    """The patterns of a fact base, ready for matching."""

    def __init__(self, facts: Facts) -> None:
        self._rows = [(fact, text) for fact in facts.facts.values() for text in fact.refutes]
        self._all = re2.Set.SearchSet(_options())
        for _, text in self._rows:
            self._all.Add(LINES + text)
        if self._rows:
            self._all.Compile()

    def find(self, page: Page) -> Iterator[Refuted]:
        """Every match on a page, however it is said and whether or not the fact holds."""
        if not self._rows:
            return
        matching = [self._rows[nth] for nth in sorted(self._all.Match(page.text) or ())]
        rows = [(fact, pattern(text)) for fact, text in matching]
        for sentence in page.sentences if rows else ():
            for fact, compiled in rows:
                for found in compiled.finditer(sentence.text):
                    start, end = found.span()
                    yield Refuted(fact, sentence, start, end, _stance(sentence.text, found))


@beside()
def refuters(facts: Facts) -> Refuters:
    """The patterns of a fact base, compiled once."""
    return Refuters(facts)


def _stance(text: str, found: Any) -> Stance:
    own = found.re.groupindex.get("own")
    if own and found.group(own):
        low, high = found.span(own)
        text = text[:low] + "也" * (high - low) + text[high:]
    return stance(text, *found.span())


def _options() -> Any:
    options = re2.Options()
    options.max_mem = _MEMORY
    options.log_errors = False
    return options
