"""Rules and facts as the reader of this request reads them: in the reader's script, code and examples as they are."""

import re
from collections.abc import Callable, Iterator

from service.web.language import current
from service.web.reading import shown

#: Code in rules' docs and facts, and the pieces that a rule is to find in its examples.
_CODE = re.compile(r"`([^`\n]+)`")
_MARKED = re.compile(r"⟦([^⟧]*)⟧")

#: A piece of text, and whether it is something other than prose.
Piece = tuple[str, bool]


def in_script(text: str) -> str:
    """A Chinese text in the reader's script; in English pages as it was written."""
    return shown(text, "zh-Hans")


def written() -> str:
    """The language such texts then are in."""
    return "zh-Hant" if current() == "zh-Hant" else "zh-Hans"


def paragraphs(docs: str) -> Iterator[list[Piece]]:
    """Docs as paragraphs of pieces, each with whether it is code; code stays in the script it is in."""
    for paragraph in re.split(r"\n[ \t]*\n", docs.strip()):
        yield list(_pieces(paragraph.replace("\n", ""), _CODE, in_script))


def example(text: str) -> list[Piece]:
    """An example as pieces, each with whether the rule finds it; as it is written, since rules judge characters."""
    return list(_pieces(text, _MARKED, str))


def _pieces(text: str, special: re.Pattern[str], said: Callable[[str], str]) -> Iterator[Piece]:
    at = 0
    for found in special.finditer(text):
        yield said(text[at : found.start()]), False
        yield found[1], True
        at = found.end()
    yield said(text[at:]), False
