"""The sentences of a page that may advise a reader: not those under a heading that warns."""

import re
from collections.abc import Iterator, Sequence

from service.claims.page import Page
from service.model import Sentence
from service.text.later import among
from service.text.urging import warning_title


def advising(page: Page, patterns: Sequence[re.Pattern[str]] = ()) -> Iterator[Sentence]:
    """The marked sentences, but for those of a section whose heading announces what to avoid; where patterns of
    `later` are given, one of them at least may be found in each.
    """
    warning = page.kept("under-warnings", lambda: _under_warnings(page))
    for sentence in page.marked:
        if id(sentence.block) not in warning and (not patterns or among(patterns, sentence.text)):
            yield sentence


def _under_warnings(page: Page) -> frozenset[int]:
    return frozenset(
        id(sentence.block)
        for section in page.sections
        if section[0].block.kind == "heading" and warning_title(section[0].text)
        for sentence in section
    )
