"""Text into index terms, the same for index and question and for every engine.

Three kinds of terms, scores added: Han single characters (`1充`), pairs (`2充值`) and dictionary
words (`w充值`); a Latin run, code, price or domain is a word in each of its spellings (`wwifi`).
"""

from collections import Counter

from service.text.segment import Segmenter, Token, runs, spellings, unit

#: Raised when the terms of a text change: an index built by another number is refused.
VERSION = 1


def terms(text: str, segmenter: Segmenter) -> Counter[str]:
    """The terms of folded text with their counts."""
    found: Counter[str] = Counter()
    for run in runs(text):
        found.update(run_terms(run, segmenter))
    return found


def run_terms(run: Token, segmenter: Segmenter) -> list[str]:
    """The terms of one token, or of one uncut Han run."""
    found = [] if run.kind == "han" else ["w" + spelling for spelling in spellings(run)]
    text = run.text if run.kind == "han" else unit(run)
    if text.isascii():
        return [*found, *(["w" + text] if text else [])]
    return [
        *found,
        *("1" + char for char in text),
        *("2" + text[i : i + 2] for i in range(len(text) - 1)),
        *("w" + word for word in segmenter.words_in(text)),
    ]
