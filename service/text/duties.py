"""What the law of a country asks of whoever takes a SIM card there, as the fact base tells it."""

from collections.abc import Iterator
from datetime import date

from service.model import Fact, Facts
from service.text.beside import beside

#: Attributes of facts by which a local card needs its holder's papers, or a phone with one must be registered.
PAPERS = ("sim-papers", "face-check", "visitor-papers")
DEVICE = ("device-duty", "device-deadline")


@beside(256)
def registration(facts: Facts, today: date, country: str) -> tuple[Fact, ...]:
    """The facts by which a SIM card of the country needs the holder's papers; none where none says so."""
    return tuple(_held(facts, today, country, PAPERS))


@beside(256)
def device(facts: Facts, today: date, country: str) -> tuple[Fact, ...]:
    """The facts by which a phone used with a SIM card of the country must be registered or verified."""
    return tuple(_held(facts, today, country, DEVICE))


def _held(facts: Facts, today: date, country: str, attributes: tuple[str, ...]) -> Iterator[Fact]:
    """The facts that say what one must do there, hold on the day and are more than hearsay."""
    for attribute in attributes:
        for fact in facts.by_attribute.get((country, attribute), ()):
            if fact.values and fact.confidence != "low" and fact.holds(today):
                yield fact
