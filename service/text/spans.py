"""Many pieces of a file, asked whether one more meets any of them."""

from bisect import bisect_left
from collections.abc import Iterable

from service.model import Span


class Spans:
    """Pieces of a file in order, those that share characters made one; a question costs a binary search."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans: list[Span] = []
        for span in sorted(spans):
            if self._spans and span.start < self._spans[-1].end:
                last = self._spans.pop()
                span = Span(last.start, max(last.end, span.end))
            self._spans.append(span)

    def meet(self, span: Span) -> bool:
        """Whether one of the pieces shares a character with this one."""
        at = bisect_left(self._spans, span)
        return any(other.meets(span) for other in self._spans[max(0, at - 1) : at + 1])
