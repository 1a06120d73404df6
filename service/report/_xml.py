"""Write an XML document; texts have gone through `plain` before, so that it can be parsed back."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET


def lines(root: ET.Element) -> Iterator[str]:
    """The document, indented, in UTF-8."""
    ET.indent(root)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield from ET.tostring(root, encoding="unicode").split("\n")
