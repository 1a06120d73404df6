"""Text into index terms, the same for index and question and for every engine.

Three kinds of terms, scores added: Han single characters (`1充`), pairs (`2充值`) and dictionary
words (`w充值`); a Latin run, code, price or domain is a word in each of its spellings (`wwifi`).
Other wordings of a heading
have terms of their own (`qw充值`). A name is closed: a pair inside it that is a word of ours is not that word there (刷脸 in 代刷脸).
"""

from collections import Counter

from service.search.lexicon import Lexicon
from service.text.segment import Segmenter, Token, runs, spellings, unit

#: What stands before the terms of other wordings of a heading: they are not in what a reader sees.
ASKED = "q"
#: Raised when the terms of a text change: an index built by another number is refused.
VERSION = 4


def terms(text: str, lexicon: Lexicon) -> Counter[str]:
    """The terms of folded text with their counts."""
    found: Counter[str] = Counter()
    for run in runs(text):
        found.update(run_terms(run, lexicon.segmenter))
    if lexicon.unit_pattern is not None:
        units = Counter(whole_term(unit[0]) for unit in lexicon.unit_pattern.finditer(text))
        found.update({term: count for term, count in units.items() if term not in found})
    return found


def whole_term(text: str) -> str:
    """The term of a dictionary word, or of a unit of several tokens (`sim 卡`), as one."""
    return "w" + "".join(text.split())


def run_terms(run: Token, segmenter: Segmenter) -> list[str]:
    """The terms of one token, or of one uncut Han run."""
    found = [] if run.kind == "han" else ["w" + spelling for spelling in spellings(run)]
    text = run.text if run.kind == "han" else unit(run)
    if text.isascii():
        return [*found, *(["w" + text] if text else [])]
    parts = segmenter.parts(text)
    kinds = zip("12w", parts, strict=True)
    return found + [kind + part for kind, of_kind in kinds for part in of_kind]
