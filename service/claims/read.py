"""All claims of a page, judged, in file order."""

from collections.abc import Iterable
from functools import cache

from service import folder
from service.claims.attribute import Attribute
from service.claims.page import Page
from service.claims.scene import scene
from service.model import Desk, Judged
from service.text.terms import Triggers

ATTRIBUTES = "service.claims.attributes"


@cache
def attributes() -> tuple[Attribute, ...]:
    """Every attribute there is, by name."""
    found = [folder.load(ATTRIBUTES, name).read for name in folder.names(ATTRIBUTES)]
    return tuple(sorted(found, key=lambda attribute: attribute.name))


def claims(page: Page, desk: Desk, *names: str) -> tuple[Judged, ...]:
    """The judged claims of a page, of these attributes or of all; each attribute is read once a page."""
    wanted = [one for one in attributes() if not names or one.name in names]
    found = [judged for one in wanted for judged in _read(page, desk, one)]
    return tuple(sorted(found, key=lambda judged: (judged.claim.span, judged.claim.attribute)))


def _read(page: Page, desk: Desk, attribute: Attribute) -> tuple[Judged, ...]:
    def read() -> tuple[Judged, ...]:
        if attribute.triggers and attribute.name not in _spoken_of(page):
            return ()
        return tuple(attribute.judge(claim, desk) for claim in attribute.read(scene(page, desk), desk))

    return page.kept(("claims", attribute.name), read)


def _spoken_of(page: Page) -> Iterable[str]:
    """The attributes one of whose triggers is somewhere on the page."""
    return page.kept("spoken-of", lambda: {attributes()[nth].name for nth in _triggers().lines(page.text, (0,))})


@cache
def _triggers() -> Triggers:
    return Triggers([attribute.triggers for attribute in attributes()])
