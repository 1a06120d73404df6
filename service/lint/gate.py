"""Which sentences which rule wants to see: every rule's triggers looked for in one pass."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from service.claims.page import Page
from service.lint.rule import Rule
from service.text.terms import Triggers


@lru_cache(maxsize=16)
def _triggers(wanted: tuple[tuple[str, ...], ...]) -> Triggers:
    return Triggers(wanted)


def pages(page: Page, rules: Sequence[Rule]) -> list[Page | None]:
    """The page as each rule is to see it; None where a rule's triggers are nowhere in it."""
    lengths = (len(sentence.text) + 1 for sentence in page.sentences)
    starts = list(accumulate(lengths, initial=0))[:-1] or [0]
    lines = _triggers(tuple(rule.triggers for rule in rules)).lines(page.text, starts)
    seen: list[Page | None] = []
    for nth, rule in enumerate(rules):
        if not rule.triggers:
            seen.append(page)
        elif nth in lines:
            seen.append(page.only(tuple(page.sentences[line] for line in lines[nth])))
        else:
            seen.append(None)
    return seen
