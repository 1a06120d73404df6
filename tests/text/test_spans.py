"""A question to many spans answers what asking each of them would."""

from hypothesis import given
from hypothesis import strategies as st

from service.model import Span
from service.text.spans import Spans

pieces = st.tuples(st.integers(0, 40), st.integers(1, 8)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(st.lists(pieces, max_size=12), pieces)
def test_a_piece_meets_many_when_it_meets_one(many: list[Span], one: Span) -> None:
    assert Spans(many).meet(one) == any(other.meets(one) for other in many)
