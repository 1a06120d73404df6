"""What a browser without JavaScript makes of a page: elements, attributes, text."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Element:
    """An element with everything inside it as text."""

    tag: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class Page:
    """The elements of a page in order, and its text outside of head."""

    elements: list[Element] = field(default_factory=list)
    text: str = ""

    def all(self, tag: str, kind: str = "") -> list[Element]:
        """Elements by tag and class."""
        found = (e for e in self.elements if e.tag == tag)
        return [e for e in found if not kind or kind in e.attributes.get("class", "").split()]

    @property
    def ids(self) -> list[str]:
        """Every id there is, twice if it is there twice."""
        return [e.attributes["id"] for e in self.elements if "id" in e.attributes]

    @property
    def links(self) -> list[str]:
        """Where the links lead."""
        return [e.attributes.get("href", "") for e in self.all("a")]


_EMPTY = frozenset({"meta", "link", "input", "br", "hr", "img"})


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.page.elements.append(element)
        if tag not in _EMPTY:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.page.text += data
        for element in self._open:
            element.text += data


def read(html: str) -> Page:
    """Parse a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.page
