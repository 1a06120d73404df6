"""XML for programs that read the site: feed readers, search engines, browsers."""

from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from flask import Response, request

from service.report._say import plain


def element(parent: Element | None, name: str, text: str | None = None, **attributes: str) -> Element:
    """A new element below another one (None: a root); what XML cannot hold is taken out of texts."""
    said = {key.rstrip("_").replace("__", ":"): plain(value) for key, value in attributes.items()}
    made = Element(name, said) if parent is None else ElementTree.SubElement(parent, name, said)
    if text is not None:
        made.text = plain(text)
    return made


def answer(root: Element, mimetype: str) -> Response:
    """The document with an ETag of its bytes; 304 for who has it already."""
    raw = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    response = Response(raw, mimetype=mimetype)
    response.add_etag(weak=True)
    response.cache_control.max_age = 300
    if "kawen.language" not in request.environ:
        response.vary.add("Accept-Language")
    response.make_conditional(request)
    return response
