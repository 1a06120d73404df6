"""Lines and columns of a file: 1-based, in code points, lines ending at LF, CRLF or CR."""

from bisect import bisect_right

from service.text.later import later

_BREAK = later(r"\r\n|\n|\r")


class Lines:
    """The line starts of one text, looked up by offset."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(found.end() for found in _BREAK.finditer(text))]

    def place(self, offset: int) -> tuple[int, int]:
        """(line, column) of an offset, both from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def __len__(self) -> int:
        """How many lines there are; after a line end begins one more."""
        return len(self._starts)

    def start(self, number: int) -> int:
        """The offset of a line's first character."""
        return self._starts[number - 1]

    def whole(self, number: int) -> str:
        """The text of a line with its end."""
        end = self._starts[number] if number < len(self._starts) else len(self._text)
        return self._text[self._starts[number - 1] : end]

    def line(self, number: int) -> str:
        """The text of a line without its end."""
        return self.whole(number).rstrip("\r\n")
