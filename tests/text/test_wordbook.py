"""A book of words says of each what was counted, and of no other word anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.wordbook import Wordbook, written

words = st.text(max_size=6)
counts = st.dictionaries(words, st.integers(0, 2**32 - 1))


@given(counts, words)
def test_a_book_counts_what_was_written_into_it(counted: dict[str, int], other: str) -> None:
    book = Wordbook(written(counted))

    assert {word: book.count(word) for word in counted} == counted
    assert book.count(other) == counted.get(other, 0)
    assert book.longest == max((len(word) for word, count in counted.items() if count), default=0)


@given(st.dictionaries(words, st.integers(1, 2**32 - 1), min_size=1), st.data())
def test_a_book_that_is_cut_short_is_refused(counted: dict[str, int], data: st.DataObject) -> None:
    block = written(counted)

    with pytest.raises((ValueError, TypeError)):
        Wordbook(block[: data.draw(st.integers(0, len(block) - 1))])


def test_a_book_with_something_behind_it_is_refused() -> None:
    with pytest.raises(ValueError, match="cut short"):
        Wordbook(written({"卡": 3}) + b"more")
