"""Places in a text as editors count them: lines from 0, characters in UTF-16 units unless they ask otherwise."""

from service.model import Span
from service.text.lines import Lines

#: (line, character), both from 0.
Position = tuple[int, int]
_WIDTHS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


class Units:
    """A text with its lines, in the units of one of the encodings of the protocol."""

    def __init__(self, text: str, encoding: str = "utf-16") -> None:
        self._text = text
        self._lines = Lines(text)
        self._codec, self._width = _WIDTHS.get(encoding, _WIDTHS["utf-16"])

    def position(self, offset: int) -> Position:
        """Where a code point of the text is."""
        line, column = self._lines.place(offset)
        return line - 1, self._units(self._lines.whole(line)[: column - 1])

    def span(self, span: Span) -> tuple[Position, Position]:
        """Where a piece of the text begins and ends."""
        return self.position(span.start), self.position(span.end)

    def offset(self, position: Position) -> int:
        """The code point at a place; behind the end of a line it is the line's end, behind the text the text's."""
        line, character = position
        if line >= len(self._lines):
            return len(self._text)
        said = self._lines.line(line + 1)
        low, high = 0, len(said)
        while low < high:  # the first code point at or behind the place
            middle = (low + high) // 2
            if self._units(said[:middle]) < character:
                low = middle + 1
            else:
                high = middle
        return self._lines.start(line + 1) + low

    def _units(self, text: str) -> int:
        return len(text.encode(self._codec, "surrogatepass")) // self._width
