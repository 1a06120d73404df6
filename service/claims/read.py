"""All claims of a page, judged, in file order."""

from collections.abc import Iterable
from functools import cache
from operator import attrgetter
from types import ModuleType
from typing import Any

from service import declared
from service.claims.attribute import Attribute
from service.claims.page import Page
from service.claims.scene import scene
from service.model import Desk, Judged
from service.text.terms import Triggers

ATTRIBUTES = "service.claims.attributes"


@cache
def attributes() -> tuple[Attribute, ...]:
    """Every attribute there is, by name; an attribute's file is imported when a page first speaks of it."""
    found = [_declared(*row) for row in declared.told(ATTRIBUTES, _told)]
    return tuple(sorted(found, key=lambda attribute: attribute.name))


def _told(module: ModuleType) -> list[Any]:
    told: Attribute = module.read
    return [told.name, told.docs, told.triggers, told.single, told.soft]


def _declared(file: str, name: str, docs: str, triggers: list[str], single: bool, soft: bool) -> Attribute:
    """An attribute as `_told` told it."""
    read = declared.put_off(ATTRIBUTES, file, attrgetter("read.read"))
    judge = declared.put_off(ATTRIBUTES, file, attrgetter("read.judge"))
    return Attribute(name, docs, tuple(triggers), single, soft, read, judge)


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
